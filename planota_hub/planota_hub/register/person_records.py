# SPDX-License-Identifier: GPL-3.0-only
"""Everything that the hub has about one person, for whoever may see each part of it.

The declarations of personal data tell where people stand. A record is the person's when it leads to the Contact or the
user, or names the person with one of their addresses: a mailbox alone is nobody. Where only the name is the same, the
page says so. Secret ballots hold no name, so they never stand here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils import cstr

from planota_hub.personal_data.declarations import Person, PersonalData, get_declarations
from planota_hub.personal_data.person_links import CONTACT, get_link
from planota_hub.planota_hub.register.people import translate_functions
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.readable import show_day

# requests about personal data are answered by whoever is responsible for them, not read in passing
LEFT_OUT = frozenset({"Personal Data Enquiry", "Personal Data Finding"})
STATES = ("stage", "status", "attendance", "result")
BEGINNINGS = (
	"from_date",
	"starts_on",
	"meeting_date",
	"sent_on",
	"registered_on",
	"submitted_on",
	"received_on",
)
MAILS = "Communication"


@dataclass(frozen=True)
class Somebody:
	"""A person as records may name them.

	Attributes:
	        contact: name of the Contact.
	        full_name: as written.
	        addresses: all of theirs.
	        user: their log-in, if they have one.
	"""

	contact: str
	full_name: str
	addresses: tuple[str, ...]
	user: str | None

	@property
	def key(self) -> str:
		return fold_person_name(self.full_name)


def read_person(contact: str) -> Somebody:
	doc = frappe.get_doc(CONTACT, contact)
	addresses = tuple(dict.fromkeys(row.email_id.lower() for row in doc.email_ids if row.email_id))
	return Somebody(doc.name, cstr(doc.full_name), addresses, doc.user or None)


@frappe.whitelist()
def get_everything(contact: str) -> dict:
	"""Return the person and all records that name them, as far as the session user may read each.

	Returns:
	        `person` (name, addresses, phones, organisations), `groups`: DocType, its label and its `entries` with
	        `name`, `title`, `role`, `state`, `day`, `organisation`, `consent`, `certain`.
	"""
	doc = frappe.get_doc(CONTACT, contact)
	doc.check_permission("read")
	somebody = read_person(contact)
	groups: dict[str, list[dict]] = {}
	for declaration in get_declarations().values():
		for doctype, entry in list_entries(declaration, somebody):
			groups.setdefault(doctype, []).append(entry)
	groups[MAILS] = list_mails(somebody)
	return {
		"person": describe_person(doc),
		"groups": [make_group(*group) for group in groups.items() if group[1]],
	}


def describe_person(doc: frappe.model.document.Document) -> dict:
	links = [(row.link_doctype, row.link_name) for row in doc.links]
	return {
		"contact": doc.name,
		"full_name": doc.full_name,
		"designation": translate_functions(doc.designation),
		"addresses": [row.email_id for row in doc.email_ids],
		"phones": [row.phone for row in doc.phone_nos],
		"user": doc.user,
		"organisations": [
			{"doctype": doctype, "name": name, "title": get_title(doctype, name)}
			for doctype, name in links
			if frappe.has_permission(doctype, "read", name)
		],
	}


def make_group(doctype: str, entries: list[dict]) -> dict:
	entries.sort(key=lambda entry: (cstr(entry["since"]), entry["name"]), reverse=True)
	return {"doctype": doctype, "label": _(doctype), "entries": entries}


def list_entries(declaration: PersonalData, somebody: Somebody) -> Iterator[tuple[str, dict]]:
	"""Yield the entries of one declaration with the DocType of the document in which each stands."""
	if declaration.doctype in LEFT_OUT:
		return
	meta = frappe.get_meta(declaration.doctype)
	if meta.issingle:
		return
	for person in declaration.people:
		if not person.names:
			continue
		rows = find_rows(meta, person, somebody)
		for parent_doctype, seen in read_documents(meta, rows).items():
			for row in rows:
				document = seen.get(row.parent if meta.istable else row.name)
				if document and (not meta.istable or row.parenttype == parent_doctype):
					yield parent_doctype, make_entry(meta, person, row, document)


def find_rows(meta: Meta, person: Person, somebody: Somebody) -> list[frappe._dict]:
	"""Return the records or rows that name the person in these fields, as far as their levels may be read."""
	found: dict[str, frappe._dict] = {}
	for certain, filters in get_conditions(meta, person, somebody):
		asked = (*person.names, *filters) if certain else person.names
		for row in frappe.get_all(meta.name, filters, ["*"], order_by="creation asc", limit_page_length=0):
			if row.name not in found and is_of(meta, person, row, somebody, certain):
				row.certain = certain
				if may_read_fields(meta, row, asked):
					found[row.name] = row
	return list(found.values())


def get_conditions(meta: Meta, person: Person, somebody: Somebody) -> Iterator[tuple[bool, dict]]:
	"""Yield how records are found, the sure ways first: by Contact, by user, by address with the name, by name alone."""
	if link := get_link(meta.name, person):
		yield True, {link.contact: somebody.contact}
	for fieldname in person.fields:
		field = meta.get_field(fieldname)
		if somebody.user and field and field.fieldtype == "Link" and field.options == "User":
			yield True, {fieldname: somebody.user}
	if person.email and somebody.addresses:
		yield True, {person.email: ("in", somebody.addresses)}
	if not somebody.full_name:
		return
	for name in person.names:
		without_address = {person.email: ("is", "not set")} if person.email else {}
		yield False, {name: ("like", f"%{somebody.full_name}%"), **without_address}


def is_of(meta: Meta, person: Person, row: frappe._dict, somebody: Somebody, certain: bool) -> bool:
	"""Tell whether a row that has the link, the address or the name is about this person."""
	link = get_link(meta.name, person)
	linked = row.get(link.contact) if link else None
	if linked or not certain:
		return linked == somebody.contact or not (linked or certain)
	if somebody.user and somebody.user in (row.get(name) for name in person.fields):
		return True
	return any(fold_person_name(row.get(name)) == somebody.key for name in person.names)


def may_read_fields(meta: Meta, row: frappe._dict, fieldnames: tuple[str, ...]) -> bool:
	"""Tell whether the session user may read the levels of the fields by which somebody was found."""
	parenttype = row.parenttype if meta.istable else None
	readable = meta.get_permlevel_access("read", parenttype)
	fields = (meta.get_field(name) for name in fieldnames)
	return all(not field or not field.permlevel or field.permlevel in readable for field in fields)


def read_documents(meta: Meta, rows: list[frappe._dict]) -> dict[str, dict[str, frappe._dict]]:
	"""Return the documents of rows that the session user may read, by DocType and name."""
	wanted: dict[str, set[str]] = {}
	for row in rows:
		doctype, name = (row.parenttype, row.parent) if meta.istable else (meta.name, row.name)
		wanted.setdefault(doctype, set()).add(name)
	return {
		doctype: {
			document.name: document
			for document in frappe.get_list(
				doctype,
				{"name": ("in", sorted(names))},
				get_shown_fields(doctype),
				order_by="name asc",
				limit_page_length=0,
			)
		}
		for doctype, names in wanted.items()
		if frappe.has_permission(doctype, "read")
	}


def get_shown_fields(doctype: str) -> list[str]:
	"""Return the fields of a document that tell what it is; those of a hidden level are left out."""
	meta = frappe.get_meta(doctype)
	readable = meta.get_permlevel_access("read")
	wanted = (meta.get_title_field(), *STATES, *BEGINNINGS, "to_date", "ngo", "consent_given_on", "creation")
	fields = [name for name in dict.fromkeys(wanted) if is_shown(meta, name, readable)]
	return ["name", *(name for name in fields if name != "name")]


def is_shown(meta: Meta, fieldname: str, readable: list[int]) -> bool:
	field = meta.get_field(fieldname)
	return fieldname == "creation" or bool(field and field.permlevel in (0, *readable))


def make_entry(meta: Meta, person: Person, row: frappe._dict, document: frappe._dict) -> dict:
	"""Return what the page says of one record: which it is, as what, how it stands, and when."""
	own = {name: row.get(name) for name in get_row_fields(meta, row)}
	doctype = row.parenttype if meta.istable else meta.name
	title = document.get(frappe.get_meta(doctype).get_title_field())
	state = next((own[name] for name in STATES if own.get(name)), None) or next(
		(document[name] for name in STATES if document.get(name)), None
	)
	since = next((own[name] for name in BEGINNINGS if own.get(name)), None) or next(
		(document[name] for name in BEGINNINGS if document.get(name)), document.creation
	)
	ngo = own.get("ngo") or document.get("ngo")
	return {
		"name": document.name,
		"title": title or document.name,
		"role": describe_role(meta, person, row),
		"written": row.get(person.names[0]),
		"state": _(state) if state else "",
		"since": since,
		"day": describe_days(since, own.get("to_date") or document.get("to_date")),
		"organisation": get_title("NGO", ngo) if ngo else "",
		"consent": describe_consent(row, document),
		"certain": row.certain,
	}


def describe_consent(row: frappe._dict, document: frappe._dict) -> str:
	"""Return when somebody agreed, or what they said to being written to (`register/stakeholder_people.py`)."""
	if row.get("information"):
		return f"{_(row.information)}, {show_day(row.information_on)}"
	return show_day(document.get("consent_given_on"))


def describe_role(meta: Meta, person: Person, row: frappe._dict) -> str:
	"""Return as what somebody stands in a record: the table and the function there, or the field of the name."""
	if not meta.istable:
		return _(meta.get_label(person.names[0]), context=meta.name)
	table = _(frappe.get_meta(row.parenttype).get_label(row.parentfield), context=row.parenttype)
	return f"{table}: {_(row.function)}" if row.get("function") else table


def get_row_fields(meta: Meta, row: frappe._dict) -> list[str]:
	"""Return the fields of a row that may be shown beside its document."""
	if not meta.istable:
		return []
	readable = meta.get_permlevel_access("read", row.parenttype)
	return [name for name in (*STATES, *BEGINNINGS, "to_date", "ngo") if is_shown(meta, name, readable)]


def describe_days(first, last) -> str:
	return " – ".join(show_day(day) for day in (first, last) if day)


def get_title(doctype: str, name: str) -> str:
	field = frappe.get_meta(doctype).get_title_field()
	return cstr(frappe.db.get_value(doctype, name, field, cache=True) or name)


def list_mails(somebody: Somebody) -> list[dict]:
	"""Return the messages that the framework has linked to the Contact, and those that came from the person."""
	linked = {"parenttype": MAILS, "link_doctype": CONTACT, "link_name": somebody.contact}
	names = frappe.get_all(
		"Communication Link", linked, pluck="parent", order_by="parent asc", limit_page_length=0
	)
	fields = [
		"name",
		"subject",
		"communication_date",
		"sent_or_received",
		"reference_doctype",
		"reference_name",
	]
	rows = (
		frappe.get_list(
			MAILS,
			{"name": ("in", names or [""]), "communication_type": "Communication"},
			fields,
			order_by="communication_date desc",
			limit_page_length=0,
		)
		if frappe.has_permission(MAILS, "read")
		else []
	)
	return [
		{
			"name": row.name,
			"title": row.subject or row.name,
			"role": _(row.sent_or_received),
			"written": "",
			"state": _(row.reference_doctype) if row.reference_doctype else "",
			"since": row.communication_date,
			"day": describe_days(row.communication_date, None),
			"organisation": "",
			"consent": "",
			"certain": True,
		}
		for row in rows
	]
