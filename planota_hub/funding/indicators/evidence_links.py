# SPDX-License-Identifier: GPL-3.0-only
"""Where a counted record is opened: in its own form, or in that of the document whose row it is."""

import frappe

from planota_hub.funding.indicators import readings
from planota_hub.rules.titles import get_titles


def add_forms(rows: list[dict]) -> list[dict]:
	"""Add `form_doctype`, `form_name` and `form_label` to counted records; one query for each kind of row.

	A row whose document is gone is left with itself, so that it still has its name. A document is called by its number;
	where a machine has named it, which says nothing to people, by its title.
	"""
	forms = find_documents_of_rows({(row["doctype"], row["name"]) for row in rows})
	for row in rows:
		record = row["doctype"], row["name"]
		row["form_doctype"], row["form_name"] = forms.get(record, record)
	titles = get_titles_of_hashes({(row["form_doctype"], row["form_name"]) for row in rows})
	for row in rows:
		form = row["form_doctype"], row["form_name"]
		row["form_label"] = titles.get(form) or row["form_name"]
	return rows


def get_titles_of_hashes(forms: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
	"""Return the titles of those documents that a machine has named."""
	titles = {}
	for doctype in sorted({doctype for doctype, _name in forms}):
		autoname, title = frappe.db.get_value("DocType", doctype, ["autoname", "title_field"]) or (None, None)
		if autoname == "hash" and title:
			names = [name for of_doctype, name in forms if of_doctype == doctype]
			titles |= {(doctype, name): title for name, title in get_titles(doctype, names).items()}
	return titles


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
