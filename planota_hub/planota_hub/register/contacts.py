# SPDX-License-Identifier: GPL-3.0-only
"""A Contact for everybody in office, so that the framework's mails, calls and address book know them.

A person may hold offices in several organisations and has one Contact. What each NGO or stakeholder says of them stands in
its own row; the Contact holds all of it together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import frappe
from frappe.utils import cint

from planota_hub.personal_data.person_links import get_linking_doctypes, get_links
from planota_hub.planota_hub.register.identity.persons import find_person
from planota_hub.rules.names import fold_person_name, split_name
from planota_hub.rules.text import DATA_LENGTH

if TYPE_CHECKING:
	from frappe.contacts.doctype.contact.contact import Contact

	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder
	from planota_hub.planota_hub.doctype.stakeholder_person.stakeholder_person import StakeholderPerson

	Organisation: TypeAlias = NGO | Stakeholder
	Row: TypeAlias = NGORepresentative | StakeholderPerson

# what guests submit becomes a contact only when somebody has verified it
STAGES_WITH_CONTACTS = ("Verified", "Inactive")
# organisation -> the table with its people, and what a row of it is
TABLES = {"NGO": ("representatives", "NGO Representative"), "Stakeholder": ("people", "Stakeholder Person")}
OFFICE_FIELDS = ("full_name", "function", "email", "phone")
# the framework adds the name of the organisation's record and perhaps a number; a name has 140 characters at most
LONGEST_MADE_NAME = 110


def get_rows(organisation: "Organisation") -> list["Row"]:
	"""Return the people of an organisation, those of before and those to come too."""
	table, _rows = TABLES[organisation.doctype]
	return organisation.get(table)


def update_contacts(organisation: "Organisation") -> None:
	"""Keep a Contact for everybody in office; whoever left loses the link to this organisation."""
	if organisation.doctype == "NGO" and organisation.get("stage") not in STAGES_WITH_CONTACTS:
		return
	before = organisation.get_doc_before_save()
	former = get_rows_by_contact(before) if before else {}
	for row in get_rows(organisation):
		if row.is_current:
			update_contact(organisation, row, former.get(row.contact, []) if row.contact else [])
	kept = {row.contact for row in get_rows(organisation) if row.contact and row.is_current}
	known = {row.contact for row in get_rows(organisation)} | set(former)
	for contact in sorted(name for name in known if name and name not in kept):
		release_contact(organisation, contact, former.get(contact, []))


def get_rows_by_contact(organisation: "Organisation") -> dict[str, list["Row"]]:
	rows: dict[str, list[Row]] = {}
	for row in get_rows(organisation):
		rows.setdefault(row.contact, []).append(row)
	return rows


def update_contact(organisation: "Organisation", row: "Row", former: list["Row"]) -> None:
	"""Create or update the Contact of one row.

	Args:
	        former: the rows of this organisation that led to it before; what only they said goes.
	"""
	stored, name = row.contact, find_contact(organisation, row)
	row.contact = name
	contact = frappe.get_doc("Contact", name) if name else frappe.new_doc("Contact")
	# the others first, in the order in which they named this person; so none turns what another one has said
	own = [one for one in get_rows(organisation) if is_same(one, row)]
	offices = [*get_other_offices(name, organisation), *own]
	before = describe(contact)
	put_offices(contact, offices, former)
	if not contact.has_link(organisation.doctype, organisation.name):
		contact.append("links", {"link_doctype": organisation.doctype, "link_name": organisation.name})
	if not name or describe(contact) != before:
		save_contact(contact)
	if stored != contact.name:
		row.db_set("contact", contact.name, update_modified=False)


def is_same(one: "Row", row: "Row") -> bool:
	"""Tell whether another row of the organisation is an office of the same person today."""
	return one.name == row.name or bool(one.is_current and one.contact and one.contact == row.contact)


def find_contact(organisation: "Organisation", row: "Row") -> str | None:
	"""Return the Contact of a row: its own, or the one of the person with this name and e-mail address.

	A row may be given to somebody else; whom other organisations know by its Contact stays who they are.
	"""
	if row.contact and frappe.db.exists("Contact", row.contact):
		names = {
			fold_person_name(office.full_name) for office in get_other_offices(row.contact, organisation)
		}
		if names <= {fold_person_name(row.full_name)}:
			return row.contact
	return find_person(row.full_name, row.email)


def get_other_offices(contact: str | None, organisation: "Organisation") -> list[frappe._dict]:
	"""Return the offices that a person holds today in other organisations, the one entered first at the top."""
	if not contact:
		return []
	offices = []
	for parenttype, (_table, rows) in TABLES.items():
		filters = {"contact": contact, "is_current": 1, "parenttype": parenttype}
		if parenttype == organisation.doctype:
			filters["parent"] = ("!=", organisation.name)
		fields = ["creation", "name", *OFFICE_FIELDS, *(["user"] if parenttype == "NGO" else [])]
		offices += frappe.get_all(rows, filters, fields, order_by="creation asc, name asc")
	return sorted(offices, key=lambda office: (office.creation, office.name))


def put_offices(contact: "Contact", offices: list, former: list) -> None:
	"""Let a Contact hold what all offices of the person say: every address and number, the first as primary.

	What only former rows of the organisation said goes; what somebody entered in the Contact itself stays.
	"""
	contact.first_name, contact.last_name = split_name(offices[0].full_name)
	functions = dict.fromkeys(office.function for office in offices if office.function)
	contact.designation = ", ".join(functions)[:DATA_LENGTH] or None
	if user := next((office.get("user") for office in offices if office.get("user")), None):
		contact.user = user
	for table, column, mark, fieldname in (
		("email_ids", "email_id", "is_primary", "email"),
		("phone_nos", "phone", "is_primary_phone", "phone"),
	):
		wanted = list(dict.fromkeys(office.get(fieldname) for office in offices if office.get(fieldname)))
		gone = {row.get(fieldname) for row in former} - set(wanted)
		put_values(contact, table, column, mark, wanted, gone)


def put_values(
	contact: "Contact", table: str, column: str, mark: str, wanted: list[str], gone: set[str]
) -> None:
	"""Bring one table of a Contact to the wanted values, the first of which is the primary one."""
	present = {row.get(column) for row in contact.get(table)}
	contact.set(table, [row for row in contact.get(table) if row.get(column) not in gone])
	for value in wanted:
		if value not in present:
			contact.append(table, {column: value})
	primary = (
		wanted[0] if wanted else next((row.get(column) for row in contact.get(table) if row.get(mark)), None)
	)
	# numbered anew: a row that was taken out leaves a gap, and two rows of one number would stand in no order
	for number, row in enumerate(contact.get(table), 1):
		row.idx = number
		row.set(mark, int(row.get(column) == primary))


def describe(contact: "Contact") -> tuple:
	"""Return all of a Contact that offices decide on, to tell whether anything changed."""
	return (
		contact.first_name,
		contact.last_name or None,
		contact.designation or None,
		contact.user or None,
		[(row.email_id, cint(row.is_primary)) for row in contact.email_ids],
		[(row.phone, cint(row.is_primary_phone)) for row in contact.phone_nos],
		sorted((row.link_doctype, row.link_name) for row in contact.links),
	)


def save_contact(contact: "Contact") -> None:
	"""Save a Contact without telling anybody of it, under a name that the database can hold."""
	with no_gravatar():
		if not contact.is_new():
			contact.save(ignore_permissions=True)
			return
		numbers = contact.phone_nos
		# first without the number: a CRM may look for the calls of a new contact and commit in the middle
		# of what the NGO's save has to do as a whole (ERPNext 15, `link_existing_conversations`)
		contact.set("phone_nos", [])
		contact.insert(ignore_permissions=True, set_name=get_short_name(contact))
		if numbers:
			contact.set("phone_nos", numbers)
			contact.save(ignore_permissions=True)


def get_short_name(contact: "Contact") -> str | None:
	"""Return the name of the record of somebody with a long name; None where the framework makes it.

	The framework joins the name of the person and of the NGO, and adds a number where that is taken.
	"""
	full_name = " ".join(filter(None, (contact.first_name, contact.last_name)))
	if len(full_name) <= LONGEST_MADE_NAME:
		return None
	return f"{full_name[:LONGEST_MADE_NAME].strip()}-{frappe.generate_hash(length=8)}"


@contextmanager
def no_gravatar() -> Iterator[None]:
	"""Save a Contact or User without sending the hash of a person's e-mail address to gravatar.com.

	The framework looks for a picture there on every save of a new e-mail address, except while importing.
	"""
	importing = frappe.flags.in_import
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = importing


def release_contact(organisation: "Organisation", name: str, former: list["Row"] | None = None) -> None:
	"""Unlink a Contact from the organisation and take from it what only this one said; delete it when nothing else needs it."""
	former = [*(former or []), *(row for row in get_rows(organisation) if row.contact == name)]
	for row in get_rows(organisation):
		if row.contact == name:
			row.db_set("contact", None, update_modified=False)
	if not frappe.db.exists("Contact", name):
		return
	contact = frappe.get_doc("Contact", name)
	own = (organisation.doctype, organisation.name)
	contact.set("links", [row for row in contact.links if (row.link_doctype, row.link_name) != own])
	if contact.links or contact.user or is_named(name):
		if offices := get_other_offices(name, organisation):
			put_offices(contact, offices, former)
		save_contact(contact)
	else:
		frappe.delete_doc("Contact", name, ignore_permissions=True, force=True, delete_permanently=True)


def is_named(contact: str) -> bool:
	"""Tell whether another record of the hub leads to a Contact: a meeting, a mandate, a noted call."""
	return any(
		frappe.db.exists(doctype, {link.contact: contact})
		for doctype in get_linking_doctypes()
		for link in get_links(doctype)
	)
