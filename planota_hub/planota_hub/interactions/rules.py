# SPDX-License-Identifier: GPL-3.0-only
"""What must be right in an entry of the log of contacts."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, cstr, flt, get_datetime, now_datetime

from planota_hub.rules.printed_records import get_title_of
from planota_hub.rules.readable import show_moment, show_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.interaction.interaction import Interaction
	from planota_hub.planota_hub.doctype.interaction_person.interaction_person import InteractionPerson
	from planota_hub.planota_hub.doctype.interaction_subject.interaction_subject import InteractionSubject

INTERACTION, CONTACT = "Interaction", "Contact"
EMAIL = "E-mail"
# on these somebody writes and somebody reads; the others are a conversation
ONE_WAY = ("Message", "Letter", EMAIL)
FROM_US, FROM_THEM = "We", "They"
CHANNELS = ("Phone Call", "Visit", *ONE_WAY[:2], "Talk at a Meeting", EMAIL)
HOURS_PRECISION = 2
# a visit may take a day, none lasts longer
MAX_HOURS = 24
FIRST_YEAR = 2000


def set_names_of_people(interaction: "Interaction") -> None:
	"""Write the name of a person who was picked and not written."""
	for row in interaction.people:
		if row.contact and not cstr(row.person_name).strip():
			row.person_name = frappe.db.get_value(CONTACT, row.contact, "full_name")


def validate_time(interaction: "Interaction") -> None:
	"""Refuse a contact that is still to come, or that took less than no time.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	"""
	interaction.hours = flt(interaction.hours, HOURS_PRECISION)
	if not 0 <= interaction.hours <= MAX_HOURS:
		refuse(
			interaction,
			"hours",
			_("expected is a number from 0 to {0}.").format(show_number(MAX_HOURS)),
			_("Wrong Hours"),
		)
	begun = get_datetime(interaction.happened_on or now_datetime())
	if begun.year < FIRST_YEAR:
		refuse(
			interaction,
			"happened_on",
			_("expected is a time not before the year {0}.").format(FIRST_YEAR),
			_("Wrong Time"),
		)
	if begun > now_datetime():
		refuse(
			interaction,
			"happened_on",
			_(
				"{0} lies in the future. What was not yet said is no contact; for what is to be done, enter a task."
			).format(show_moment(begun)),
			_("Contact in the Future"),
		)
	interaction.happened_on = begun
	interaction.ends_on = add_to_date(begun, seconds=round(interaction.hours * 3600))


def validate_whom(interaction: "Interaction") -> None:
	"""A contact is one with an organisation that its writer may see, or at least with somebody.

	Raises:
	        frappe.ValidationError: when nobody is named.
	        frappe.PermissionError: for an organisation of others.
	"""
	if not interaction.organisation:
		interaction.organisation_doctype = None
		if not interaction.people:
			refuse_missing(
				interaction,
				"organisation",
				_("please enter with which organisation the contact was, or with whom below."),
			)
		return
	refuse_missing(
		interaction, "organisation_doctype", _("please choose whether it is an NGO or a stakeholder.")
	)
	if is_news(interaction, "organisation") and not interaction.flags.of_message:
		frappe.has_permission(interaction.organisation_doctype, "read", interaction.organisation, throw=True)


def validate_people(interaction: "Interaction") -> None:
	"""Refuse somebody who is known as a person of another organisation, and who is named twice.

	Raises:
	        frappe.ValidationError: naming the row and the organisation.
	"""
	before = interaction.get_doc_before_save()
	known = {row.contact for row in before.people} if before else set()
	same_organisation = before and before.organisation == interaction.organisation
	seen = set()
	for row in interaction.people:
		if row.contact and row.contact in seen:
			refuse(row, "contact", _("{0} stands in the table twice.").format(shown(row.person_name)))
		seen.add(row.contact)
		if row.contact and interaction.organisation and not (same_organisation and row.contact in known):
			refuse_stranger(interaction, row)


def refuse_stranger(interaction: "Interaction", row: "InteractionPerson") -> None:
	link = {
		"parenttype": CONTACT,
		"parent": row.contact,
		"link_doctype": interaction.organisation_doctype,
		"link_name": interaction.organisation,
	}
	if frappe.db.exists("Dynamic Link", link):
		return
	refuse(
		row,
		"contact",
		_("{0} is not known as a person of {1}. Add the person there first, or write the name only.").format(
			shown(row.person_name),
			shown(get_title_of(interaction.organisation_doctype, interaction.organisation)),
		),
		_("Person of Another Organisation"),
	)


def validate_subjects(interaction: "Interaction") -> None:
	"""Each record that it was about is named once, and may be read by who names it."""
	before = interaction.get_doc_before_save()
	known = {(row.subject_doctype, row.subject_name) for row in before.about} if before else set()
	seen = set()
	for row in interaction.about:
		subject = (row.subject_doctype, row.subject_name)
		if subject in seen:
			refuse(row, "subject_name", _("{0} stands in the table twice.").format(shown(row.subject_name)))
		seen.add(subject)
		if subject not in known and row.subject_doctype and row.subject_name:
			require_subject(row)


def require_subject(row: "InteractionSubject") -> None:
	"""Refuse what is no record of the hub, or one that the writer may not read.

	Raises:
	        frappe.ValidationError: naming the row.
	"""
	if frappe.get_meta(row.subject_doctype).istable or not frappe.has_permission(
		row.subject_doctype, "read", row.subject_name
	):
		refuse(row, "subject_name", _("expected is a record that you can open."))


def set_municipality(interaction: "Interaction") -> None:
	"""Keep where the organisation is seated, as it was when the entry was made."""
	if not interaction.organisation:
		interaction.municipality = None
	elif is_news(interaction, "organisation") or not interaction.municipality:
		interaction.municipality = frappe.db.get_value(
			interaction.organisation_doctype, interaction.organisation, "municipality"
		)


def is_news(doc: Document, fieldname: str) -> bool:
	"""Tell whether a field is being set or changed."""
	before = doc.get_doc_before_save()
	return not before or cstr(before.get(fieldname)) != cstr(doc.get(fieldname))
