# SPDX-License-Identifier: GPL-3.0-only
"""What is kept of a merge, so that it can be explained years later: who, when, what moved, what was joined, what went.

What told of people is not kept here: it follows the rules of its own records.
"""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, get_link_to_form, now

from planota_hub.planota_hub.merging.plan import Plan, is_personal
from planota_hub.planota_hub.merging.rows import get_value_fields
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.record_merge.record_merge import RecordMerge

LOG = "Record Merge"
PROPOSED, MERGED, DECLINED, UNDONE = "Proposed", "Merged", "Declined", "Undone"


def write_log(plan: Plan) -> str:
	"""Write a merge down, in the proposal that led to it where there was one, and in the history of the record.

	Returns:
	        the name of the log.
	"""
	kept, merged = plan.kept, plan.merged
	log = get_proposal(kept.doctype, kept.name, merged.name) or new_log(kept, merged)
	log.update({"status": MERGED, "decided_by": frappe.session.user, "decided_on": now()})
	log.update(get_names(plan))
	for part in plan.parts:
		values = {name: getattr(part, name) for name in ("moved", "joined", "removed", "note")}
		log.append("parts", {"document_type": part.doctype, **values})
	for difference in plan.differences:
		if not (difference.is_personal or plan.kind.is_person):
			values = {"field_label": difference.label, "stayed": difference.kept, "went": difference.merged}
			log.append("differences", values)
	log.former_values = json.dumps(get_former_values(plan), indent=1, ensure_ascii=False, default=cstr)
	log.flags.from_merge = True
	log.save(ignore_permissions=True) if log.name else log.insert(ignore_permissions=True)
	write_comment(plan, log.name)
	return log.name


def new_log(kept: Document, merged: Document) -> "RecordMerge":
	log: RecordMerge = frappe.new_doc(LOG)
	log.update({"record_type": kept.doctype, "kept": kept.name, "merged": merged.name})
	log.update(get_titles(kept, merged))
	return log


def get_proposal(doctype: str, *names: str) -> "RecordMerge | None":
	"""Return what somebody proposed of these two records, whichever of them was to stay."""
	filters = {
		"record_type": doctype,
		"status": PROPOSED,
		"kept": ("in", names),
		"merged": ("in", names),
	}
	name = frappe.db.get_value(LOG, filters, "name", order_by="creation asc")
	return frappe.get_doc(LOG, name, for_update=True) if name else None


def get_titles(kept: Document, merged: Document) -> dict:
	return {
		f"{side}_title": cstr(doc.get(doc.meta.get_title_field()))
		for side, doc in (("kept", kept), ("merged", merged))
	}


def get_names(plan: Plan) -> dict:
	"""Return which records it was; of people the comment on the kept one leads here, and goes with the person."""
	if plan.kind.is_person:
		return dict.fromkeys(("kept", "merged", "kept_title", "merged_title", "note"))
	names = {"kept": plan.kept.name, "merged": plan.merged.name}
	return {**names, **get_titles(plan.kept, plan.merged)}


def get_former_values(plan: Plan) -> dict:
	"""Return the merged record and all rows and records that went, as they were, without what tells of people."""
	merged = plan.merged
	rows = [
		{"doctype": df.options, **get_values(df.options, row)}
		for df in merged.meta.get_table_fields()
		for row in merged.get(df.fieldname)
	]
	joined = [
		{
			"doctype": absorption.held.doctype,
			"of": [other.parenttype, other.parent],
			"into": absorption.stays.name,
			**get_values(absorption.held.doctype, other),
		}
		for absorption in plan.absorptions
		for other in absorption.others
	]
	removed = [
		{"doctype": held.doctype, "name": row.name, **get_values(held.doctype, row)}
		for held, row in plan.seconds
	]
	of_nobody = not plan.kind.is_person
	return {
		"record": get_values(merged.doctype, merged) if of_nobody else {},
		"rows": rows if of_nobody else [],
		"joined": joined,
		"removed": removed,
	}


def get_values(doctype: str, record: Document | dict) -> dict:
	return {
		fieldname: record.get(fieldname)
		for fieldname in get_value_fields(doctype)
		if record.get(fieldname) and not is_personal(doctype, fieldname)
	}


def write_comment(plan: Plan, log: str) -> None:
	merged = plan.merged
	title = shown(merged.get(merged.meta.get_title_field()))
	text = _("Merged {0} ({1}) into this record: {2}").format(
		title, shown(merged.name), get_link_to_form(LOG, log)
	)
	names = ("registration_number", "tax_number", "tracking_code")
	if numbers := [merged.get(name) for name in names if merged.get(name)]:
		text += " " + _("Its numbers: {0}").format(", ".join(numbers))
	frappe.get_doc(plan.kept.doctype, plan.kept.name).add_comment("Info", text)
