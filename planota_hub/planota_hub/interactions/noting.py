# SPDX-License-Identifier: GPL-3.0-only
"""A contact is written down in one dialog of any form, while one still holds the phone."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, flt

from planota_hub.permissions import require_desk
from planota_hub.planota_hub.interactions.messages import ORGANISATIONS
from planota_hub.planota_hub.interactions.rules import CONTACT, INTERACTION
from planota_hub.planota_hub.register.identity.persons import find_person
from planota_hub.rules.names import fold_person_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.interaction.interaction import Interaction

MOST_PEOPLE = 50


@frappe.whitelist(methods=["POST"])
def note_contact(
	topic: str,
	channel: str,
	doctype: str | None = None,
	name: str | None = None,
	organisation_doctype: str | None = None,
	organisation: str | None = None,
	people: str | None = None,
	note: str | None = None,
	hours: float | str = 0,
	support_kind: str | None = None,
	direction: str = "We",
	happened_on: str | None = None,
	funded_project: str | None = None,
	task: str | None = None,
	due_date: str | None = None,
	responsible: str | None = None,
) -> dict:
	"""Write down a contact.

	Args:
	        topic: what it was about.
	        channel: one of the options of Interaction.
	        doctype, name: record from whose form it is noted; it was about this record, unless it is who was spoken to.
	        organisation_doctype, organisation: NGO or stakeholder with which it was.
	        people: names, separated by commas.
	        hours: how long it took.
	        support_kind: kind of support as which the hours count; empty for a contact that was none.
	        happened_on: when; now without it.
	        task, due_date, responsible: what follows, until when, by whom.

	Returns:
	        `name` of the entry.

	Raises:
	        frappe.PermissionError: for who may not make entries, or not read the organisation or record.
	        frappe.ValidationError: for an entry that can't be right, naming the field.
	"""
	require_desk()
	if doctype and name:
		frappe.has_permission(doctype, "read", name, throw=True)
	if not cstr(topic).strip():
		frappe.throw(_("Topic: please write what the contact was about."))
	if cstr(task).strip() and not due_date:
		frappe.throw(_("Due Date: please choose until when the task is to be done."))
	entry: Interaction = frappe.get_doc(
		{
			"doctype": INTERACTION,
			"topic": topic,
			"channel": channel,
			"direction": direction,
			"happened_on": happened_on or frappe.utils.now_datetime(),
			"hours": flt(hours),
			"organisation_doctype": organisation_doctype or None,
			"organisation": organisation or None,
			"note": note,
			"support_kind": support_kind or None,
			"funded_project": funded_project or None,
		}
	)
	add_people(entry, people, name if doctype == CONTACT else None)
	if doctype and name and is_subject(entry, doctype, name):
		entry.append("about", {"subject_doctype": doctype, "subject_name": name})
	if cstr(task).strip():
		entry.append("tasks", {"task": task, "due_date": due_date, "responsible": responsible})
	return {"name": entry.insert().name}


def is_subject(entry: "Interaction", doctype: str, name: str) -> bool:
	"""Tell whether the record of the form is what it was about, and not with whom or where it was."""
	is_party = (doctype, name) == (entry.organisation_doctype, entry.organisation)
	return not is_party and doctype not in (CONTACT, "Municipality")


def add_people(entry: "Interaction", people: str | None, contact: str | None) -> None:
	"""Add those who were named; a name that somebody of the organisation has is that person."""
	known = {
		fold_person_name(row["name"]): row
		for row in list_people(entry.organisation_doctype, entry.organisation)
	}
	names = [cstr(part).strip() for part in cstr(people).split(",")]
	for written in dict.fromkeys(filter(None, names)):
		one = known.get(fold_person_name(written)) or {}
		if not one and contact and find_person(written, None) == contact:
			one = {"contact": contact}
		entry.append("people", {"person_name": written, "contact": one.get("contact")})


@frappe.whitelist()
def get_people(organisation_doctype: str, organisation: str) -> list[dict]:
	"""Return the people who are known of an NGO or stakeholder, as the dialog offers them: `name` and `contact`.

	Raises:
	        frappe.PermissionError: for who may not read the organisation.
	"""
	require_desk()
	if organisation_doctype not in ORGANISATIONS:
		frappe.throw(
			_("{0}: expected is one of {1}.").format("organisation_doctype", ", ".join(ORGANISATIONS))
		)
	frappe.has_permission(organisation_doctype, "read", organisation, throw=True)
	return list_people(organisation_doctype, organisation)


def list_people(doctype: str | None, name: str | None) -> list[dict]:
	"""Return `name` and `contact` of the people of an organisation whom the session user may see."""
	if not doctype or not name or not frappe.has_permission(CONTACT, "read"):
		return []
	links = {"parenttype": CONTACT, "link_doctype": doctype, "link_name": name}
	contacts = frappe.get_all(
		"Dynamic Link", links, pluck="parent", order_by="parent asc", limit_page_length=0
	)
	rows = frappe.get_list(
		CONTACT,
		filters={"name": ("in", contacts or [""])},
		fields=["name", "full_name"],
		order_by="full_name asc",
		limit_page_length=MOST_PEOPLE,
	)
	return [{"name": row.full_name, "contact": row.name} for row in rows if row.full_name]


@frappe.whitelist()
def get_kinds() -> list[str]:
	"""Return the DocTypes of records that a contact can have been about, as far as the session user may read them."""
	require_desk()
	kinds = {*frappe.get_hooks("hub_work_done"), *ORGANISATIONS} - {INTERACTION}
	return sorted(kind for kind in kinds if frappe.has_permission(kind, "read"))


@frappe.whitelist()
def get_office(municipality: str) -> dict | None:
	"""Return the stakeholder that a municipality is, as `doctype`, `name` and `title`; None while there is none.

	Raises:
	        frappe.PermissionError: for who may not read the municipality.
	"""
	require_desk()
	frappe.has_permission("Municipality", "read", municipality, throw=True)
	filters = {"municipality": municipality, "stakeholder_type": "Municipality", "disabled": 0}
	offices = frappe.get_list(
		"Stakeholder",
		filters,
		["name", "stakeholder_name as title"],
		order_by="name asc",
		limit_page_length=1,
	)
	return {"doctype": "Stakeholder", **offices[0]} if offices else None
