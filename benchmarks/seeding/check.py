# SPDX-License-Identifier: GPL-3.0-only
"""Whether seeded records are what the hub itself would have saved."""

import frappe
from frappe.utils import cstr, flt

from planota_hub.capacity_building.support.ledger import check_ledger

# documents that the hub itself wrote, or that nobody saves again
DOCTYPES = (
	"NGO",
	"Stakeholder",
	"Organisation Relation",
	"Funded Project",
	"Reporting Period",
	"Project Indicator",
	"Mentoring Session",
	"NGO Support Request",
	"Training Workshop",
	"Workshop Registration",
	"Hub Event",
	"Event Registration",
	"Local Network",
	"Local Need",
	"Need Endorsement",
	"Hub Meeting",
	"Member Vote",
	"Representative Body",
	"Representative Election",
	"Election Ballot",
	"Body Mandate",
	"Development Plan",
	"Capacity Assessment",
	"Public Policy",
	"Policy Proposal",
	"Advocacy Campaign",
	"Campaign Supporter",
	"Partnership Consortium",
	"Joint Action Plan",
	"Joint Action",
	"Funding Call",
	"Call Application",
	"Stakeholder Briefing",
	"Survey",
)
# change with every save
IGNORED = {"modified", "modified_by", "_assign", "_comments", "_user_tags", "_liked_by", "idx"}


def find_faults(samples: int = 3) -> list[str]:
	"""Save samples of each kind again and return what that changes, or why it is refused; and what the ledger lacks.

	What is saved stays in the transaction of the caller.
	"""
	faults = [f"ledger: {frappe.as_json(row)}" for row in check_ledger()[:samples]]
	for doctype in DOCTYPES:
		names = frappe.get_all(doctype, pluck="name", order_by="name asc")
		for name in names[:: max(1, len(names) // samples)][:samples]:
			faults += compare_saved(doctype, name)
	return faults


def compare_saved(doctype: str, name: str) -> list[str]:
	"""Return what saving a document changes in it or in its tables."""
	before = read(doctype, name)
	document = frappe.get_doc(doctype, name)
	try:
		document.save()
	except Exception as error:
		return [f"{doctype} {name}: refused, {type(error).__name__}: {error}"]
	after = read(doctype, name)
	return [
		f"{doctype} {name}: {key} was {before.get(key)!r}, is {after.get(key)!r}"
		for key in sorted(before.keys() | after.keys())
		if not is_same(before.get(key), after.get(key))
	]


def read(doctype: str, name: str) -> dict[str, object]:
	"""Return all stored values of a document, those of its tables under `table.row.field`."""
	values = dict(frappe.db.get_value(doctype, name, "*", as_dict=True))
	for field in frappe.get_meta(doctype).get_table_fields():
		filters = {"parent": name, "parenttype": doctype, "parentfield": field.fieldname}
		for row in frappe.get_all(field.options, filters, ["*"], order_by="idx asc"):
			values |= {f"{field.fieldname}.{row.idx}.{key}": value for key, value in row.items()}
	return {key: value for key, value in values.items() if key.split(".")[-1] not in IGNORED}


def is_same(one: object, other: object) -> bool:
	"""Compare two stored values; nothing, 0 and an empty text are the same."""
	if isinstance(one, float | int) or isinstance(other, float | int):
		return flt(one, 4) == flt(other, 4)
	return cstr(one) == cstr(other)
