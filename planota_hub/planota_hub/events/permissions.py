# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which event and which registration for one; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	get_coordinated_ngos_query,
	get_own_query,
	get_represented_ngos_query,
	get_roles,
)
from planota_hub.planota_hub.events.kind import EVENT, REGISTRATION
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE


def get_event_condition(user: str) -> Criterion | None:
	"""Return the condition on Hub Event for a user; None when there is no limit.

	Mentors and coordinators see what is or was public, and drafts for which they are responsible; a representative
	the events for which somebody of the own NGOs is registered.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	event, registration = DocType(EVENT), DocType(REGISTRATION)
	reasons = []
	if roles & VERIFIED_NGO_ROLES:
		reasons.append((event.stage != "Draft") | (event.responsible == user))
	if PORTAL_ROLE in roles:
		registered = frappe.qb.from_(registration).select(registration.event)
		registered = registered.where(registration.ngo.isin(get_represented_ngos_query(user)))
		reasons.append(event.name.isin(registered))
	return any_of(reasons, event, user)


def get_registration_condition(user: str) -> Criterion | None:
	"""Return the condition on Event Registration for a user; None when there is no limit.

	Mentors and coordinators see who comes to the events for which they are responsible, a coordinator also the people
	of the NGOs of the granted municipalities, a representative those of the own NGOs.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	registration = DocType(REGISTRATION)
	reasons = []
	if roles & VERIFIED_NGO_ROLES:
		reasons.append(registration.event.isin(get_own_query(EVENT, "responsible", user)))
	if "Network Coordinator" in roles:
		reasons.append(registration.ngo.isin(get_coordinated_ngos_query(user)))
	if PORTAL_ROLE in roles:
		reasons.append(registration.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, registration, user)
