# SPDX-License-Identifier: GPL-3.0-only
"""Which kinds of record are found while typing, and by which of their fields.

The hook `hub_found_by` names the kinds, in the order in which they are offered. Title, search fields, fields of the
global search, addresses and phone numbers are taken from the DocType; the hook adds what else people know a record by.
Fields of a higher level never stand in the index, nor the titles of records that not everybody sees.
"""

from dataclasses import dataclass

import frappe
from frappe.model.meta import Meta
from frappe.utils.caching import request_cache

TEXTS = frozenset({"Data", "Small Text", "Read Only"})
PHONE, EMAIL = "Phone", "Email"


@dataclass(frozen=True)
class Kind:
	"""A kind of record that is found.

	Attributes:
	        doctype: its DocType.
	        title: field that names the record, `name` where there is none.
	        texts: fields whose words find it.
	        phones: fields whose digits find it.
	        tables: DocType of rows -> (field of the table, its texts, its phones).
	        described: fields that tell it from others.
	"""

	doctype: str
	title: str
	texts: tuple[str, ...]
	phones: tuple[str, ...]
	tables: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]
	described: tuple[str, ...]


@request_cache
def list_kinds() -> list[str]:
	"""Return the DocTypes whose records are found, in the order in which they are offered; an app may not be installed."""
	known = set(
		frappe.get_all("DocType", {"name": ("in", list(get_found_by()))}, pluck="name", order_by="name asc")
	)
	return [doctype for doctype in get_found_by() if doctype in known]


@request_cache
def get_kind(doctype: str) -> Kind | None:
	"""Return by what records of a DocType are found; none where they are not."""
	extra = get_found_by().get(doctype)
	return None if extra is None else make_kind(frappe.get_meta(doctype), extra)


def get_found_by() -> dict[str, list[str]]:
	return frappe.get_hooks("hub_found_by", default={})


def make_kind(meta: Meta, extra: list[str]) -> Kind:
	title = meta.get_title_field()
	searched = [*meta.get_search_fields(), *(field.fieldname for field in meta.get_global_search_fields())]
	spoken = [field.fieldname for field in meta.fields if field.options in (PHONE, EMAIL)]
	own = dict.fromkeys([title, *searched, *spoken, *(name for name in extra if "." not in name)])
	texts, phones = split(meta, own)
	tables = {}
	for table in dict.fromkeys(name.partition(".")[0] for name in extra if "." in name):
		rows = frappe.get_meta(meta.get_field(table).options)
		if not meta.get_field(table).permlevel:
			names = [name.partition(".")[2] for name in extra if name.startswith(f"{table}.")]
			tables[rows.name] = (table, *split(rows, names))
	described = [
		name
		for name in (*meta.get_search_fields(), *phones)
		if name not in (title, "name") and is_open(meta, name)
	]
	return Kind(meta.name, title, texts, phones, tables, tuple(dict.fromkeys(described)))


def split(meta: Meta, names) -> tuple[tuple[str, ...], tuple[str, ...]]:
	"""Return which fields are found by words, and which by digits."""
	fields = [meta.get_field(name) for name in names if is_open(meta, name)]
	phones = tuple(field.fieldname for field in fields if is_phone(field))
	texts = (field.fieldname for field in fields if not is_phone(field) and has_words(field))
	return tuple(texts), phones


def is_open(meta: Meta, fieldname: str) -> bool:
	"""Tell whether whoever reads a record reads this field of it."""
	field = meta.get_field(fieldname)
	return bool(field) and not field.permlevel and not field.hidden


def is_phone(field) -> bool:
	return field.options == PHONE or (field.parent == "Contact Phone" and field.fieldname == "phone")


def has_words(field) -> bool:
	"""Tell whether a field has words of its own, or names a record that everybody knows by its name."""
	if field.fieldtype == "Link":
		hooks = frappe.get_hooks
		return field.options in hooks("hub_found_by") and field.options not in hooks("hub_record_conditions")
	return field.fieldtype in TEXTS
