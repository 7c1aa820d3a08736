# SPDX-License-Identifier: GPL-3.0-only
"""Where a counted record is opened: in its own form, or in that of the document whose row it is."""

import frappe

from planota_hub.funding.indicators import readings


def add_forms(rows: list[dict]) -> list[dict]:
	"""Add `form_doctype` and `form_name` to counted records; one query for each kind of row.

	A row whose document is gone is left with itself, so that it still has its name.
	"""
	forms = find_documents_of_rows({(row["doctype"], row["name"]) for row in rows})
	for row in rows:
		record = row["doctype"], row["name"]
		row["form_doctype"], row["form_name"] = forms.get(record, record)
	return rows


def find_documents_of_rows(records: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
	"""Return the document of each of these records that is a row of a table."""
	forms = {}
	for doctype in sorted({doctype for doctype, _name in records}):
		if not frappe.db.get_value("DocType", doctype, "istable", cache=True):
			continue
		names = sorted(name for of_doctype, name in records if of_doctype == doctype)
		for row in frappe.get_all(
			doctype,
			filters={"name": ("in", names)},
			fields=["name", "parenttype", "parent"],
			order_by="name asc",
			limit_page_length=0,
		):
			forms[doctype, row.name] = row.parenttype, row.parent
	return forms


def describe_records(rows: list[dict]) -> list[dict]:
	"""Return counted records with the name of their NGO and the form in which they are opened."""
	names = readings.get_ngo_names(rows)
	return [{**row, "ngo_name": names.get(row["ngo"])} for row in add_forms(rows)]
