# SPDX-License-Identifier: GPL-3.0-only
"""People who speak for a stakeholder: in which function, how long, and what they said to being written to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate, today

from planota_hub.mail.jobs import one_of_many
from planota_hub.planota_hub.register.contacts import update_contacts
from planota_hub.planota_hub.register.representatives import (
	current_term_condition,
	is_current,
	mark_current_terms,
	validate_term,
)
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder
	from planota_hub.planota_hub.doctype.stakeholder_person.stakeholder_person import StakeholderPerson

STAKEHOLDER, PERSON = "Stakeholder", "Stakeholder Person"
DECLINED = "Declines"


def validate_people(stakeholder: "Stakeholder") -> None:
	"""Check contact data, terms and answers, and derive who is in office today.

	Raises:
	        frappe.ValidationError: for a term that ends before it begins, one person twice in a function, an answer of the
	        future.
	"""
	for row in stakeholder.people:
		normalise_email(row, "email")
		normalise_phone(row, "phone")
		validate_term(row)
		row.is_current = int(is_current(row))
		stamp_answer(row)
	refuse_same_office(stakeholder)


def stamp_answer(row: "StakeholderPerson") -> None:
	"""Keep on which day somebody said whether they want to be written to."""
	if not row.information:
		row.information_on = None
		return
	row.information_on = row.information_on or today()
	if getdate(row.information_on) > getdate(today()):
		refuse(row, "information_on", _("{0} lies in the future.").format(show_day(row.information_on)))


def refuse_same_office(stakeholder: "Stakeholder") -> None:
	"""Nobody holds one function twice at the same time."""
	seen: set[tuple[str, str]] = set()
	for row in stakeholder.people:
		office = fold_person_name(row.full_name), (row.function or "").strip().casefold()
		if row.is_current and office in seen:
			refuse(
				row,
				"full_name",
				_(
					"{0} stands twice in the same function. End the first term before the second begins."
				).format(shown(row.full_name)),
				_("Wrong Term"),
			)
		if row.is_current:
			seen.add(office)


def update_current_people() -> None:
	"""Scheduler, daily: where the term of somebody has begun or ended, mark it, and let their Contacts follow."""
	row = DocType(PERSON)
	lasts = current_term_condition(row)
	outdated = (lasts & (row.is_current == 0)) | (lasts.negate() & (row.is_current == 1))
	query = frappe.qb.from_(row).select(row.parent).distinct().where(row.parenttype == STAKEHOLDER)
	changed = sorted(name for (name,) in query.where(outdated).run())
	mark_current_terms(PERSON)
	for name in changed:
		with one_of_many(_("The contacts of {0} could not be brought up to date").format(name)):
			frappe.clear_document_cache(STAKEHOLDER, name)
			update_contacts(frappe.get_doc(STAKEHOLDER, name))


def take_over_contacts(stakeholders: list[str] | None = None) -> int:
	"""Let Contacts that lead to stakeholders stand among their people, where they do not yet; return how many.

	For sites from before stakeholders had people: nobody knows since when they hold their function.
	"""
	taken = 0
	for contact in read_contacts(stakeholders):
		if not contact.person:
			continue
		position = frappe.db.count(PERSON, {"parenttype": STAKEHOLDER, "parent": contact.parent})
		row = frappe.new_doc(PERSON)
		row.update(
			{
				"parenttype": STAKEHOLDER,
				"parentfield": "people",
				"parent": contact.parent,
				"idx": position + 1,
				"full_name": contact.person,
				"function": contact.function,
				"contact": contact.contact,
				"is_current": 1,
			}
		)
		take_over_address(row, "email", contact.email, normalise_email)
		take_over_address(row, "phone", contact.phone, normalise_phone)
		row.db_insert()
		frappe.clear_document_cache(STAKEHOLDER, contact.parent)
		taken += 1
	return taken


def take_over_address(
	row: "StakeholderPerson", fieldname: str, value: str | None, normalise: Callable
) -> None:
	"""Take over an address or number that the register accepts; another one stays in the Contact alone."""
	row.set(fieldname, value)
	try:
		normalise(row, fieldname)
	except frappe.ValidationError:
		frappe.clear_last_message()
		row.set(fieldname, None)


def read_contacts(stakeholders: list[str] | None = None) -> list[frappe._dict]:
	"""Return the Contacts of stakeholders of whom no row of their tables tells.

	Somebody may add a Contact to an organisation by its form, or a mail may: they speak for it as those in the table do.

	Returns:
	        rows with `parent` (the stakeholder), `contact`, `person`, `function`, `email` and `phone`.
	"""
	contact, link, row = DocType("Contact"), DocType("Dynamic Link"), DocType(PERSON)
	query = (
		frappe.qb.from_(link)
		.join(contact)
		.on(contact.name == link.parent)
		.left_join(row)
		.on((row.parenttype == STAKEHOLDER) & (row.parent == link.link_name) & (row.contact == contact.name))
		.select(
			link.link_name.as_("parent"),
			contact.name.as_("contact"),
			contact.full_name.as_("person"),
			contact.designation.as_("function"),
			contact.email_id.as_("email"),
			contact.mobile_no,
			contact.phone,
		)
		.where((link.parenttype == "Contact") & (link.link_doctype == STAKEHOLDER) & row.name.isnull())
		.orderby(link.link_name)
		.orderby(contact.is_primary_contact, order=frappe.qb.desc)
		.orderby(contact.full_name, contact.name)
	)
	if stakeholders is not None:
		query = query.where(link.link_name.isin(stakeholders or [""]))
	rows = query.run(as_dict=True)
	for found in rows:
		found.phone = found.pop("mobile_no") or found.phone
	return rows
