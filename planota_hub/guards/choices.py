# SPDX-License-Identifier: GPL-3.0-only
"""What a link field offers: on Frappe 15 a request could ask for all documents, whatever their conditions say.

Days, choices and other records are written as the reader reads them; the framework shows what is stored.
"""

import inspect
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.desk import search
from frappe.utils import cstr

from planota_hub.guards.documents import is_own
from planota_hub.guards.titles import Record, read_titles
from planota_hub.rules.readable import show_value

STORED_OTHERWISE = ("Date", "Datetime", "Float", "Currency", "Percent", "Select", "Link", "Dynamic Link")
BETWEEN = ", "


@frappe.whitelist()
def search_link(doctype: str, txt: str, **arguments) -> list:
	"""In place of `frappe.desk.search.search_link`."""
	found = frappe.call(search.search_link, doctype, txt, **keep_conditions(doctype, arguments))
	if is_own(doctype) and found:
		describe(doctype, found)
	return found


@frappe.whitelist()
def search_widget(doctype: str, txt: str, **arguments) -> list:
	"""In place of `frappe.desk.search.search_widget`."""
	return frappe.call(search.search_widget, doctype, txt, **keep_conditions(doctype, arguments))


def keep_conditions(doctype: str, arguments: dict) -> dict:
	"""Return the arguments of a search that lists no documents of the app against their conditions.

	Frappe 15 takes `ignore_user_permissions` for leave to ignore every permission, as the first of Frappe 16 did; those
	that have `link_fieldname` ask the link field.
	"""
	has_conditions = is_own(doctype) and doctype in frappe.get_hooks("permission_query_conditions")
	if has_conditions and not asks_link_field():
		arguments.pop("ignore_user_permissions", None)
	return arguments


def describe(doctype: str, found: list[dict]) -> None:
	"""Write the descriptions of what was found, which consist of search fields, for their reader."""
	meta = frappe.get_meta(doctype)
	fields = [field for name in meta.get_search_fields() if (field := meta.get_field(name))]
	fields = [field for field in fields if field.fieldtype in STORED_OTHERWISE]
	if not fields:
		return
	kinds = {field.options for field in fields if field.fieldtype == "Dynamic Link"}
	rows = frappe.get_all(
		doctype,
		{"name": ("in", [row["value"] for row in found])},
		list(dict.fromkeys(["name", *(field.fieldname for field in fields), *sorted(kinds)])),
		order_by="name asc",
	)
	titles = read_titles(link for row in rows for link in list_links(fields, row))
	shown = {row.name: dict(show(fields, row, titles)) for row in rows}
	for row in found:
		parts = row["description"].split(BETWEEN)
		row["description"] = BETWEEN.join(shown.get(row["value"], {}).get(part, part) for part in parts)


def list_links(fields: list, row: frappe._dict) -> Iterator[Record]:
	"""Yield the records to which a row links, of the kinds that links show by their titles."""
	for field in fields:
		doctype = get_linked(field, row)
		if doctype and row[field.fieldname] and frappe.get_meta(doctype).show_title_field_in_link:
			yield doctype, row[field.fieldname]


def get_linked(field, row: frappe._dict) -> str | None:
	"""Return the DocType to which a field of a row links; None for what is no link."""
	return {"Link": field.options, "Dynamic Link": row.get(field.options)}.get(field.fieldtype)


def show(fields: list, row: frappe._dict, titles: dict[Record, str]) -> Iterator[tuple[str, str]]:
	"""Yield each value of a row as it is stored and as its reader reads it."""
	for field in fields:
		value = row.get(field.fieldname)
		if field.fieldtype == "Select":
			yield cstr(value), _(cstr(value), context=field.parent)
		elif field.fieldtype in ("Link", "Dynamic Link"):
			yield cstr(value), titles.get((get_linked(field, row), value)) or _(cstr(value))
		else:
			yield cstr(value), show_value(value, field)


def asks_link_field() -> bool:
	"""Tell whether the framework asks the link field if permissions of users may be ignored."""
	return "link_fieldname" in inspect.signature(search.search_widget).parameters
