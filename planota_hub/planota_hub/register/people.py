# SPDX-License-Identifier: GPL-3.0-only
"""The person behind a name in a record: offered when somebody enters it, and kept as a link to the Contact.

Whoever enters a name picks a person who is known, or nobody; then the name and the address together say who it is.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.personal_data.person_links import CONTACT, Link, get_linking_doctypes, get_links
from planota_hub.planota_hub.register.identity.persons import PERSON_FIELDS, find_person
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_name, fold_person_name

# the register keeps these in step with the row itself (`register/contacts.py`)
IN_STEP = ("NGO Representative", "Stakeholder Person")


# When a record is saved


def link_people(doc: Document, method: str | None = None) -> None:
	"""Hook `validate`: let each person that was entered or changed lead to the Contact that is meant."""
	before = doc.get_doc_before_save()
	stored = {part.name: part for part in (before, *before.get_all_children())} if before else {}
	for part in (doc, *doc.get_all_children()):
		for link in get_links(part.doctype):
			former = stored.get(part.name)
			if not former or any(part.get(field) != former.get(field) for field in link if field):
				link_person(part, link, former)


def link_person(part: Document, link: Link, former: Document | None) -> None:
	"""Keep the Contact that was picked if it is this person; otherwise take the one that name and address mean."""
	picked = part.get(link.contact)
	if picked and is_meant(part, link, picked) and may_pick(picked):
		return
	if part.doctype in IN_STEP:
		part.set(link.contact, former.get(link.contact) if former else None)
		return
	part.set(link.contact, find_person(part.get(link.name), part.get(link.email) if link.email else None))


def is_meant(part: Document, link: Link, contact: str) -> bool:
	"""Tell whether a record names the person of a Contact: by the name, or by an address of theirs."""
	full_name = frappe.db.get_value(CONTACT, contact, "full_name")
	if full_name and fold_person_name(part.get(link.name)) == fold_person_name(full_name):
		return True
	mailbox = get_email_key(part.get(link.email)) if link.email else ""
	return bool(mailbox) and mailbox in get_mailboxes(contact)


def get_mailboxes(contact: str) -> set[str]:
	filters = {"parenttype": CONTACT, "parent": contact}
	return set(
		map(get_email_key, frappe.get_all("Contact Email", filters, pluck="email_id", order_by="idx asc"))
	)


def may_pick(contact: str) -> bool:
	"""Nobody links a person whom they can't see; what the server found itself is not picked."""
	return bool(frappe.has_permission(CONTACT, "read", contact))


def forget_contact(name: str) -> None:
	"""Hook `hub_before_person_removed`: no record leads to the Contact of a person who is removed."""
	for doctype in get_linking_doctypes():
		for link in get_links(doctype):
			frappe.db.set_value(doctype, {link.contact: name}, link.contact, None, update_modified=False)


# What names a person


def find_records(doctype: str, contact: str, link: Link | None = None) -> list[str]:
	"""Return the records or rows of a DocType that are about the person of a Contact.

	By the link, or by the name with one of the person's addresses where no other Contact is linked.

	Args:
	        link: only in these fields; in all that link to people without it.
	"""
	found: dict[str, None] = {}
	for one in [link] if link else get_links(doctype):
		linked = frappe.get_all(
			doctype, {one.contact: contact}, pluck="name", order_by="name asc", limit_page_length=0
		)
		found.update(dict.fromkeys([*linked, *find_unlinked(doctype, contact, one)]))
	return list(found)


def find_unlinked(doctype: str, contact: str, link: Link) -> list[str]:
	"""Return the records without a link that name a person with one of their addresses."""
	if not link.email or not (mailboxes := get_mailboxes(contact)):
		return []
	key = fold_person_name(frappe.db.get_value(CONTACT, contact, "full_name"))
	filters = {link.contact: ("is", "not set"), link.email: ("in", sorted(mailboxes))}
	rows = frappe.get_all(doctype, filters, ["name", link.name], order_by="name asc", limit_page_length=0)
	return [row.name for row in rows if key and fold_person_name(row[link.name]) == key]


def link_known_people() -> None:
	"""Let every record that names a person with one of their addresses lead to the Contact; for sites of before."""
	for doctype in get_linking_doctypes():
		for link in get_links(doctype):
			if not link.email or doctype in IN_STEP:
				continue
			filters = {link.contact: ("is", "not set"), link.email: ("is", "set")}
			fields = ["name", f"{link.name} as person", f"{link.email} as address"]
			for row in frappe.get_all(doctype, filters, fields, order_by="name asc", limit_page_length=0):
				if contact := find_person(row.person, row.address):
					tie(doctype, [row.name], link, contact)


def tie(doctype: str, names: list[str], link: Link, contact: str) -> None:
	"""Let records lead to a Contact."""
	if names:
		filters = {"name": ("in", names), link.contact: ("is", "not set")}
		frappe.db.set_value(doctype, filters, link.contact, contact, update_modified=False)


# While somebody enters a name


def translate_functions(designation: str | None) -> str:
	"""Return the functions of a person, which a Contact holds one after another, in the reader's language."""
	return ", ".join(_(function) for function in cstr(designation).split(", ") if function)


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_people(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict) -> list:
	"""Search for a link field: the Contacts whose name, address or organisation has all words that were typed.

	Returns:
	        rows of Contact, name, and what tells namesakes apart.
	"""
	found = [describe(row) for row in find_people(txt)][start : start + page_len]
	return [(row["contact"], row["full_name"], row["description"]) for row in found]


@frappe.whitelist()
def offer_people(name: str) -> list[dict]:
	"""Return the people of a name whom the session user may see, to be offered to who enters that name.

	Returns:
	        rows with `contact`, `full_name`, `email`, `phone` and `description`; none for a first name alone.
	"""
	wanted = fold_person_name(name)
	if len(wanted.split()) < 2:
		return []
	people = find_people(name)
	return [describe(row) for row in people if fold_person_name(row.full_name) == wanted]


@frappe.whitelist()
def get_person(contact: str) -> dict:
	"""Return name, address and phone of a Contact that was picked."""
	frappe.has_permission(CONTACT, "read", contact, throw=True)
	return describe(frappe.db.get_value(CONTACT, contact, PERSON_FIELDS, as_dict=True))


def find_people(text: str) -> list[frappe._dict]:
	"""Return the Contacts that the session user may see and that have every word; accents and capitals don't matter."""
	words = fold_name(text).split()
	rows = (
		frappe.get_list(
			CONTACT,
			fields=[*PERSON_FIELDS, "company_name"],
			order_by="full_name asc, name asc",
			limit_page_length=0,
		)
		if frappe.has_permission(CONTACT, "read")
		else []
	)
	organisations = get_organisations()
	found = []
	for row in rows:
		row.organisations = organisations.get(row.name, [])
		known = fold_name(" ".join(map(cstr, (row.full_name, row.email_id, *row.organisations))))
		if all(word in known for word in words):
			found.append(row)
	return found


def get_organisations(contacts: list[str] | None = None) -> dict[str, list[str]]:
	"""Return the names of the NGOs and stakeholders to which some Contacts or each Contact is linked."""
	found: dict[str, list[str]] = {}
	for doctype, field in (("NGO", "ngo_name"), ("Stakeholder", "stakeholder_name")):
		link, record = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(link)
			.join(record)
			.on(record.name == link.link_name)
			.select(link.parent, record[field])
			.where((link.parenttype == CONTACT) & (link.link_doctype == doctype))
			.orderby(link.parent, link.idx)
		)
		for parent, name in (query.where(link.parent.isin(contacts)) if contacts else query).run():
			found.setdefault(parent, []).append(name)
	return found


def describe_people(names: list[str]) -> dict[str, str]:
	"""Hook `hub_found_as`: what the search bar says of people: function and organisation, address and number."""
	organisations = get_organisations(names)
	rows = frappe.get_all(
		CONTACT,
		{"name": ("in", names)},
		[*PERSON_FIELDS, "company_name"],
		order_by="name asc",
		limit_page_length=0,
	)
	for row in rows:
		row.organisations = organisations.get(row.name, [])
	people = [describe(row) for row in rows]
	return {
		person["contact"]: " · ".join(filter(None, (person["description"], person["phone"])))
		for person in people
	}


def describe(row: frappe._dict) -> dict:
	"""Return what tells a person from a namesake."""
	organisations = row.get("organisations")
	if organisations is None:
		organisations = get_organisations([row.name]).get(row.name, [])
	organisation = ", ".join(organisations[:2]) or row.get("company_name")
	known = [organisation, translate_functions(row.designation), row.email_id]
	return {
		"contact": row.name,
		"full_name": row.full_name,
		"email": row.email_id,
		"phone": row.mobile_no or row.phone,
		"description": " · ".join(filter(None, known)),
	}
