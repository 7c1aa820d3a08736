# SPDX-License-Identifier: GPL-3.0-only
"""Hours of the ledger beside the documents in which the work is written down."""

from collections import defaultdict

import frappe

# registrations -> the occasion for which they are, and the link to it
OCCASIONS = {
	"Workshop Registration": ("Training Workshop", "workshop"),
	"Event Registration": ("Hub Event", "event"),
}


def count_hours(doctype: str, names: list[str], subject: str, name: str) -> dict[str, float]:
	"""Return the hours of support that documents gave: to one NGO, or to all whom they helped.

	Args:
	        subject, name: whose timeline it is; an NGO is told its own hours.
	"""
	if not frappe.has_permission("Support Entry", "read"):
		return {}
	of_ngo = {"ngo": name} if subject == "NGO" else {}
	if doctype not in OCCASIONS:
		return sum_hours(doctype, names, of_ngo)
	if not of_ngo:
		return {}
	occasion, link = OCCASIONS[doctype]
	rows = frappe.get_all(
		doctype,
		{"name": ("in", names), link: ("is", "set")},
		["name", link],
		order_by="name desc",
	)
	# an NGO that sent three people to a workshop was given its hours once
	first = {row[link]: row.name for row in rows}
	hours = sum_hours(occasion, list(first), of_ngo)
	return {registration: hours.get(held, 0.0) for held, registration in first.items()}


def sum_hours(doctype: str, names: list[str], further: dict) -> dict[str, float]:
	hours: dict[str, float] = defaultdict(float)
	filters = {"source_doctype": doctype, "source_name": ("in", names or [""]), **further}
	fields = ["source_name", "hours"]
	for row in frappe.get_list(
		"Support Entry", filters=filters, fields=fields, order_by="name asc", limit_page_length=0
	):
		hours[row.source_name] += row.hours
	return dict(hours)
