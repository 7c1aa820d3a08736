# SPDX-License-Identifier: GPL-3.0-only
"""Removing one person from the whole site: all or nothing, and looked up again before it counts as done."""

from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe import _

from planota_hub.finding import index
from planota_hub.personal_data import removal
from planota_hub.personal_data.finding import HISTORIES, LOGS, OF_OTHERS, find_places
from planota_hub.personal_data.tables import (
	SEARCH,
	THROWN_AWAY,
	USER_COLUMNS,
	clean_row,
	compact_search,
	delete_row,
	find_rows,
	get_text_columns,
	overwrite_deleted,
	read_rows,
)
from planota_hub.personal_data.words import Words, get_removed_text, normalise_address
from planota_hub.rules.search_index import drop_waiting

DELETED_WITH_THE_PERSON = (
	"Contact",
	"Email Group Member",
	"Email Unsubscribe",
	"File",
)
# a copy of somebody's data, made by the framework
COPY = "Personal Data Download Request"
# documents that a message names
SHOWN = 10
TEXTS_OF_USERS = ("Data", "Phone", "Small Text", "Attach Image", "Date")

Document = tuple[str, str]


class LeftoverError(frappe.ValidationError):
	"""The person is still somewhere after everything that is known was removed."""


class Erasure(NamedTuple):
	"""What is to be done for one person.

	Attributes:
	        words: by which the person is found.
	        documents: from which the person is removed.
	        spared: that stay as they are, because they are about somebody else or must be kept.
	"""

	words: Words
	documents: list[Document]
	spared: set[Document]


def erase(erasure: Erasure, with_user: bool = True) -> int:
	"""Remove a person everywhere; return from how many documents and entries.

	Args:
	        with_user: the user, too; without it somebody else takes care of that.

	Raises:
	        LeftoverError: when the person is still found afterwards; the caller undoes everything then.
	"""
	overwrite_deleted()
	forget_copies(erasure.words)
	had_user = with_user and anonymise_user(erasure.words)
	for doctype, name in erasure.documents:
		remove_from_document(doctype, name, erasure.words)
	count = len(erasure.documents) + clean_logs(erasure)
	throw_away(erasure.words.with_shared() if had_user else erasure.words)
	forget_in_search(erasure.words)
	if had_user:
		clean_user_columns(erasure.words.with_shared())
	if with_user:
		refuse_leftovers(erasure)
	return count


def remove_from_document(doctype: str, name: str, words: Words) -> None:
	"""Remove a person from one document, as its declaration says."""
	if doctype in DELETED_WITH_THE_PERSON:
		removal.delete_with_the_person(doctype, name)
	elif doctype == "Communication" and is_sender(name, words):
		removal.delete_entry(doctype, name)
	elif frappe.db.exists("DocType", doctype):
		clean_document(doctype, name, words)


def is_sender(communication: str, words: Words) -> bool:
	sender = frappe.db.get_value("Communication", communication, "sender")
	return words.with_shared().address_person(sender)


def clean_document(doctype: str, name: str, words: Words) -> None:
	"""Remove a person from the fields, texts, rows and the history of one document."""
	meta = frappe.get_meta(doctype)
	fields, rows = set(), set()
	# afterwards it names nobody any more
	is_theirs = not meta.issingle and removal.is_theirs(doctype, name)
	for part, part_names in list_parts(meta, name):
		for part_name in part_names:
			emptied = clean_part(part, part_name, words)
			(fields if part == doctype else rows).update(
				emptied if part == doctype else [part_name][: len(emptied)]
			)
	# nothing was emptied where somebody else's record only tells that the person entered it
	if is_theirs and fields:
		removal.delete_surroundings(doctype, name)
		removal.forget_history(doctype, name)
	else:
		removal.strip_history(doctype, name, fields, rows, words)
	if not meta.issingle:
		removal.refresh_search(doctype, name)


def find_names_at(email: str, documents: Iterable[Document]) -> list[str]:
	"""Return the names that some documents give to people at a mailbox."""
	names = []
	mailbox = normalise_address(email)
	for doctype, name in documents:
		if doctype in ("Contact", "User"):
			names.append(frappe.db.get_value(doctype, name, "full_name"))
		for part, part_names in list_parts(frappe.get_meta(doctype), name):
			people = removal.get_declaration_of(part).people if not frappe.get_meta(part).issingle else ()
			filters = {"name": ("in", part_names or [""])}
			for row in frappe.get_all(part, filters, ["*"], order_by="name asc") if people else ():
				at_mailbox = (p for p in people if p.email and normalise_address(row[p.email]) == mailbox)
				names += [row[field] for person in at_mailbox for field in person.names if row[field]]
	return names


def list_parts(meta, name: str) -> Iterable[tuple[str, list[str]]]:
	"""Yield a document and its rows: DocType and names."""
	yield meta.name, [name]
	for table in meta.get_table_fields():
		filters = {"parenttype": meta.name, "parent": name, "parentfield": table.fieldname}
		yield table.options, frappe.get_all(table.options, filters, pluck="name", order_by="idx asc")


def clean_part(doctype: str, name: str, words: Words) -> list[str]:
	"""Remove a person from a document's own fields or from one of its rows; return the declared fields emptied."""
	declaration = removal.get_declaration_of(doctype)
	emptied: list[str] = []
	spared = list(removal.get_kept_fields(declaration, name))
	if declaration.people and (row := frappe.db.get_value(doctype, name, "*", as_dict=True)):
		people = removal.get_people_of(declaration, row, words)
		if people and declaration.giving_up:
			frappe.get_attr(declaration.giving_up)(name)
		for person in people:
			emptied += get_fields_to_empty(person, row, words)
		removal.remove_people(declaration, name, tuple(emptied))
		for colleague in removal.get_colleagues(declaration, row, words):
			spared += colleague.all_fields
	table, key = ("tabSingles", "doctype") if frappe.get_meta(doctype).issingle else (f"tab{doctype}", "name")
	for text in read_rows(table, {key: name}):
		clean_row(table, text, words.with_shared(), tuple(spared))
	return emptied


def get_fields_to_empty(person, row: dict, words: Words) -> list[str]:
	"""Return the fields of a person that go; a list of several people's names only loses this one."""
	alone = {get_removed_text(), ""}
	lists = [
		name for name in person.names if words.remove_from(row.get(name) or "").strip("[] ") not in alone
	]
	return [name for name in person.all_fields if person.email or name not in lists]


def forget_copies(words: Words) -> None:
	"""Delete what a user with the address asked the framework for: copies of the own data, with name and file."""
	users = ("in", find_users(words) or [""])
	for name in frappe.get_all(COPY, {"user": users}, pluck="name", order_by="name asc"):
		removal.delete_surroundings(COPY, name)
		removal.delete_entry(COPY, name)


def anonymise_user(words: Words) -> bool:
	"""Take the person out of the user with the address and give it a name that tells nobody; it can't log in.

	Tell whether there was such a user.
	"""
	names = [name for name in find_users(words) if name not in frappe.STANDARD_USERS]
	texts = [field.fieldname for field in frappe.get_meta("User").fields if field.fieldtype in TEXTS_OF_USERS]
	for name in names:
		anonymous = f"deleted-user-{frappe.generate_hash(length=10)}@example.invalid"
		nobody = {"email": anonymous, "first_name": get_removed_text(), "full_name": get_removed_text()}
		frappe.db.set_value("User", name, {**dict.fromkeys(texts), **nobody, "enabled": 0})
		frappe.rename_doc("User", name, anonymous, force=True, show_alert=False, rebuild_search=False)
	forget_renaming(words)
	return bool(names)


def find_users(words: Words) -> list[str]:
	"""Return the users who are the person; at a mailbox that several share, the one with the name."""
	filters = {"email": ("in", sorted(words.with_shared().addresses))}
	users = frappe.get_all("User", filters, ["name", "email", "full_name"], order_by="name asc")
	return [
		user.name
		for user in users
		if normalise_address(user.email) in words.addresses or words.is_name_of_person(user.full_name)
	]


def forget_renaming(words: Words) -> None:
	"""Delete what the framework notes on the timeline of what it renames: the former name."""
	for _table, row in list(find_rows(words, {"tabComment": ["name", "comment_type", "content"]})):
		if row["comment_type"] == "Edit":
			frappe.db.delete("Comment", {"name": row["name"]})


def clean_logs(erasure: Erasure) -> int:
	"""Remove a person from what the framework writes down by itself; return from how many entries."""
	columns = get_text_columns()
	tables = {f"tab{log}": columns[f"tab{log}"] for log in (*LOGS, *HISTORIES) if f"tab{log}" in columns}
	count = 0
	for table, row in list(find_rows(erasure.words, tables)):
		log = table.removeprefix("tab")
		if is_spared(log, row, erasure):
			continue
		count += 1
		if log in HISTORIES:
			clean_row(table, row, erasure.words)
		else:
			delete_log(log, row)
	return count


def is_spared(log: str, row: dict, erasure: Erasure) -> bool:
	"""Tell whether an entry is about a document that stays as it is, and names the person by name only."""
	columns = removal.LOGS_OF_RECORDS.get(log)
	if not columns or any(erasure.words.address_person(value) for value in row.values()):
		return False
	return tuple(row[column] for column in columns) in erasure.spared


def delete_log(log: str, row: dict) -> None:
	"""Delete an entry of a log; a mail with all who got it, a report with its file."""
	if log == "Email Queue Recipient":
		removal.delete_mails({"name": row["parent"]})
	elif log == "Email Queue":
		removal.delete_mails({"name": row["name"]})
	elif log == "Prepared Report":
		removal.delete_entry(log, row["name"])
	else:
		frappe.db.delete(log, {"name": row["name"]})


def clean_user_columns(words: Words) -> None:
	"""Take the address out of the lists of who saw, liked or has to do something."""
	for table, columns in get_text_columns().items():
		wanted = [column for column in columns if column in USER_COLUMNS]
		if wanted and "name" in columns:
			for found, row in list(find_rows(words, {table: ["name", *wanted]})):
				clean_row(found, row, words)


def throw_away(words: Words) -> None:
	"""Delete what the framework makes anew by itself: sessions, and how somebody left a list."""
	columns = get_text_columns()
	for table, row in list(find_rows(words, {table: columns[table] for table in THROWN_AWAY})):
		delete_row(table, {column: row[column] for column in THROWN_AWAY[table]})


def forget_in_search(words: Words) -> None:
	"""Delete what the global search holds of the person or is about to; each record comes in again when it changes."""
	drop_waiting(lambda entry: any(words.name_person(value) for value in entry.values()))
	columns = {SEARCH: ["doctype", "name", "content", "title"]}
	for table, row in list(find_rows(words, columns)):
		delete_row(table, {"doctype": row["doctype"], "name": row["name"]})
	compact_search()
	index.refresh_those_with(sorted(words.addresses | words.shared | words.others | words.names))


def refuse_leftovers(erasure: Erasure) -> None:
	"""Look for the person again.

	Raises:
	        LeftoverError: with DocType and name of what is left.
	"""
	places = [place for place in find_places(erasure.words) if place.found_by not in OF_OTHERS]
	found = [(place.doctype, place.name) for place in places]
	if left := sorted(
		{f"{doctype} {name}" for doctype, name in found if (doctype, name) not in erasure.spared}
	):
		frappe.throw(
			_("The person is still found in: {0}. Nothing was removed.").format(", ".join(left[:SHOWN])),
			LeftoverError,
		)
