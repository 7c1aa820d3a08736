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
	"""Return the numbers of which a 0 is known to be one: figures that were found, and targets that were entered."""
	if doctype not in (INDICATOR, READING):
		return set()
	targets = set(read("Indicator Target", {}, ["parent", "reporting_period"]))
	if doctype == INDICATOR:
		return {(indicator, "final_target") for indicator, _period in targets}
	found = {(name, "value") for (name,) in read(READING, {"status": ("in", KNOWN)}, ["name"])}
	readings = read(READING, {}, ["name", "indicator", "reporting_period"])
	return found | {(name, "target") for name, *keys in readings if tuple(keys) in targets}


def read(doctype: str, filters: dict, fields: list[str]) -> list[tuple]:
	rows = frappe.get_all(doctype, filters, fields, order_by="name asc", limit_page_length=0)
	return [tuple(row[fieldname] for fieldname in fields) for row in rows]
