# SPDX-License-Identifier: GPL-3.0-only
"""Where a person stands in the database and in the files."""

import gzip
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import frappe
from frappe.utils import cstr

from planota_hub.personal_data.declarations import get_declarations
from planota_hub.personal_data.person_links import CONTACT, get_link, get_linking_doctypes
from planota_hub.personal_data.removal import (
	get_colleagues,
	get_declaration_of,
	get_kept_fields,
	get_people_of,
	is_at_shared_mailbox,
	read_words,
)
from planota_hub.personal_data.tables import USER_COLUMNS, find_rows
from planota_hub.personal_data.words import Words, is_name
from planota_hub.rules.names import fold_person_name, is_same_name

BY_ADDRESS, BY_NAME = "Address", "Name or Phone"
# at a mailbox that several share: nobody can tell whose it is, or it is somebody else's
BY_MAILBOX, OF_COLLEAGUE = "Shared Mailbox", "Colleague at the Mailbox"
# how a person is found, the surest first
WAYS = (BY_ADDRESS, BY_NAME, BY_MAILBOX, OF_COLLEAGUE)
OF_OTHERS = (BY_MAILBOX, OF_COLLEAGUE)
ENQUIRY, FINDING = "Personal Data Enquiry", "Personal Data Finding"
# requests themselves, which go in their own way
UNSEARCHED = (ENQUIRY, "Personal Data Deletion Request", "Personal Data Download Request")
# what tells only that something happened: entries that name the person are thrown away ...
LOGS = (
	"Access Log",
	"Activity Log",
	"Data Import Log",
	"Email Queue",
	"Email Queue Recipient",
	"Error Log",
	"Integration Request",
	"Notification Log",
	"Prepared Report",
	"Route History",
	"Scheduled Job Log",
	"View Log",
	"Webhook Request Log",
)
# ... or lose the person
HISTORIES = ("Deleted Document", "Version")
LARGEST_FILE = 50 * 1024 * 1024


class Place(NamedTuple):
	"""A document in which a person was found."""

	doctype: str
	name: str
	found_by: str


def gather_words(email: str, *others: str | None) -> Words:
	"""Return the address, and the names, numbers and further addresses of the person with it.

	A mailbox is no person: where the hub knows somebody else there, it is shared, and only what has the name is theirs.

	Args:
	        others: name and phone number that the person gave, and how else they are written.
	"""
	entries = [*find_entries(email), *find_accounts(email)]
	names = {other for other in map(cstr, others) if is_name(other)} or get_only_name(entries)
	own = [entry for entry in entries if is_one_of(entry.names, names)]
	is_shared = any(entry.names and entry not in own for entry in entries)
	if not is_shared:
		own = entries
	known = [*others, *(other for entry in own for other in (*entry.names, *entry.others))]
	linked = [gather_contact_words(contact) for contact in find_contacts(email, known)]
	known += [other for words in linked for other in words.others]
	addresses = [email, *(address for words in linked for address in words.addresses)]
	return Words(addresses, known, [email] if is_shared else ())


class Entry(NamedTuple):
	"""Somebody at a mailbox: the names, and the numbers by which they are found elsewhere."""

	names: tuple[str, ...]
	others: tuple[str, ...] = ()


def find_entries(email: str) -> Iterator[Entry]:
	"""Yield whom the hub's records know at a mailbox."""
	for declaration in get_declarations().values():
		for person in declaration.people:
			if not person.email or declaration.doctype == ENQUIRY:
				continue
			rows = frappe.get_all(
				declaration.doctype, {person.email: email}, [*person.all_fields], order_by="creation asc"
			)
			for row in rows:
				names = tuple(cstr(row[name]) for name in person.names if row[name])
				yield Entry(names, tuple(sorted(read_words(declaration, row, (person,)).others)))


def find_accounts(email: str) -> Iterator[Entry]:
	"""Yield the user with an address, and the Contacts."""
	for doctype, names in (("User", find_users_at(email)), (CONTACT, find_contacts_at(email))):
		for name in names:
			if full_name := frappe.db.get_value(doctype, name, "full_name"):
				yield Entry((full_name,))


def find_users_at(email: str) -> list[str]:
	return frappe.get_all("User", {"email": email}, pluck="name", order_by="name asc")


def find_contacts_at(email: str) -> list[str]:
	filters = {"parenttype": CONTACT, "email_id": email}
	return frappe.get_all("Contact Email", filters, pluck="parent", distinct=True, order_by="parent asc")


def is_one_of(names: Iterable[str], known: Iterable[str]) -> bool:
	"""Tell whether one of some names can be one of others."""
	return any(is_same_name(name, other) for name in names for other in known)


def get_only_name(entries: list[Entry]) -> set[str]:
	"""Return the names at a mailbox when all of them can be one person's; none otherwise."""
	names = {name for entry in entries for name in entry.names}
	return names if all(is_one_of([name], [other]) for name in names for other in names) else set()


def find_contacts(email: str, others: Iterable[str | None]) -> list[str]:
	"""Return the Contacts of the person with an address: of those at a shared mailbox the ones with the given name."""
	names = find_contacts_at(email)
	given = {fold_person_name(other) for other in others if other}
	same = [
		name for name in names if fold_person_name(frappe.db.get_value(CONTACT, name, "full_name")) in given
	]
	return same or (names if len(names) == 1 else [])


def gather_contact_words(contact: str) -> Words:
	"""Return names, numbers and addresses of a Contact, and of every record that leads to it.

	An address that is an organisation's, or another person's too, stays out: it would lead to others.
	"""
	of_contact = {"parenttype": CONTACT, "parent": contact}
	addresses = frappe.get_all("Contact Email", of_contact, pluck="email_id", order_by="idx asc")
	others = frappe.get_all("Contact Phone", of_contact, pluck="phone", order_by="idx asc")
	others.append(frappe.db.get_value(CONTACT, contact, "full_name"))
	for doctype in get_linking_doctypes():
		declaration = get_declarations()[doctype]
		for person in declaration.people:
			if link := get_link(doctype, person):
				filters = {link.contact: contact}
				for row in frappe.get_all(doctype, filters, [*person.all_fields], order_by="creation asc"):
					words = read_words(declaration, row, (person,))
					addresses += words.addresses
					others += words.others
	return Words([address for address in dict.fromkeys(addresses) if is_own(address, contact)], others)


def is_own(address: str, contact: str) -> bool:
	"""Tell whether an address is one person's alone."""
	shared = {"parenttype": CONTACT, "email_id": address, "parent": ("!=", contact)}
	if frappe.db.exists("Contact Email", shared):
		return False
	return not any(
		frappe.db.exists(declaration.doctype, {person.email: address})
		for declaration in get_declarations().values()
		for person in declaration.people
		if person.of_organisation
	)


def find_places(words: Words, kept: bool = False) -> list[Place]:
	"""Return every document and file that names the person, the surest first; logs are left out.

	Args:
	        kept: also those that name the person only in what must be kept.
	"""
	found: dict[tuple[str, str], str] = {}
	for document, found_by in (*find_in_tables(words, kept), *find_in_files(words)):
		if document[0] not in UNSEARCHED:
			found[document] = min(found_by, found.get(document, found_by), key=WAYS.index)
	places = [Place(*document, found_by) for document, found_by in found.items()]
	return sorted(places, key=lambda place: (WAYS.index(place.found_by), place.doctype, place.name))


def find_in_tables(words: Words, kept: bool = False) -> Iterator[tuple[tuple[str, str], str]]:
	"""Yield the document of each row that names the person or has their mailbox, and how it was found."""
	for table, row in find_rows(words.with_shared()):
		doctype = table.removeprefix("tab")
		if doctype in (*LOGS, *HISTORIES) or not (doctype == "Singles" or is_doctype(doctype)):
			continue
		document, texts = get_document(doctype, row), get_telling_texts(doctype, row, kept)
		found_by = judge_texts(texts, words)
		if found_by == BY_MAILBOX:
			found_by = judge_mailbox(doctype, row, document, words)
		if found_by:
			yield document, found_by


def judge_texts(texts: list[str], words: Words) -> str | None:
	"""Return how texts lead to a person, by what is surest; None when they don't."""
	if any(words.address_person(text) for text in texts):
		return BY_ADDRESS
	if words.shared and any(words.with_shared().address_person(text) for text in texts):
		return BY_MAILBOX
	return BY_NAME if any(words.name_person(text) for text in texts) else None


def judge_mailbox(doctype: str, row: dict, document: tuple[str, str], words: Words) -> str:
	"""Return whom a row with a shared mailbox is about: the person, somebody else, or nobody can tell."""
	declaration = get_declaration_of(doctype)
	if any(
		is_at_shared_mailbox(person, row, words) for person in get_people_of(declaration, row, words)
	) or words.is_name_of_person(get_name_of_account(document)):
		return BY_ADDRESS
	is_others = get_colleagues(declaration, row, words) or get_name_of_account(document)
	if is_others and not any(words.name_person(text) for text in row.values()):
		return OF_COLLEAGUE
	return BY_MAILBOX


def get_name_of_account(document: tuple[str, str]) -> str | None:
	"""Return whose record of the framework a document is."""
	return frappe.db.get_value(*document, "full_name") if document[0] in ("User", CONTACT) else None


def get_telling_texts(doctype: str, row: dict, kept: bool) -> list[str]:
	"""Return the texts of a row but for those that name a user, and those that must be kept."""
	ignored = {*USER_COLUMNS, *get_links_to_users(doctype)}
	if not kept and row.get("name"):
		ignored |= set(get_kept_fields(get_declaration_of(doctype), row["name"]))
	return [value for column, value in row.items() if value and column not in ignored]


def get_links_to_users(doctype: str) -> set[str]:
	"""Return the fields of a DocType that lead to a user: who gets another name everywhere at once."""
	if not is_doctype(doctype):
		return set()
	return {
		field.fieldname for field in frappe.get_meta(doctype).get_link_fields() if field.options == "User"
	}


def is_doctype(name: str | None) -> bool:
	"""Tell whether there is a DocType of this name; the framework has tables and parents that are none."""
	return bool(name and frappe.db.exists("DocType", name, cache=True))


def get_document(doctype: str, row: dict) -> tuple[str, str]:
	"""Return DocType and name of the document that a row of a table belongs to."""
	if row.get("parent") and is_doctype(row.get("parenttype")):
		return row["parenttype"], row["parent"]
	if doctype == "Singles":
		return row["doctype"], row["doctype"]
	return doctype, row.get("name") or ""


def find_in_files(words: Words) -> Iterator[tuple[tuple[str, str], str]]:
	"""Yield each file whose content names the person."""
	for file in frappe.get_all("File", {"is_folder": 0}, ["name", "file_url"], order_by="creation asc"):
		if file.file_url and file.file_url.startswith(("/files/", "/private/files/")):
			if found_by := judge_texts(read_texts(file.name), words):
				yield ("File", file.name), found_by


def read_texts(name: str) -> list[str]:
	"""Return what can be read in a file, also in one that is packed as tables and documents of an office are."""
	try:
		path = Path(frappe.get_doc("File", name).get_full_path())
		content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
	except (OSError, frappe.DoesNotExistError, frappe.ValidationError):
		return []
	return [part.decode("utf-8", "replace") for part in unpack(content)]


def unpack(content: bytes) -> list[bytes]:
	"""Return a file's content and, when it is a packed one, what is in it."""
	try:
		if content.startswith(b"\x1f\x8b"):
			return [content, gzip.decompress(content)]
		if zipfile.is_zipfile(BytesIO(content)):
			with zipfile.ZipFile(BytesIO(content)) as archive:
				entries = [entry for entry in archive.infolist() if entry.file_size <= LARGEST_FILE]
				return [content, *(archive.read(entry) for entry in entries)]
	except (OSError, EOFError, zipfile.BadZipFile, RuntimeError):
		return [content]
	return [content]
