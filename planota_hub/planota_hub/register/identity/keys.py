# SPDX-License-Identifier: GPL-3.0-only
"""What stands for an organisation where something may be given once by each: kept, and worked out again when it changes.

The key of an organisation of the register is the name of its record. One that is not in the register is known by
its number or, without one, by a digest of its name. When it enters the register, gets a number or another
name, or is merged, what was kept under the old key is not right any more: each area works its own out again (hook
`hub_organisation_keys`), and records that are named after an organisation get their present name (hook `hub_named_after`).
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.register.identity.organisations import (
	NAME_FIELDS,
	NGO,
	STAKEHOLDER,
	find_by_name,
	find_by_number,
	get_countries,
	read_number,
)
from planota_hub.rules.names import fold_name
from planota_hub.rules.organisation_numbers import UNIQUE_NUMBERS
from planota_hub.rules.renaming import in_chunks, rename_many

if TYPE_CHECKING:
	from planota_hub.planota_hub.register.identity.organisations import Record

KINDS = (NGO, STAKEHOLDER)
# on which an answer to "who is it?" rests
IDENTIFYING_FIELDS = (*UNIQUE_NUMBERS, "ngo_name", "stakeholder_name", "short_name", "municipality")


def get_organisation_key(
	record: str | None = None,
	number: str | None = None,
	name: str | None = None,
	municipality: str | None = None,
) -> str | None:
	"""Return by what an organisation is known: the name of its record, else its number, else a digest of its name.

	A name alone means a record when it means exactly one, in the municipality or at all. None for nobody at all.

	Args:
	        record: the NGO or stakeholder itself, where it is known.
	        number: of the business register.
	"""
	if record:
		return record
	if number:
		found = find_by_number(number, KINDS)
		return (
			found.name
			if found
			else next(
				(value for _country, _field, value in read_number(number, get_countries(KINDS))), cstr(number)
			)
		)
	called = find_by_name(name, municipality, KINDS)
	if len(called) == 1:
		return called[0].name
	return digest_name(name) if fold_name(name) else None


def digest_name(name: str | None) -> str:
	"""Return what stands for an organisation of which only the name is known."""
	return hashlib.sha256(fold_name(name).encode()).hexdigest()


def follow_organisation(doc: "Record", method: str | None = None) -> None:
	"""Hook `on_update` and `after_delete` of NGO and Stakeholder: who it is may have changed."""
	before = doc.get_doc_before_save()
	if method == "after_delete" or not before or describe(doc) != describe(before):
		work_out_again(get_keys(doc) | (get_keys(before) if before else set()))


def follow_renamed_organisation(doctype: str, new: str, old: str) -> None:
	"""A record has another name, or one has become of two; answers the `Key`s of the hook `hub_merging`."""
	if doctype in KINDS:
		refresh_keys(doctype, old, new)


def refresh_keys(doctype: str, *names: str) -> None:
	"""Work out again all that is kept under the keys of some records, whether they are still there or not.

	For whatever joins, renames or moves organisations outside their own saves: called when it is done.
	"""
	keys = set(names)
	for name in names:
		if frappe.db.exists(doctype, name):
			name_again(name)
			keys |= get_keys(frappe.get_doc(doctype, name))
	work_out_again(keys)


def work_out_again(keys: Iterable[str]) -> None:
	"""Let each area work out again what it keeps under some keys (hook `hub_organisation_keys`)."""
	for path in frappe.get_hooks("hub_organisation_keys"):
		frappe.get_attr(path)(sorted(keys))


def describe(doc: "Record") -> tuple:
	"""Return all by which an organisation is recognised."""
	rows = [(row.former_name, *(row.get(field) for field in UNIQUE_NUMBERS)) for row in doc.former_names]
	return tuple(cstr(doc.get(field)) for field in IDENTIFYING_FIELDS), tuple(rows)


def get_keys(doc: "Record") -> set[str]:
	"""Return all keys under which something may be kept of an organisation, those of before it was in the register too."""
	names = {doc.get(NAME_FIELDS[doc.doctype]), doc.get("short_name")}
	names |= {row.former_name for row in doc.former_names}
	numbers = {part.get(field) for part in (doc, *doc.former_names) for field in UNIQUE_NUMBERS}
	namesakes = {found.name for name in names for found in find_by_name(name, doctypes=KINDS)}
	return {
		doc.name,
		*namesakes,
		*filter(None, numbers),
		*(digest_name(name) for name in names if name),
	}


def name_again(name: str) -> None:
	"""Give the records that are named after an organisation their present name; a second one of the same name goes.

	An entry of the hook `hub_named_after`: `doctype`, the `fields` whose values make the name, and which of them holds
	the organisation in `fieldname`.
	"""
	for entry in frappe.get_hooks("hub_named_after"):
		doctype, of = entry["doctype"], {entry["fieldname"]: name}
		rows = frappe.get_all(
			doctype, of, ["name", *entry["fields"]], order_by="creation asc, name asc", limit_page_length=0
		)
		wanted = {row.name: "-".join(cstr(row[field]) for field in entry["fields"]) for row in rows}
		taken = {new for old, new in wanted.items() if new == old} | get_existing(doctype, wanted.values())
		names = {}
		for old, new in wanted.items():
			if new in taken and new != old:
				frappe.delete_doc(doctype, old, ignore_permissions=True, force=True)
			elif new not in taken:
				names[old] = new
				taken.add(new)
		rename_many(doctype, names, of)


def get_existing(doctype: str, names: Iterable[str]) -> set[str]:
	"""Return those names that records have."""
	return {
		name
		for chunk in in_chunks(names)
		for name in frappe.get_all(doctype, {"name": ("in", chunk)}, pluck="name", order_by="name asc")
	}
