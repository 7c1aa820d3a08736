# SPDX-License-Identifier: GPL-3.0-only
"""What a caller asks for first: who is it, how to reach them, where are they, what do they do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Union

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.permissions import require_desk
from planota_hub.planota_hub.register.addresses import join_seat
from planota_hub.planota_hub.register.people import translate_functions
from planota_hub.rules.readable import show_number

if TYPE_CHECKING:
	from frappe.contacts.doctype.contact.contact import Contact

	from planota_hub.planota_hub.doctype.municipality.municipality import Municipality
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder

MOST_PEOPLE = 12


@frappe.whitelist()
def get_head(doctype: str, name: str) -> dict:
	"""Return who, where and what an organisation, a municipality or a person is, for whoever may read it.

	Returns:
	        `people` (`name`, `function`, `phone`, `email`, `contact`), `where` and `what` (texts).

	Raises:
	        frappe.PermissionError: for who may not read the record.
	"""
	require_desk()
	if doctype not in HEADS:
		frappe.throw(_("{0}: expected is one of {1}.").format("doctype", ", ".join(HEADS)))
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	head = HEADS[doctype](doc)
	return {**head, "where": list(filter(None, head["where"])), "what": list(filter(None, head["what"]))}


def describe_ngo(doc: "NGO") -> dict:
	people = [
		{
			"name": row.full_name,
			"function": _(row.function) if row.function else "",
			"phone": row.phone,
			"email": row.email,
			"contact": row.contact,
		}
		for row in doc.representatives
		if row.is_current
	]
	fields = [_(row.field_of_work) for row in doc.fields_of_work]
	return {
		"people": [get_organisation(doc), *people],
		"where": [join_seat(doc), doc.municipality],
		"what": [doc.legal_form and _(doc.legal_form), ", ".join(fields), doc.registration_number],
	}


def describe_stakeholder(doc: "Stakeholder") -> dict:
	people = [
		{
			"name": row.full_name,
			"function": translate_functions(row.function),
			"phone": row.phone,
			"email": row.email,
			"contact": row.contact,
		}
		for row in doc.people
		if row.is_current
	]
	named = {row.contact for row in doc.people if row.contact}
	others = [person for person in get_people([(doc.doctype, doc.name)]) if person["contact"] not in named]
	return {
		"people": [get_organisation(doc), *people, *others],
		"where": [join_seat(doc), doc.municipality],
		"what": [
			doc.stakeholder_type and _(doc.stakeholder_type),
			doc.sector and _(doc.sector),
			doc.registration_number,
		],
	}


def describe_municipality(doc: "Municipality") -> dict:
	"""A municipality is reached by the people of the stakeholder that it is."""
	of_place = {"municipality": doc.name, "stakeholder_type": "Municipality"}
	offices = frappe.get_list("Stakeholder", filters=of_place, pluck="name", order_by="name asc")
	people = [get_organisation(frappe.get_doc("Stakeholder", office)) for office in offices]
	ngos = frappe.get_list(
		"NGO", filters={"municipality": doc.name}, fields=["stage"], order_by="name asc", limit_page_length=0
	)
	verified = sum(row.stage == "Verified" for row in ngos)
	return {
		"people": [*people, *get_people([("Stakeholder", office) for office in offices])],
		"where": [doc.administrative_unit, doc.statistical_region],
		"what": [
			_("{0} inhabitants").format(show_number(doc.population)) if doc.population else "",
			_("{0} NGOs, {1} of them verified").format(show_number(len(ngos)), show_number(verified)),
		],
	}


def describe_person(doc: "Contact") -> dict:
	organisations = [
		frappe.db.get_value(
			row.link_doctype, row.link_name, frappe.get_meta(row.link_doctype).get_title_field()
		)
		for row in doc.links
		if frappe.has_permission(row.link_doctype, "read", row.link_name)
	]
	numbers = list(dict.fromkeys(row.phone for row in doc.phone_nos if row.phone)) or [None]
	addresses = [row.email_id for row in doc.email_ids if row.email_id] or [None]
	first = {"function": translate_functions(doc.designation), "contact": None, "name": doc.full_name}
	people = [{**first, "phone": numbers[0], "email": addresses[0]}]
	people += [
		{"name": "", "function": "", "phone": number, "email": None, "contact": None}
		for number in numbers[1:]
	]
	return {"people": people, "where": [", ".join(map(cstr, filter(None, organisations)))], "what": []}


def get_organisation(doc: Union["NGO", "Stakeholder"]) -> dict:
	"""Return an organisation as the first who is called, by its own number and address."""
	name = doc.get(doc.meta.get_title_field())
	return {"name": name, "function": "", "phone": doc.phone, "email": doc.email, "contact": None}


def get_people(records: list[tuple[str, str]]) -> list[dict]:
	"""Return the people who belong to records, as far as the session user may read Contacts."""
	if not records or not frappe.has_permission("Contact", "read"):
		return []
	names = {name for _doctype, name in records}
	links = {"parenttype": "Contact", "link_doctype": records[0][0], "link_name": ("in", sorted(names))}
	contacts = frappe.get_all("Dynamic Link", links, pluck="parent", order_by="parent asc")
	rows = frappe.get_list(
		"Contact",
		filters={"name": ("in", contacts or [""])},
		fields=["name", "full_name", "designation", "email_id", "phone", "mobile_no"],
		order_by="full_name asc",
		limit_page_length=MOST_PEOPLE,
	)
	return [
		{
			"name": row.full_name,
			"function": translate_functions(row.designation),
			"phone": row.mobile_no or row.phone,
			"email": row.email_id,
			"contact": row.name,
		}
		for row in rows
	]


HEADS: dict[str, Callable[[Any], dict]] = {
	"NGO": describe_ngo,
	"Stakeholder": describe_stakeholder,
	"Municipality": describe_municipality,
	"Contact": describe_person,
}
