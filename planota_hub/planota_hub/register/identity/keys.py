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
from frappe.model.rename_doc import rename_doc
from frappe.utils import cstr

from planota_hub.planota_hub.register.identity.organisations import (
	NAME_FIELDS,
	NGO,
	STAKEHOLDER,
	find_by_name,
	find_by_number,
	read_number,
)
from planota_hub.rules.fields import UNIQUE_NUMBERS
from planota_hub.rules.names import fold_name

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
		return found.name if found else next((value for _field, value in read_number(number)), cstr(number))
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
		fields = list(entry["fields"])
		rows = frappe.get_all(
			entry["doctype"], {entry["fieldname"]: name}, ["name", *fields], order_by="creation asc, name asc"
		)
		for row in rows:
			wanted = "-".join(cstr(row[field]) for field in fields)
			if wanted == row.name:
				continue
			if frappe.db.exists(entry["doctype"], wanted):
				frappe.delete_doc(entry["doctype"], row.name, ignore_permissions=True, force=True)
			else:
				rename_doc(
					entry["doctype"], row.name, wanted, force=True, show_alert=False, rebuild_search=False
				)
