# SPDX-License-Identifier: GPL-3.0-only
"""By which record a counted one is proved, for a page of counted records at a time."""

from collections.abc import Iterable

import frappe

from planota_hub.funding.proofs.kinds import OF_LEDGER, get_records

Record = tuple[str, str]


def find_proving(rows: Iterable[frappe._dict]) -> dict[Record, Record | None]:
	"""Return the record that proves each counted one, in the order of the counted ones; None for one that is gone.

	What no kind of record with proofs stands for is left out.
	"""
	counted = list(dict.fromkeys((row.doctype, row.name) for row in rows))
	names: dict[str, list[str]] = {}
	for doctype, name in counted:
		names.setdefault(doctype, []).append(name)
	led: dict[Record, Record | None] = {}
	for doctype, of_kind in names.items():
		led |= lead(doctype, of_kind)
	return {record: led[record] for record in counted if record in led}


def lead(doctype: str, names: list[str]) -> dict[Record, Record | None]:
	"""Return where counted records of one kind lead; empty when that kind has no proofs."""
	records = get_records()
	if doctype in records:
		return {(doctype, name): (doctype, name) for name in names}
	if fields := get_fields(doctype):
		found = read(doctype, names, fields)
		led: dict[Record, Record | None] = dict.fromkeys((doctype, name) for name in names)
		for name, kind, of in found:
			if kind in records and of:
				led[doctype, name] = (kind, of)
			else:
				del led[doctype, name]
		return led
	return {}


def get_fields(doctype: str) -> tuple[str, str] | None:
	"""Return the kind of record that a counted kind leads to, or the field with it, and the field with its name."""
	for record in get_records().values():
		if doctype in record.counted_as:
			return record.doctype, record.counted_as[doctype]
	if doctype == OF_LEDGER[0]:
		return OF_LEDGER[1:]
	return ("parenttype", "parent") if frappe.get_meta(doctype).istable else None


def read(doctype: str, names: list[str], fields: tuple[str, str]) -> list[tuple[str, str, str]]:
	kind, of = fields
	has_kind = kind in get_records()
	rows = frappe.get_all(
		doctype,
		{"name": ("in", names)},
		["name", of, *([] if has_kind else [kind])],
		order_by="name asc",
		limit_page_length=0,
	)
	return [(row.name, kind if has_kind else row[kind], row[of]) for row in rows]
