# SPDX-License-Identifier: GPL-3.0-only
"""Of a 0 from before nobody can tell whether it was given: it counts as not known, but for what the hub promised."""

import frappe

from planota_hub.rules.unknown_numbers import FIELD, get_optional_numbers, join

READING, INDICATOR = "Indicator Reading", "Project Indicator"
DOCTYPES = (
	"NGO",
	"NGO Yearly Figure",
	"Campaign Action",
	"Promotion Activity",
	"Joint Action",
	INDICATOR,
	READING,
)
# the value is known in these
KNOWN = ("Computed", "To Approve", "Approved")


def execute() -> None:
	for doctype in DOCTYPES:
		note_zeros(doctype)
	frappe.clear_cache()


def note_zeros(doctype: str) -> None:
	"""Note the zeros of a DocType as unknown, those apart that are known to be meant."""
	numbers = [df.fieldname for df in get_optional_numbers(frappe.get_meta(doctype))]
	meant = find_meant(doctype)
	groups: dict[str | None, list[str]] = {}
	for row in frappe.get_all(doctype, fields=["name", *numbers], order_by="name asc", limit_page_length=0):
		names = [name for name in numbers if not row[name] and (row.name, name) not in meant]
		groups.setdefault(join(names), []).append(row.name)
	for text, rows in groups.items():
		table = frappe.qb.DocType(doctype)
		for start in range(0, len(rows), 1000):
			frappe.qb.update(table).set(table[FIELD], text).where(
				table.name.isin(rows[start : start + 1000])
			).run()


def find_meant(doctype: str) -> set[tuple[str, str]]:
	"""Return the numbers of which a 0 is known to be one: finished figures, and targets that were entered."""
	if doctype == INDICATOR:
		return {(name, "final_target") for name in frappe.get_all("Indicator Target", pluck="parent")}
	if doctype != READING:
		return set()
	known = frappe.get_all(READING, {"status": ("in", KNOWN)}, pluck="name", limit_page_length=0)
	targets = {
		(row.parent, row.reporting_period)
		for row in frappe.get_all("Indicator Target", fields=["parent", "reporting_period"])
	}
	return {(name, "value") for name in known} | {
		(row.name, "target")
		for row in frappe.get_all(READING, fields=["name", "indicator", "reporting_period"])
		if (row.indicator, row.reporting_period) in targets
	}
