# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which record of partnerships; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.local_networks.permissions import get_network_condition
from planota_hub.partnerships.consortia.partners import is_coordinated_by, is_represented_by
from planota_hub.permissions import (
	ALL_NGO_ROLES,
	any_of,
	get_coordinated_ngos_query,
	get_granted_municipalities,
	get_roles,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

CONSORTIUM, NETWORK = "Partnership Consortium", "Local Network"
PLAN, ACTION = "Joint Action Plan", "Joint Action"
PROMOTION, PROPOSAL = "Promotion Activity", "Programme Proposal"


def sees_all(user: str) -> bool:
	"""Tell whether a user sees every record, as staff and auditors do."""
	return user == "Administrator" or bool(get_roles(user) & ALL_NGO_ROLES)


def is_granted(table, user: str) -> Criterion:
	"""Return the condition that a record lies in a municipality that the user was granted."""
	return table.municipality.isin(get_granted_municipalities(user) or [""])


def get_partners_query(rows: str, parenttype: str, condition_on_row):
	"""Return a query for the parents that have a row that fulfils a condition."""
	row = DocType(rows)
	query = frappe.qb.from_(row).select(row.parent).where(row.parenttype == parenttype)
	return query.where(condition_on_row(row))


# Conditions


def get_consortium_condition(user: str) -> Criterion | None:
	"""Return the condition on Partnership Consortium for a user; None when there is no limit.

	A mentor sees those that they lead for the hub, a coordinator those of the granted municipalities and those
	with a partner seated there, a representative those in which an own NGO is or was a partner.
	"""
	if sees_all(user):
		return None
	roles, consortium = get_roles(user), DocType(CONSORTIUM)
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(consortium.responsible == user)
	if "Network Coordinator" in roles:
		seated = get_coordinated_ngos_query(user)
		partners = get_partners_query(
			"Consortium Partner", CONSORTIUM, lambda row: is_coordinated_by(row, seated)
		)
		reasons += [is_granted(consortium, user), consortium.name.isin(partners)]
	if PORTAL_ROLE in roles:
		partners = get_partners_query(
			"Consortium Partner", CONSORTIUM, lambda row: is_represented_by(row, user)
		)
		reasons.append(consortium.name.isin(partners))
	return any_of(reasons, consortium, user)


def get_plan_condition(user: str) -> Criterion | None:
	"""Return the condition on Joint Action Plan for a user; None when there is no limit.

	Everybody sees the plans of the consortia and networks that they see. Besides, a mentor sees the plans that they answer
	for, a coordinator those of the granted municipalities, a representative those with an action or a party
	of an own NGO.
	"""
	if sees_all(user):
		return None
	roles, plan, action = get_roles(user), DocType(PLAN), DocType(ACTION)
	reasons = []
	for doctype, condition in ((CONSORTIUM, get_consortium_condition), (NETWORK, get_network_condition)):
		owner = DocType(doctype)
		visible = frappe.qb.from_(owner).select(owner.name)
		limit = condition(user)
		visible = visible if limit is None else visible.where(limit)
		reasons.append((plan.plan_of_type == doctype) & plan.plan_of.isin(visible))
	if "Hub Mentor" in roles:
		reasons.append(plan.responsible == user)
	if "Network Coordinator" in roles:
		reasons.append(is_granted(plan, user))
	if PORTAL_ROLE in roles:
		own_actions = (
			frappe.qb.from_(action).select(action.joint_action_plan).where(is_represented_by(action, user))
		)
		parties = get_partners_query(
			"Joint Action Plan Party", PLAN, lambda row: is_represented_by(row, user)
		)
		reasons += [plan.name.isin(own_actions), plan.name.isin(parties)]
	return any_of(reasons, plan, user)


def get_action_condition(user: str) -> Criterion | None:
	"""Return the condition on Joint Action for a user: they are seen with their plan."""
	if sees_all(user):
		return None
	plan, action = DocType(PLAN), DocType(ACTION)
	visible = frappe.qb.from_(plan).select(plan.name).where(get_plan_condition(user))
	return any_of([action.joint_action_plan.isin(visible)], action, user)


def get_promotion_condition(user: str) -> Criterion | None:
	"""Return the condition on Promotion Activity for a user; None when there is no limit.

	They are seen with what they served; besides, a mentor sees the own ones, a coordinator those of the
	granted municipalities.
	"""
	if sees_all(user):
		return None
	roles, promotion = get_roles(user), DocType(PROMOTION)
	reasons = []
	for doctype, condition in ((CONSORTIUM, get_consortium_condition), (PLAN, get_plan_condition)):
		table = DocType(doctype)
		visible = frappe.qb.from_(table).select(table.name).where(condition(user))
		reasons.append((promotion.served_type == doctype) & promotion.served.isin(visible))
	if "Hub Mentor" in roles:
		reasons.append(promotion.responsible == user)
	if "Network Coordinator" in roles:
		reasons.append(is_granted(promotion, user))
	return any_of(reasons, promotion, user)


def get_proposal_condition(user: str) -> Criterion | None:
	"""Return the condition on Programme Proposal for a user; None when there is no limit.

	A mentor sees those that they answer for, a coordinator those of the granted municipalities and those led
	from there, a representative those in which an own NGO leads or takes part.
	"""
	if sees_all(user):
		return None
	roles, proposal = get_roles(user), DocType(PROPOSAL)
	lead = frappe._dict(partner_type=proposal.lead_type, partner=proposal.lead)
	reasons = []
	if "Hub Mentor" in roles:
		reasons.append(proposal.responsible == user)
	if "Network Coordinator" in roles:
		reasons += [is_granted(proposal, user), is_coordinated_by(lead, get_coordinated_ngos_query(user))]
	if PORTAL_ROLE in roles:
		partners = get_partners_query(
			"Programme Proposal Partner", PROPOSAL, lambda row: is_represented_by(row, user)
		)
		reasons += [is_represented_by(lead, user), proposal.name.isin(partners)]
	return any_of(reasons, proposal, user)
