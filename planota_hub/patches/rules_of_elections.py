# SPDX-License-Identifier: GPL-3.0-only
"""Elections from before there were second rounds keep their rules; nobody is called or reminded a second time."""

import frappe

from planota_hub.local_networks.elections.count import COMMISSION_DECIDES, RELATIVE
from planota_hub.local_networks.elections.people import ELECTION

DEFAULTS = {"majority_rule": RELATIVE, "tie_rule": COMMISSION_DECIDES}
ELECTOR = "Election Elector"


def execute() -> None:
	for doctype in ("Representative Body", ELECTION):
		for fieldname, value in DEFAULTS.items():
			unset = {fieldname: ("is", "not set")}
			frappe.db.set_value(doctype, unset, fieldname, value, update_modified=False)
	fields = ["name", "announced_on", "reminded_on"]
	for election in frappe.get_all(ELECTION, {"stage": "Voting"}, fields, order_by="name asc"):
		note_what_was_sent(election)
	counted = {"counted_on": ("is", "set")}
	for name in frappe.get_all(ELECTION, counted, pluck="name", order_by="name asc", limit_page_length=0):
		number = frappe.db.count(ELECTOR, {"parenttype": ELECTION, "parent": name})
		frappe.db.set_value(ELECTION, name, "electors_count", number, update_modified=False)


def note_what_was_sent(election: frappe._dict) -> None:
	"""All electors were called and reminded together then."""
	elector = frappe.qb.DocType(ELECTOR)
	own = (elector.parenttype == ELECTION) & (elector.parent == election.name)
	for fieldname, moment in (("called_on", election.announced_on), ("reminded_on", election.reminded_on)):
		if moment:
			unset = own & elector[fieldname].isnull()
			frappe.qb.update(elector).set(elector[fieldname], moment).where(unset).run()
