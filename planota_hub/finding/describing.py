# SPDX-License-Identifier: GPL-3.0-only
"""What the search bar says of a record beside its title, for whoever reads it."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils import cstr

from planota_hub.finding.kinds import Kind, get_kind
from planota_hub.guards.titles import Record, read_titles
from planota_hub.rules.readable import show_day

BETWEEN = " · "


def describe(records: list[Record]) -> list[dict]:
	"""Return what to show of records, in the same order.

	The hook `hub_found_as` may say of a kind what tells its records apart; otherwise its search fields and phone do.
	"""
	names: dict[str, list[str]] = {}
	for doctype, name in records:
		names.setdefault(doctype, []).append(name)
	rows = {(kind, row.name): row for kind in names for row in read_rows(get_kind(kind), names[kind])}
	titles = read_titles(list_links(rows))
	own = {
		kind: frappe.call(hook, names=names[kind])
		for kind, (*_others, hook) in frappe.get_hooks("hub_found_as", default={}).items()
		if kind in names
	}
	return [describe_one(record, rows[record], titles, own) for record in records if record in rows]


def describe_one(record: Record, row: frappe._dict, titles: dict[Record, str], own: dict) -> dict:
	doctype, name = record
	kind = get_kind(doctype)
	told = list(tell(frappe.get_meta(doctype), kind, row, titles))
	described = own[doctype].get(name) if doctype in own else BETWEEN.join(value for _label, value in told)
	return {
		"doctype": doctype,
		"kind": _(doctype),
		"name": name,
		"title": cstr(row.get(kind.title) or name),
		"description": described or "",
		"parts": [f"{label} : {value}" for label, value in told],
	}


def read_rows(kind: Kind, names: list[str]) -> list[frappe._dict]:
	fields = list(dict.fromkeys(["name", kind.title, *kind.described]))
	return frappe.get_all(
		kind.doctype, {"name": ("in", names)}, fields, order_by="name asc", limit_page_length=0
	)


def list_links(rows: dict[Record, frappe._dict]) -> Iterator[Record]:
	"""Yield the records to which the shown ones lead."""
	for (doctype, _name), row in rows.items():
		meta = frappe.get_meta(doctype)
		for name in get_kind(doctype).described:
			field = meta.get_field(name)
			if field.fieldtype == "Link" and row.get(name):
				yield field.options, row[name]


def tell(meta: Meta, kind: Kind, row: frappe._dict, titles: dict[Record, str]) -> Iterator[tuple[str, str]]:
	"""Yield label and value of the fields that tell a record from others, in the reader's language."""
	for name in kind.described:
		field, value = meta.get_field(name), row.get(name)
		if field.fieldtype == "Link":
			value = titles.get((field.options, value))
		elif field.fieldtype == "Select" and value:
			value = _(value, context=meta.name)
		elif field.fieldtype in ("Date", "Datetime"):
			value = show_day(value)
		if value:
			yield _(field.label, context=meta.name), cstr(value)
