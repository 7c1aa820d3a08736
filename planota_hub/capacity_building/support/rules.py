# SPDX-License-Identifier: GPL-3.0-only
"""Rules that every document shares which says how long somebody supported an NGO."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, get_link_to_form

from planota_hub.capacity_building.support.ledger import HOURS_PRECISION
from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.planota_hub.register.listing import LISTED
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label

# nobody mentors or counsels longer on one day
MAX_HOURS = 12
MAX_PARTICIPANTS = 500
SUPPORT_ROLES = STAFF_ROLES | {"Hub Mentor"}


def validate_hours(doc: Document) -> None:
	"""Refuse hours that nobody can have worked on one day, and round the others.

	Raises:
	        frappe.ValidationError: naming the field, for 0, less, or more than `MAX_HOURS`.
	"""
	doc.hours = flt(doc.hours, HOURS_PRECISION)
	if not 0 < doc.hours <= MAX_HOURS:
		frappe.throw(
			_("{0}: expected are more than 0 and at most {1} hours.").format(
				field_label(doc, "hours"), MAX_HOURS
			),
			title=_("Wrong Hours"),
		)


def validate_participants(doc: Document) -> None:
	"""Refuse a number of participants that can't be right; nothing entered counts as one.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	doc.participants = 1 if doc.participants in (None, "") else cint(doc.participants)
	if not 1 <= doc.participants <= MAX_PARTICIPANTS:
		refuse(
			doc,
			"participants",
			_("expected is a number from 1 to {0}.").format(MAX_PARTICIPANTS),
			_("Wrong Number of Participants"),
		)


def validate_supported_ngo(doc: Document) -> None:
	"""Refuse a newly chosen NGO that is not verified; one that leaves the register later keeps its hours.

	Raises:
	        frappe.ValidationError: naming the field and the stage of the NGO.
	"""
	before = doc.get_doc_before_save()
	if doc.ngo and not (before and before.ngo == doc.ngo):
		refuse_unverified(doc, "ngo")


def refuse_unverified(doc: Document, fieldname: str) -> None:
	"""Refuse an NGO that is not verified.

	Raises:
	        frappe.ValidationError: naming the field and the stage of the NGO.
	"""
	ngo = doc.get(fieldname)
	stage = frappe.db.get_value("NGO", ngo, "stage")
	if stage == LISTED:
		frappe.throw(
			_(
				"{0}: {1} is known from the business register only. Begin the contact with it and verify it, then "
				"enter the support."
			).format(field_label(doc, fieldname), get_link_to_form("NGO", ngo)),
			title=_("NGO Not Verified"),
		)
	if stage and stage != "Verified":
		frappe.throw(
			_("{0}: support is given to verified NGOs; this one is {1}.").format(
				field_label(doc, fieldname), _(stage)
			),
			title=_("NGO Not Verified"),
		)


def validate_supporter(doc: Document, fieldname: str) -> None:
	"""Refuse a person who does not work for the hub as manager, officer or mentor.

	Raises:
	        frappe.ValidationError: naming the field, also for a disabled user.
	"""
	user = doc.get(fieldname)
	before = doc.get_doc_before_save()
	if not user or (before and before.get(fieldname) == user):
		return
	if not is_supporter(user):
		frappe.throw(
			_("{0}: expected is an enabled user with one of the roles {1}.").format(
				field_label(doc, fieldname), ", ".join(_(role) for role in sorted(SUPPORT_ROLES))
			)
		)


def is_supporter(user: str) -> bool:
	"""Tell whether a user supports NGOs for the hub."""
	enabled = frappe.get_cached_value("User", user, "enabled")
	return bool(enabled) and (user == "Administrator" or bool(get_roles(user) & SUPPORT_ROLES))


def is_mentor_only(user: str) -> bool:
	"""Tell whether a user works as a mentor without being one of the hub's staff."""
	roles = get_roles(user)
	staff = user == "Administrator" or roles & (STAFF_ROLES | {"System Manager"})
	return "Hub Mentor" in roles and not staff
