# SPDX-License-Identifier: GPL-3.0-only
"""Records that were entered twice: one pair waits for a manager, one was merged, one by mistake, which was undone."""

import frappe

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import find, find_ngo
from planota_hub.planota_hub.merging.log import LOG, MERGED, PROPOSED, UNDONE
from planota_hub.planota_hub.merging.records import merge_records, propose_merge
from planota_hub.planota_hub.merging.undo import undo_merge

OFFICER = "officer@example.org"


def load_merges() -> None:
	"""Do what was done to these pairs, unless the site knows of it already."""
	for values in read("merges.json"):
		kept = find_ngo(values["keep"])
		if kept and not frappe.db.exists(LOG, {"kept": kept, "status": values["status"]}):
			load_merge(values, kept)


def load_merge(values: dict, kept: str) -> None:
	other = values["merge"]
	merged = find("NGO", "ngo_name", other) if isinstance(other, str) else enter_again(other)
	if not merged:
		return
	if values["status"] == PROPOSED:
		log = propose_merge("NGO", kept, merged, values["note"])
		frappe.db.set_value(LOG, log, "proposed_by", OFFICER, update_modified=False)
	else:
		merge_records("NGO", kept, merged)
		log = frappe.db.get_value(LOG, {"kept": kept, "merged": merged, "status": MERGED})
	if values["status"] == UNDONE:
		undo_merge(log)
	mark(LOG, log)


def enter_again(values: dict) -> str:
	"""Enter an organisation of the register a second time, as happens in a hurry; return its name."""
	ngo = frappe.new_doc("NGO")
	ngo.update(values)
	ngo.insert(ignore_permissions=True)
	mark("NGO", ngo.name)
	return ngo.name
