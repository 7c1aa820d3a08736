# SPDX-License-Identifier: GPL-3.0-only
"""Which organisation of the register a number, a name or a mailbox means.

A number means one organisation; so does the number of a record that was merged into it. A name may mean several,
by what they are called today, in short, or were called before. A mailbox speaks for every organisation that has it:
it is nobody's name.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import frappe
from frappe.utils import cstr, today
from stdnum.exceptions import ValidationError as InvalidNumber

from planota_hub.planota_hub.register.identity.persons import find_people_at
from planota_hub.planota_hub.register.names import get_name_key
from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.rules import organisation_numbers
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_name
from planota_hub.rules.organisation_numbers import REGISTRATION, UNIQUE_NUMBERS, throw_known_number

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO as NGORecord
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder as StakeholderRecord

	Record: TypeAlias = NGORecord | StakeholderRecord

NGO, STAKEHOLDER, FORMER = "NGO", "Stakeholder", "Former Name"
# DocType -> the field with its name
NAME_FIELDS = {NGO: "ngo_name", STAKEHOLDER: "stakeholder_name"}
RENAMED, MERGED = "Renamed", "Merged"
# in Slovenia: of a unit of an organisation the first digits of its number are those of the organisation
BODY_DIGITS = 7
# an NGO that nobody has verified yet has no former name, only mistakes
NAMED_STAGES = ("Verified", "Inactive")


class Organisation(NamedTuple):
	"""A record of the register: its DocType and its name there."""

	doctype: str
	name: str


# By number


def find_by_number(
	number,
	doctypes: Iterable[str] = (NGO,),
	stages: Iterable[str] | None = None,
	for_update: bool = False,
	country: str | None = None,
) -> Organisation | None:
	"""Return the organisation that a registration or tax number means, however it is written; None without one.

	The number of a unit means the unit or, where that is not in the register, its organisation.

	Args:
	        stages: of the NGOs that are looked among; None for all.
	        for_update: see also what another request committed after this one began to read.
	        country: of the number; None when it can be one of any country.
	"""
	doctypes = tuple(doctypes)
	for of, fieldname, value in read_number(number, [country] if country else get_countries(doctypes)):
		for doctype in doctypes:
			if name := find_number(doctype, of, fieldname, value, stages, for_update):
				return Organisation(doctype, name)
	return None


def read_number(number, countries: Iterable[str]) -> Iterator[tuple[str, str, str]]:
	"""Yield country, field and value that a number may stand in: registration or tax number, in its shortest form."""
	text = cstr(number).strip()
	for country in countries:
		for fieldname in UNIQUE_NUMBERS:
			try:
				value = organisation_numbers.read_number(fieldname, text, country)
			except InvalidNumber:
				continue
			yield country, fieldname, value
			is_unit = get_country_code(country) == "si" and fieldname == REGISTRATION
			if is_unit and len(value) > BODY_DIGITS:
				yield country, fieldname, value[:BODY_DIGITS]


def get_countries(doctypes: Iterable[str]) -> list[str]:
	"""Return the country of the hub, and then the others that organisations of the register come from."""
	found = [
		country
		for doctype in doctypes
		for country in frappe.get_all(doctype, pluck="country", distinct=True, order_by="country asc")
	]
	return [country for country in dict.fromkeys([get_hub_country(), *found]) if country]


def find_number(
	doctype: str, country: str, fieldname: str, value: str, stages: Iterable[str] | None, for_update: bool
) -> str | None:
	"""Return the record that has a number, or into which the one that had it was merged."""
	among = {"country": country}
	if stages and doctype == NGO:
		among["stage"] = ("in", list(stages))
	filters = {fieldname: value, **among}
	if name := frappe.db.get_value(doctype, filters, "name", order_by="name asc", for_update=for_update):
		return name
	former = {"parenttype": doctype, fieldname: value}
	parents = frappe.get_all(FORMER, former, pluck="parent", order_by="parent asc", limit_page_length=0)
	return frappe.db.get_value(
		doctype, {"name": ("in", parents or [""]), **among}, "name", order_by="name asc"
	)


# By name


def find_by_name(
	name: str | None, municipality: str | None = None, doctypes: Iterable[str] = (NGO,)
) -> list[Organisation]:
	"""Return the organisations that are called a name, in full or in short, or were called so before.

	Capitals, accents and signs make no difference; every word counts. Several, where the name does not tell which;
	a municipality leaves those of it, where there are any.
	"""
	if not fold_name(name):
		return []
	return [one for doctype in doctypes for one in find_named(doctype, cstr(name), municipality)]


def find_named(doctype: str, name: str, municipality: str | None) -> list[Organisation]:
	names = sorted({*find_called(doctype, name), *find_formerly_called(doctype, name)})
	rows = frappe.get_all(
		doctype, {"name": ("in", names or [""])}, ["name", "municipality"], order_by="name asc"
	)
	in_place = [row for row in rows if municipality and row.municipality == municipality]
	return [Organisation(doctype, row.name) for row in in_place or rows]


def find_called(doctype: str, name: str) -> Iterator[str]:
	"""Yield the records whose present name is this one."""
	field = NAME_FIELDS[doctype]
	likely = {"name_key": get_name_key(name)} if frappe.get_meta(doctype).has_field("name_key") else {}
	for row in frappe.get_all(
		doctype, likely, ["name", f"{field} as title"], order_by="name asc", limit_page_length=0
	):
		if fold_name(row.title) == fold_name(name):
			yield row.name
	if frappe.get_meta(doctype).has_field("short_name"):
		yield from frappe.get_all(
			doctype, {"short_name": name}, pluck="name", order_by="name asc", limit_page_length=0
		)


def find_formerly_called(doctype: str, name: str) -> list[str]:
	filters = {"parenttype": doctype, "name_key": get_former_key(name)}
	return frappe.get_all(FORMER, filters, pluck="parent", order_by="parent asc", limit_page_length=0)


def get_former_key(name: str | None) -> str:
	return fold_name(name)[:140]


# By mailbox


def find_by_mailbox(email: str | None) -> list[Organisation]:
	"""Return every organisation for which a mailbox speaks: as its own address, or as that of somebody in office."""
	mailbox = get_email_key(email)
	if not mailbox:
		return []
	written = {"email": ("in", sorted({mailbox, cstr(email).strip().lower()}))}
	found = [
		Organisation(doctype, name)
		for doctype in NAME_FIELDS
		for name in frappe.get_all(doctype, written, pluck="name", order_by="name asc", limit_page_length=0)
	]
	in_office = {**written, "parenttype": NGO, "is_current": 1}
	people = frappe.get_all("NGO Representative", in_office, pluck="parent", order_by="parent asc")
	found += [Organisation(NGO, name) for name in people]
	return list(dict.fromkeys([*found, *find_by_contact(email)]))


def find_by_contact(email: str | None) -> list[Organisation]:
	"""Return the stakeholders to whose contacts a mailbox belongs."""
	contacts = [person.name for person in find_people_at(email)]
	filters = {"parenttype": "Contact", "parent": ("in", contacts or [""]), "link_doctype": STAKEHOLDER}
	names = frappe.get_all("Dynamic Link", filters, pluck="link_name", order_by="link_name asc")
	return [Organisation(STAKEHOLDER, name) for name in names]


# By whatever somebody wrote


def guess(
	number=None,
	name: str | None = None,
	municipality: str | None = None,
	email: str | None = None,
	doctypes: Iterable[str] = (NGO,),
) -> Organisation | None:
	"""Return the one organisation that what somebody wrote means; None where it means none or several.

	The number decides where there is one; then the name, then the mailbox.
	"""
	doctypes = tuple(doctypes)
	if number:
		return find_by_number(number, doctypes)
	called = find_by_name(name, municipality, doctypes)
	at_mailbox = [found for found in find_by_mailbox(email) if found.doctype in doctypes]
	for found in (called, [one for one in called if one in at_mailbox], [] if called else at_mailbox):
		if len(found) == 1:
			return found[0]
	return None


# Former names and numbers


def refuse_former_number(doc: "Record") -> None:
	"""Refuse a number that an entry had that was merged into another one: it means the one that stayed.

	Raises:
	        frappe.UniqueValidationError: naming the number, and the record to who may read it.
	"""
	for fieldname in UNIQUE_NUMBERS:
		value = doc.get(fieldname)
		if not value or not (doc.is_new() or doc.has_value_changed(fieldname)):
			continue
		former = {"parenttype": doc.doctype, fieldname: value, "parent": ("!=", cstr(doc.name))}
		parents = frappe.get_all(FORMER, former, pluck="parent", order_by="parent asc")
		there = {"name": ("in", parents or [""]), "country": doc.country}
		if known := frappe.db.get_value(doc.doctype, there, "name", order_by="name asc"):
			throw_known_number(doc, fieldname, known)


def note_former_names(doc: "Record") -> None:
	"""Keep the name that an organisation of the register had until today, and derive the keys of all former ones."""
	field = NAME_FIELDS[doc.doctype]
	before = doc.get_doc_before_save()
	was_named = before and before.get("stage", NAMED_STAGES[0]) in NAMED_STAGES
	if was_named and fold_name(before.get(field)) != fold_name(doc.get(field)):
		add_former_name(doc, before.get(field), RENAMED)
	for row in doc.former_names:
		row.name_key = get_former_key(row.former_name)


def note_merged(kept: "Record", merged: "Record") -> None:
	"""Let an organisation be known by the name and the numbers of one that was merged into it, and by its former ones.

	Called before `kept` is saved; twice is the same as once.
	"""
	numbers = {fieldname: merged.get(fieldname) for fieldname in UNIQUE_NUMBERS}
	add_former_name(kept, merged.get(NAME_FIELDS[merged.doctype]), MERGED, numbers)
	for row in merged.former_names:
		numbers = {fieldname: row.get(fieldname) for fieldname in UNIQUE_NUMBERS}
		add_former_name(kept, row.former_name, row.reason, numbers, row.until)


def add_former_name(
	doc: "Record", name: str | None, reason: str, numbers: dict | None = None, until=None
) -> None:
	"""Add a former name with its numbers, unless it says nothing that the organisation is not known by."""
	own = {fieldname: doc.get(fieldname) for fieldname in UNIQUE_NUMBERS}
	other = {key: value for key, value in (numbers or {}).items() if value and value != own[key]}
	is_own_name = fold_name(name) == fold_name(doc.get(NAME_FIELDS[doc.doctype]))
	known = any(
		fold_name(row.former_name) == fold_name(name)
		and all(row.get(key) == value for key, value in other.items())
		for row in doc.former_names
	)
	if not name or known or (is_own_name and not other):
		return
	doc.append("former_names", {"former_name": name, "reason": reason, "until": until or today(), **other})
