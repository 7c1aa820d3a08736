# SPDX-License-Identifier: GPL-3.0-only
"""Counts, searches and exports ask each document, and each field, what they may tell."""

import frappe
from frappe import client
from frappe.core.doctype.data_export import exporter
from frappe.core.doctype.data_import import data_import
from frappe.desk import listview, notifications, reportview
from frappe.model import no_value_fields
from frappe.utils import cint, global_search

from planota_hub.guards.documents import get_hidden_fields, get_readable, has_any_reading, is_own

# the framework counts linked records up to here
MOST_COUNTED = 100
# between the fields of an entry of the search index
FIELD_SEPARATOR = " ||| "


@frappe.whitelist()
def search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""In place of `frappe.utils.global_search.search`: of the app's documents those that the reader may read."""
	found = global_search.search(text, cint(start), cint(limit), doctype)
	readable = {
		kind: get_readable(kind, (row.name for row in found if row.doctype == kind))
		for kind in {row.doctype for row in found if is_own(row.doctype)}
	}
	shown = [row for row in found if row.doctype not in readable or row.name in readable[row.doctype]]
	for row in shown:
		row.content = cut_content(row.doctype, row.content)
	return shown


def cut_content(doctype: str, content: str) -> str:
	"""Return an entry of the search index without the fields whose level the current user may not read."""
	hidden = get_hidden_fields(doctype) if is_own(doctype) else set()
	if not hidden:
		return content
	meta = frappe.get_meta(doctype)
	labels = tuple(f"{meta.get_field(fieldname).label} : " for fieldname in hidden)
	return FIELD_SEPARATOR.join(
		part for part in content.split(FIELD_SEPARATOR) if not part.startswith(labels)
	)


@frappe.whitelist()
def get_count(
	doctype: str,
	filters: str | dict | list | None = None,
	debug: bool | str | int = False,
	cache: bool | str | int = False,
) -> int:
	"""In place of `frappe.client.get_count`: Frappe 15 counts the app's documents whether they can be read or not."""
	if not is_own(doctype):
		return client.get_count(doctype, filters, debug, cache)
	form = frappe.form_dict
	for name in ("fields", "debug", "cache"):
		form.pop(name, None)
	form.update(doctype=doctype, filters=client.get_safe_filters(filters))
	return reportview.get_count()


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""In place of `frappe.desk.listview.get_group_by_count`: titles of those documents that can be read."""
	groups = listview.get_group_by_count(doctype, current_filters, field)
	df = frappe.get_meta(doctype).get_field(field)
	if df and df.fieldtype == "Link" and is_own(df.options):
		readable = get_readable(df.options, (group.name for group in groups))
		for group in groups:
			if group.get("title") and group.name not in readable:
				group.title = group.name
	return groups


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""In place of `frappe.desk.notifications.get_open_count`: of the app's documents it counts the readable ones."""
	answer = notifications.get_open_count(doctype, name, items)
	counts = answer["count"]
	if not isinstance(counts, dict):
		return answer
	links = frappe.get_meta(doctype).get_dashboard_data()
	count_either_side(counts, doctype, name, links.get("either_side") or {})
	for entry in counts["external_links_found"]:
		if is_own(entry["doctype"]) and entry["count"]:
			entry["count"] = count_readable(entry["doctype"], name, links)
			entry["open_count"] = min(entry["open_count"], entry["count"])
	for entry in counts["internal_links_found"]:
		if is_own(entry["doctype"]):
			entry["names"] = sorted(get_readable(entry["doctype"], entry["names"]))
			entry["count"] = len(entry["names"])
	return answer


def count_either_side(counts: dict, doctype: str, name: str, either_side: dict) -> None:
	"""Let what names two records be connected with each of them: the framework knows one field of a DocType.

	A list of names is what it knows as an internal link: the form opens the list with these.
	"""
	for entry in [found for found in counts["external_links_found"] if found["doctype"] in either_side]:
		linked = entry["doctype"]
		names: set[str] = set()
		for fieldname, kind in either_side[linked] if has_any_reading(linked) else ():
			filters = {kind: doctype, fieldname: name}
			names |= set(
				frappe.get_list(
					linked, filters=filters, pluck="name", order_by="name asc", limit_page_length=MOST_COUNTED
				)
			)
		counts["external_links_found"].remove(entry)
		found = {"doctype": linked, "open_count": 0, "count": len(names), "names": sorted(names)}
		counts["internal_links_found"].append(found)


def count_readable(linked: str, name: str, links: frappe._dict) -> int:
	"""Return how many documents that link to the named one the current user may read."""
	if not has_any_reading(linked):
		return 0
	fieldname = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
	filters = {fieldname: name, **(notifications.get_dynamic_link_filters(linked, links, fieldname) or {})}
	rows = frappe.get_list(
		linked, filters=filters, fields=["name"], limit_page_length=MOST_COUNTED, order_by="name asc"
	)
	return len({row.name for row in rows})


@frappe.whitelist()
def export_data(
	doctype: str | list | None = None,
	parent_doctype: str | None = None,
	all_doctypes: str | bool = True,
	with_data: str | bool = False,
	select_columns: str | dict | None = None,
	file_type: str = "CSV",
	template: str | bool = False,
	filters: str | dict | list | None = None,
	export_without_column_meta: str | bool = False,
) -> None:
	"""In place of `frappe.core.doctype.data_export.exporter.export_data`: the columns that can be read."""
	main = doctype[0] if isinstance(doctype, list) else doctype
	if is_own(main):
		select_columns = select_readable(main, parent_doctype, frappe.parse_json(select_columns))
	exporter.export_data(
		doctype,
		parent_doctype,
		all_doctypes,
		with_data,
		frappe.as_json(select_columns) if isinstance(select_columns, dict) else select_columns,
		file_type,
		template,
		filters,
		export_without_column_meta,
	)


def select_readable(doctype: str, parent_doctype: str | None, columns: dict | None) -> dict | None:
	"""Return the chosen columns, all by default, without those that are hidden; unchanged when nothing is."""
	tables = {df.options for df in frappe.get_meta(doctype).get_table_fields()}
	parents = {
		doctype: parent_doctype if parent_doctype != doctype else None,
		**dict.fromkeys(tables, doctype),
	}
	hidden = {kind: get_hidden_fields(kind, parenttype=parent) for kind, parent in parents.items()}
	hidden_tables = {frappe.get_meta(doctype).get_field(field).options for field in hidden[doctype]} & tables
	if not any(hidden.values()):
		return columns
	wanted = columns or {kind: get_columns(kind) for kind in parents}
	return {
		kind: [field for field in fields if field not in hidden.get(kind, ())]
		for kind, fields in wanted.items()
		if kind not in hidden_tables
	}


def get_columns(doctype: str) -> list[str]:
	fields = frappe.get_meta(doctype).fields
	return ["name", *(df.fieldname for df in fields if df.fieldtype not in no_value_fields)]


@frappe.whitelist()
def download_template(
	doctype: str,
	export_fields: str | dict | None = None,
	export_records: str | None = None,
	export_filters: str | dict | list | None = None,
	file_type: str = "CSV",
) -> None:
	"""In place of `frappe.core.doctype.data_import.data_import.download_template`: the fields that can be read."""
	fields = frappe.parse_json(export_fields) or {}
	if is_own(doctype):
		fields = dict(cut_export_fields(doctype, fields))
	data_import.download_template(doctype, fields, export_records, export_filters, file_type)


def cut_export_fields(doctype: str, fields: dict):
	"""Yield the chosen fields by table, `(DocType or table field, fields)`, without those that are hidden."""
	hidden = get_hidden_fields(doctype)
	for key, chosen in fields.items():
		df = frappe.get_meta(doctype).get_field(key)
		if key == doctype:
			yield key, [field for field in chosen if field not in hidden]
		elif df and key not in hidden:
			columns = get_hidden_fields(df.options, parenttype=doctype)
			yield key, [field for field in chosen if field not in columns]
