# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which record of outreach: briefings and their log, good practices; see `planota_hub.permissions`."""

from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	get_granted_municipalities,
	get_represented_ngos_query,
	get_roles,
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


def get_news_condition(user: str) -> Criterion | None:
	"""Return the condition on Hub News for a user; None when there is no limit.

	Mentors, coordinators and representatives see what is published.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	news = DocType("Hub News")
	reasons = [news.published == 1] if roles & (VERIFIED_NGO_ROLES | {PORTAL_ROLE}) else []
	return any_of(reasons, news, user)
