"""Who sees which record of outreach: briefings and their log, good practices; see `planota_hub.permissions`."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	fulfils,
	get_granted_municipalities,
	get_represented_ngos_query,
	get_roles,
	render,
	render_rows,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

PUBLISHED = "Published"
# statuses of a briefing that its author can't change or stop any more
SENT_OFF = ("Waiting", "Sent")


def get_briefing_condition(user: str) -> Criterion | None:
	"""Return the condition on Stakeholder Briefing for a user; None when there is no limit.

	Mentors and coordinators see what was sent, drafts are the staff's.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	briefing = DocType("Stakeholder Briefing")
	reasons = [briefing.status.isin(SENT_OFF)] if roles & VERIFIED_NGO_ROLES else []
	return any_of(reasons, briefing, user)


def get_recipient_condition(user: str) -> Criterion | None:
	"""Return the condition on Briefing Recipient for a user; None when there is no limit.

	A coordinator sees who was informed in the granted municipalities.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	recipient = DocType("Briefing Recipient")
	reasons = []
	if "Network Coordinator" in roles:
		reasons.append(recipient.municipality.isin(get_granted_municipalities(user) or [""]))
	return any_of(reasons, recipient, user)


def get_practice_condition(user: str) -> Criterion | None:
	"""Return the condition on Good Practice for a user; None when there is no limit.

	Mentors and coordinators see what is published, a representative that and the practices of the own NGOs.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	practice = DocType("Good Practice")
	reasons = []
	if roles & (VERIFIED_NGO_ROLES | {PORTAL_ROLE}):
		reasons.append(practice.stage == PUBLISHED)
	if PORTAL_ROLE in roles:
		reasons.append(practice.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, practice, user)


CONDITIONS = {
	"Stakeholder Briefing": get_briefing_condition,
	"Briefing Recipient": get_recipient_condition,
	"Good Practice": get_practice_condition,
}


def outreach_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of briefings, their recipients and good practices."""
	return render(CONDITIONS[doctype](user or frappe.session.user))


def audience_row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the rows of an audience: they are seen with their briefing, never without."""
	return render_rows("Stakeholder Briefing", get_briefing_condition(user or frappe.session.user), doctype)


def has_outreach_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, **kwargs
) -> bool:
	"""Hook for one briefing, recipient or good practice."""
	return fulfils(doc, CONDITIONS[doc.doctype](user or frappe.session.user))
