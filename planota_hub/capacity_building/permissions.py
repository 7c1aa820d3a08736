# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which record of capacity building; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	get_coordinated_ngos_query,
	get_granted_municipalities,
	get_own_query,
	get_represented_ngos_query,
	get_roles,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

# Training Workshop, Workshop Registration, Workshop Feedback


def get_workshop_condition(user: str) -> Criterion | None:
	"""Return the condition on Training Workshop for a user; None when there is no limit.

	Mentors and coordinators see what is or was public, and drafts of their own workshops; a representative
	the workshops for which somebody of the own NGOs is registered.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	workshop, registration = DocType("Training Workshop"), DocType("Workshop Registration")
	reasons = []
	if roles & VERIFIED_NGO_ROLES:
		reasons.append((workshop.stage != "Draft") | (workshop.trainer_user == user))
	if PORTAL_ROLE in roles:
		registered = frappe.qb.from_(registration).select(registration.workshop)
		reasons.append(
			workshop.name.isin(registered.where(registration.ngo.isin(get_represented_ngos_query(user))))
		)
	return any_of(reasons, workshop, user)


def get_registration_condition(user: str) -> Criterion | None:
	"""Return the condition on Workshop Registration for a user; None when there is no limit.

	A mentor sees the participants of the own workshops, a coordinator those of the NGOs of the granted
	municipalities, a representative those of the own NGOs.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	registration = DocType("Workshop Registration")
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(registration.workshop.isin(get_led_workshops_query(user)))
	if "Network Coordinator" in roles:
		reasons.append(registration.ngo.isin(get_coordinated_ngos_query(user)))
	if PORTAL_ROLE in roles:
		reasons.append(registration.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, registration, user)


def get_feedback_condition(user: str) -> Criterion | None:
	"""Return the condition on Workshop Feedback for a user; None when there is no limit.

	A mentor sees what was said about the own workshops, a coordinator what was said about those in the
	granted municipalities; a representative nothing, so that people can speak freely.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	feedback, workshop = DocType("Workshop Feedback"), DocType("Training Workshop")
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(feedback.workshop.isin(get_led_workshops_query(user)))
	if "Network Coordinator" in roles:
		granted = workshop.municipality.isin(get_granted_municipalities(user) or [""])
		reasons.append(feedback.workshop.isin(frappe.qb.from_(workshop).select(workshop.name).where(granted)))
	return any_of(reasons, feedback, user)


def get_led_workshops_query(user: str):
	"""Return a query for the names of the workshops that a user leads as trainer."""
	workshop = DocType("Training Workshop")
	return frappe.qb.from_(workshop).select(workshop.name).where(workshop.trainer_user == user)


# Development Plan, Capacity Assessment


def get_plan_condition(user: str) -> Criterion | None:
	"""Return the condition on Development Plan for a user; None when there is no limit.

	A mentor sees the own plans, a coordinator those of the NGOs of the granted municipalities, a
	representative those of the own NGOs.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	plan = DocType("Development Plan")
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(plan.mentor == user)
	if "Network Coordinator" in roles:
		reasons.append(plan.ngo.isin(get_coordinated_ngos_query(user)))
	if PORTAL_ROLE in roles:
		reasons.append(plan.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, plan, user)


def get_assessment_condition(user: str) -> Criterion | None:
	"""Return the condition on Capacity Assessment for a user: they are seen with their plan."""
	condition = get_plan_condition(user)
	if condition is None:
		return None
	plan, assessment = DocType("Development Plan"), DocType("Capacity Assessment")
	visible = frappe.qb.from_(plan).select(plan.name).where(condition)
	return any_of([assessment.development_plan.isin(visible)], assessment, user)


# Support Entry, Mentoring Session, NGO Support Request


def get_session_condition(user: str) -> Criterion | None:
	"""Return the condition on Mentoring Session for a user; None when there is no limit.

	A mentor sees the own sessions, a coordinator those of the NGOs of the granted municipalities, a
	representative those of the own NGOs.
	"""
	session = DocType("Mentoring Session")
	return get_support_condition(user, session, session.mentor == user)


def get_request_condition(user: str) -> Criterion | None:
	"""Return the condition on NGO Support Request for a user; a mentor sees what was given to them."""
	request = DocType("NGO Support Request")
	return get_support_condition(user, request, request.responsible == user)


def get_entry_condition(user: str) -> Criterion | None:
	"""Return the condition on Support Entry for a user.

	A mentor sees what the own engagements posted, and all hours of the NGOs whose plans are theirs.
	"""
	entry, plan = DocType("Support Entry"), DocType("Development Plan")
	sources = {
		"Training Workshop": get_led_workshops_query(user),
		"Mentoring Session": get_own_query("Mentoring Session", "mentor", user),
		"NGO Support Request": get_own_query("NGO Support Request", "responsible", user),
		"Call Application": get_own_query("Call Application", "responsible", user),
		"Interaction": get_own_query("Interaction", "held_by", user),
		"Hub Event": get_own_query("Hub Event", "responsible", user),
	}
	own = [
		(entry.source_doctype == doctype) & entry.source_name.isin(query)
		for doctype, query in sources.items()
	]
	led = frappe.qb.from_(plan).select(plan.ngo).where(plan.mentor == user)
	return get_support_condition(user, entry, Criterion.any([*own, entry.ngo.isin(led)]))


def get_support_condition(user: str, table: DocType, is_mentors: Criterion) -> Criterion | None:
	"""Return the condition on a table of support; None when there is no limit.

	Args:
	        table: has the field `ngo`.
	        is_mentors: what makes a record one of the user as a mentor.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(is_mentors)
	if "Network Coordinator" in roles:
		reasons.append(table.ngo.isin(get_coordinated_ngos_query(user)))
	if PORTAL_ROLE in roles:
		reasons.append(table.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, table, user)
