# SPDX-License-Identifier: GPL-3.0-only
"""The copy of their data that a person gets (GDPR, article 15)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import cstr

from planota_hub.personal_data import removal
from planota_hub.personal_data.declarations import get_activities
from planota_hub.personal_data.erasure import Document, list_parts
from planota_hub.personal_data.finding import read_texts
from planota_hub.personal_data.tables import USER_COLUMNS
from planota_hub.personal_data.words import Words

# of a record of the framework that names the person: when, and what is said
SAID = ("creation", "subject", "content", "description", "communication_date", "sender", "recipients")


def get_copy(words: Words, documents: Iterable[Document]) -> dict:
	"""Return what the hub holds of a person: who answers for it, and each record with what is the person's in it.

	Nothing of others who stand in the same record is in it.
	"""
	settings = frappe.get_cached_doc("Hub Settings")
	records = (describe_document(doctype, name, words) for doctype, name in documents)
	return {
		_("Controller of the personal data"): settings.operator_organisation or settings.hub_name,
		_("Your rights"): _(
			"You may ask for correction, deletion or restriction, object to the use of your data, take back a "
			"consent, and complain to the supervisory authority (Information Commissioner, www.ip-rs.si)."
		),
		_("Your data"): [record for record in records if record],
	}


def describe_document(doctype: str, name: str, words: Words) -> dict | None:
	"""Return a record with what is the person's in it; None when it is gone."""
	if not frappe.db.exists(doctype, name):
		return None
	is_whole = removal.is_theirs(doctype, name) and names_somebody(doctype, name, words)
	parts = [
		values
		for part, part_names in list_parts(frappe.get_meta(doctype), name)
		for part_name in part_names
		if (values := describe_part(part, part_name, words, is_whole))
	]
	return {_("Record"): _(doctype), _("Number"): name, **get_purpose(doctype), _("Data"): parts}


def names_somebody(doctype: str, name: str, words: Words) -> bool:
	"""Tell whether a record is about the person, so that all of it is theirs."""
	row = frappe.db.get_value(doctype, name, "*", as_dict=True)
	return bool(removal.get_people_of(removal.get_declaration_of(doctype), row, words))


def describe_part(doctype: str, name: str, words: Words, is_whole: bool) -> dict:
	"""Return the person's values of a record or of one of its rows, by their labels.

	Args:
	        is_whole: the record is about the person alone; what its rows say of nobody else is theirs, too.
	"""
	meta = frappe.get_meta(doctype)
	row = (
		frappe.get_doc(doctype).as_dict()
		if meta.issingle
		else frappe.db.get_value(doctype, name, "*", as_dict=True)
	)
	wanted = get_wanted_fields(doctype, row, words, is_whole)
	words = words.with_shared()
	values = {label_of(meta, field): cstr(row.get(field)) for field in wanted if row.get(field)}
	if doctype == "File":
		values[_("Content")] = "\n".join(text for text in read_texts(name) if words.name_person(text))
	return values


def get_wanted_fields(doctype: str, row: dict, words: Words, is_whole: bool) -> list[str]:
	"""Return the fields with something of the person; keys that the server makes for itself are left out."""
	declaration = removal.get_declaration_of(doctype)
	people = removal.get_people_of(declaration, row, words)
	declared = [name for person in people for name in person.all_fields if name not in person.keys]
	texts = words.with_shared()
	named = [name for name, value in row.items() if isinstance(value, str) and texts.name_person(value)]
	others = set(declaration.fields) - set(declared)
	said = [name for name in SAID if named and not declaration.activity and name in row]
	is_all = is_whole and (people or not declaration.people)
	wanted = dict.fromkeys([*declared, *(list_all(doctype) if is_all else []), *named, *said])
	return [name for name in wanted if name not in others and name not in (*USER_COLUMNS, "name", "parent")]


def list_all(doctype: str) -> list[str]:
	"""Return every field of a DocType that holds a value and is shown to people, but for who of the staff did something."""
	return [
		field.fieldname
		for field in frappe.get_meta(doctype).fields
		if not (field.hidden or field.fieldtype in no_value_fields or field.options == "User") and field.label
	]


def label_of(meta, fieldname: str) -> str:
	return _(meta.get_label(fieldname), context=meta.name)


def get_purpose(doctype: str) -> dict[str, str]:
	"""Return why the hub keeps such records; nothing of a record of the framework."""
	declaration = removal.get_declaration_of(doctype)
	for activity in get_activities():
		if activity.key == declaration.activity:
			return {_("Purpose"): cstr(activity.purpose), _("Legal basis"): cstr(activity.legal_basis)}
	return {}
