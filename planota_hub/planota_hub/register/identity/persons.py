# SPDX-License-Identifier: GPL-3.0-only
"""Which person a name with an e-mail address means.

A mailbox is no person: two colleagues may share one, and one person may have several. So a person is known by
name and mailbox together, and a mailbox alone by nothing. The record of a person is the framework's Contact.
"""

import hashlib
from collections.abc import Iterable

import frappe
from frappe.utils import cstr

from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_person_name, is_same_name

CONTACT, MAILBOXES = "Contact", "contact_email_mailbox"
PERSON_FIELDS = ["name", "full_name", "email_id", "phone", "mobile_no", "designation", "user"]


def get_person_key(full_name: str | None, email: str | None) -> str | None:
	"""Return by what a person is known where no Contact stands for them: the mailbox and the name together.

	Two entries with one key are one person, however the name is written (capitals, accents, order, degrees) and
	whatever follows a plus sign in the address. None where the name or the address is missing: then nothing says
	who it is. The key is a digest, so that it can be indexed and tells nobody a name.
	"""
	name, mailbox = fold_person_name(full_name), get_email_key(email)
	return hashlib.sha256(f"{mailbox} {name}".encode()).hexdigest() if name and mailbox else None


def is_same_person(
	one_name: str | None, one_email: str | None, other_name: str | None, other_email: str | None
) -> bool:
	"""Tell whether two entries mean one person: by name and mailbox, by the name alone where one has no address."""
	if fold_person_name(one_name) != fold_person_name(other_name):
		return False
	mailboxes = {get_email_key(email) for email in (one_email, other_email) if email}
	return bool(fold_person_name(one_name)) and len(mailboxes) < 2


def is_same_at_mailbox(one_name: str | None, other_name: str | None) -> bool:
	"""Tell whether two entries at one mailbox mean one person: two names there are two people.

	Unless one is a part of the other, such as a first name alone or a surname of two.
	"""
	return is_same_name(one_name, other_name)


def index_mailboxes() -> None:
	"""Let the people at a mailbox be found by it, which the framework asks of no index."""
	frappe.db.add_index("Contact Email", ["email_id", "parent"], MAILBOXES)


def drop_index_of_mailboxes() -> None:
	"""Take the index away with the app; it stands in a table of the framework."""
	table = "" if frappe.db.db_type == "sqlite" else "ALTER TABLE `tabContact Email` "
	frappe.db.sql_ddl(f"{table}DROP INDEX IF EXISTS `{MAILBOXES}`")


def find_person(full_name: str | None, email: str | None) -> str | None:
	"""Return the Contact of the person whom a name with an address means; None when there is none.

	Where several mean the same person, as before they are merged, it is the one that was there first.
	"""
	wanted = fold_person_name(full_name)
	same = (row.name for row in find_people_at(email) if fold_person_name(row.full_name) == wanted)
	return next(same, None) if wanted else None


def find_people_at(email: str | None) -> list[frappe._dict]:
	"""Return the Contacts that have a mailbox among their addresses, the first one entered first.

	Returns:
	        rows with `PERSON_FIELDS`; several, where people share the mailbox.
	"""
	return find_people_at_all([email])


def find_people_at_all(emails: Iterable[str | None]) -> list[frappe._dict]:
	"""Return the Contacts that have one of some mailboxes; see `find_people_at`."""
	mailboxes = {get_email_key(email) for email in emails if email} - {""}
	written = mailboxes | {cstr(email).strip().lower() for email in emails if email}
	if not mailboxes:
		return []
	names = frappe.get_all(
		"Contact Email",
		{"parenttype": CONTACT, "email_id": ("in", sorted(written))},
		pluck="parent",
		order_by="parent asc",
		limit_page_length=0,
	)
	return frappe.get_all(
		CONTACT, {"name": ("in", names or [""])}, PERSON_FIELDS, order_by="creation asc, name asc"
	)


def find_namesakes(full_name: str | None, limit: int = 20) -> list[frappe._dict]:
	"""Return the Contacts of a name, whoever they are, to offer them to somebody who enters a person.

	Namesakes need not be one person: the mailbox, the organisation and the reader decide.
	"""
	words = cstr(full_name).split()
	wanted = fold_person_name(full_name)
	if not wanted:
		return []
	# the longest word narrows the query; the comparison with accents and order apart is made here
	likely = frappe.get_all(
		CONTACT,
		{"full_name": ("like", f"%{max(words, key=len)}%")},
		PERSON_FIELDS,
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	return [row for row in likely if fold_person_name(row.full_name) == wanted][:limit]
