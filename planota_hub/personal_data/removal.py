# SPDX-License-Identifier: GPL-3.0-only
"""How a person is taken out of a record: what each declaration says, and what the record left around it."""

import json

import frappe
from frappe import _
from frappe.utils import cstr
from frappe.utils.global_search import update_global_search

from planota_hub.finding import index
from planota_hub.personal_data.declarations import Person, PersonalData, get_declaration
from planota_hub.personal_data.tables import SEARCH, clean_row, read_rows
from planota_hub.personal_data.words import Words, get_removed_text, normalise_address
from planota_hub.rules.search_index import drop_waiting

# DocType of the framework -> its columns that name a record, and whether an entry is thrown away as a whole
SURROUNDINGS = {
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"ToDo": ("reference_type", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
}
TAGS = {"Tag Link": ("document_type", "document_name")}
LOGS_OF_RECORDS = {
	"Access Log": ("export_from", "reference_document"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Notification Log": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
}
WAITING = ("Not Sent", "Sending", "Partially Sent")
PHONE_TYPES = ("Phone",)


def read_words(declaration: PersonalData, row: dict, people: tuple[Person, ...] | None = None) -> Words:
	"""Return the words by which the people of a record are found elsewhere."""
	people = declaration.people if people is None else people
	addresses = [row.get(person.email) for person in people if person.email]
	names = [row.get(name) for person in people for name in person.names]
	phones = [row.get(name) for name in get_phone_fields(declaration.doctype, people)]
	return Words(addresses, [*names, *phones])


def get_phone_fields(doctype: str, people: tuple[Person, ...]) -> list[str]:
	meta = frappe.get_meta(doctype)
	return [
		name
		for person in people
		for name in person.fields
		if meta.get_field(name) and meta.get_field(name).options in PHONE_TYPES
	]


def get_empty_values(doctype: str, fields: tuple[str, ...]) -> dict:
	"""Return what stands in fields of which the person was removed; a name that must be there says so."""
	return {name: get_empty_value(frappe.get_meta(doctype).get_field(name)) for name in fields}


def get_empty_value(field) -> str | int | None:
	if field.fieldtype in ("Check", "Int", "Float"):
		return 0
	return get_removed_text() if must_be_named(field) else None


def must_be_named(field) -> bool:
	"""Tell whether lists would show nothing at all without the name: the title of a record, or what a row is about."""
	if field.options == "Email":
		return False
	meta = frappe.get_meta(field.parent)
	return meta.title_field == field.fieldname or bool(meta.istable and field.reqd)


def get_people_of(declaration: PersonalData, row: dict, words: Words) -> tuple[Person, ...]:
	"""Return which of the people in a record are meant: those with the address, or with the name and no address.

	At a mailbox that several share, those with the name.
	"""
	return tuple(person for person in declaration.people if is_meant(person, row, words))


def is_meant(person: Person, row: dict, words: Words) -> bool:
	if person.email and row.get(person.email):
		return normalise_address(row[person.email]) in words.addresses or (
			is_at_shared_mailbox(person, row, words)
			and any(words.is_name_of_person(row.get(name)) for name in person.names)
		)
	return any(words.name_person(row.get(name)) for name in (*person.names, *person.fields))


def is_at_shared_mailbox(person: Person, row: dict, words: Words) -> bool:
	"""Tell whether a record gives a person a mailbox that the one who is looked for has, and others too."""
	return bool(person.email) and normalise_address(row.get(person.email)) in words.shared


def get_colleagues(declaration: PersonalData, row: dict, words: Words) -> tuple[Person, ...]:
	"""Return which of the people in a record are somebody else at a mailbox of the one who is looked for."""
	return tuple(
		person
		for person in declaration.people
		if is_at_shared_mailbox(person, row, words)
		and any(row.get(name) for name in person.names)
		and not is_meant(person, row, words)
	)


def get_kept_fields(declaration: PersonalData, name: str) -> dict[str, str]:
	"""Return the fields of a record that stay though somebody asks for deletion, each with the reason."""
	kept = {}
	for rule in declaration.kept:
		if not rule.records or name in frappe.get_attr(rule.records)([name]):
			kept.update(dict.fromkeys(rule.fields, cstr(rule.reason)))
	return kept


def is_theirs(doctype: str, name: str) -> bool:
	"""Tell whether a whole record is about one person, with its rows and files."""
	declaration = get_declaration_of(doctype)
	if declaration.theirs:
		return name in frappe.get_attr(declaration.theirs)([name])
	return declaration.is_theirs


def remove_people(declaration: PersonalData, name: str, fields: tuple[str, ...]) -> None:
	"""Empty fields of a record, and its tables that go with the person; what must be kept stays."""
	kept = get_kept_fields(declaration, name)
	values = get_empty_values(declaration.doctype, tuple(field for field in fields if field not in kept))
	if values:
		frappe.db.set_value(declaration.doctype, name, values, update_modified=False)
	for table in declaration.rows if values else ():
		rows = frappe.get_meta(declaration.doctype).get_field(table).options
		frappe.db.delete(rows, {"parenttype": declaration.doctype, "parent": name, "parentfield": table})


def forget_history(doctype: str, name: str) -> None:
	"""Delete what the framework wrote down about a record: its former states, who looked, who was told."""
	for log, (column, named) in LOGS_OF_RECORDS.items():
		frappe.db.delete(log, {column: doctype, named: name})
	delete_mails({"reference_doctype": doctype, "reference_name": name, "status": ("not in", WAITING)})


def delete_mails(filters: dict) -> None:
	"""Delete entries of the mail queue with their recipients."""
	if names := frappe.get_all("Email Queue", filters, pluck="name", order_by="name asc"):
		frappe.db.delete("Email Queue Recipient", {"parent": ("in", names)})
		frappe.db.delete("Email Queue", {"name": ("in", names)})


def delete_surroundings(doctype: str, name: str) -> None:
	"""Delete the files, comments, messages and to-dos of a record; no field leads to a file any more."""
	let_go_of_files(doctype, name)
	for place, (column, named) in SURROUNDINGS.items():
		for entry in frappe.get_all(place, {column: doctype, named: name}, pluck="name", order_by="name asc"):
			delete_entry(place, entry)


def let_go_of_files(doctype: str, name: str) -> None:
	"""Empty the fields of a record and of its rows that hold one of its files."""
	column, named = SURROUNDINGS["File"]
	urls = set(frappe.get_all("File", {column: doctype, named: name}, pluck="file_url", order_by="name asc"))
	if not urls:
		return
	parts = [(doctype, {"name": name})]
	for table in frappe.get_meta(doctype).get_table_fields():
		parts.append((table.options, {"parenttype": doctype, "parent": name, "parentfield": table.fieldname}))
	for part, filters in parts:
		for field in frappe.get_meta(part).get("fields", {"fieldtype": ("in", ("Attach", "Attach Image"))}):
			holding = {**filters, field.fieldname: ("in", sorted(urls))}
			frappe.db.set_value(part, holding, field.fieldname, None, update_modified=False)


def delete_entry(doctype: str, name: str) -> None:
	"""Delete a record of the framework for good: no copy, note or entry of the search that names it is left."""
	frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, delete_permanently=True)
	note = {"comment_type": "Deleted", "reference_doctype": doctype, "subject": f"{_(doctype)} {name}"}
	frappe.db.delete("Comment", note)
	drop_waiting(lambda entry: (entry["doctype"], entry["name"]) == (doctype, name))


def get_record_of(doctype: str, name: str) -> tuple[str, str] | None:
	"""Return the record that a comment, message, to-do, file or tag belongs to; None for anything else."""
	columns = {**SURROUNDINGS, **TAGS}.get(doctype)
	return frappe.db.get_value(doctype, name, list(columns)) if columns else None


def clean_surroundings(doctype: str, name: str, words: Words) -> None:
	"""Take the people out of the comments, messages and to-dos of a record; its files stay."""
	for place, (column, named) in SURROUNDINGS.items():
		for row in read_rows(f"tab{place}", {column: doctype, named: name}) if place != "File" else ():
			clean_row(f"tab{place}", row, words)


def refresh_search(doctype: str, name: str) -> None:
	"""Let the global search know a record as it is now, and forget what it was to learn of it before."""
	drop_waiting(lambda entry: (entry["doctype"], entry["name"]) == (doctype, name))
	frappe.db.delete(SEARCH, {"doctype": doctype, "name": name})
	frappe.clear_document_cache(doctype, name)
	if not frappe.get_meta(doctype).istable and frappe.db.exists(doctype, name):
		update_global_search(frappe.get_doc(doctype, name))
	index.refresh(doctype, name)


def forget_contacts(doctype: str, name: str) -> None:
	"""Delete the framework's contacts and addresses that belong to this record alone; others lose the link to it."""
	for parenttype in ("Contact", "Address"):
		link = {"parenttype": parenttype, "link_doctype": doctype, "link_name": name}
		for entry in frappe.get_all("Dynamic Link", link, pluck="parent", order_by="parent asc"):
			if frappe.db.count("Dynamic Link", {"parenttype": parenttype, "parent": entry}) > 1:
				frappe.db.delete("Dynamic Link", {**link, "parent": entry})
			else:
				delete_with_the_person(parenttype, entry)


def delete_with_the_person(doctype: str, name: str) -> None:
	"""Delete a record of the framework that is about the person and nothing else.

	Hook `hub_before_person_removed`: who points at such a record, or must remember something of it, is asked first.
	"""
	for path in frappe.get_hooks("hub_before_person_removed").get(doctype, ()):
		frappe.get_attr(path)(name)
	if frappe.db.exists(doctype, name):
		delete_entry(doctype, name)


def strip_history(doctype: str, name: str, fields: set[str], rows: set[str], words: Words) -> None:
	"""Take one person out of the former states of a record that others stand in, too.

	Args:
	        fields: of the record that hold the person.
	        rows: names of its rows that hold the person.
	"""
	for version in frappe.get_all(
		"Version", {"ref_doctype": doctype, "docname": name}, ["name", "data"], order_by="creation asc"
	):
		data = strip_changes(json.loads(version.data or "{}"), fields, rows, words)
		cleaned = words.remove_from(json.dumps(data, ensure_ascii=False))
		frappe.db.set_value("Version", version.name, "data", cleaned, update_modified=False)


def strip_changes(data: dict, fields: set[str], rows: set[str], words: Words) -> dict:
	"""Return what a version tells, without the values of fields and rows that held the person."""
	changed = [change for change in data.get("changed") or [] if change[0] not in fields]
	row_changed = [change for change in data.get("row_changed") or [] if change[2] not in rows]
	whole_rows = {key: strip_rows(data.get(key) or [], rows, words) for key in ("added", "removed")}
	return {**data, "changed": changed, "row_changed": row_changed, **whole_rows}


def strip_rows(entries: list, rows: set[str], words: Words) -> list:
	"""Return the rows that came or went, those of the person left out."""
	return [
		entry
		for entry in entries
		if entry[1].get("name") not in rows
		and not words.name_person(json.dumps(entry[1], ensure_ascii=False))
	]


def get_declaration_of(doctype: str) -> PersonalData:
	"""Return the declaration of a DocType, an empty one without it."""
	return get_declaration(doctype) or PersonalData(doctype, "")
