# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which record of advocacy; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	get_represented_ngos_query,
	get_roles,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE


def get_policy_condition(user: str) -> Criterion | None:
	"""Return the condition on Public Policy for a user; None when there is no limit.

	Policies are public; whoever works in the Desk sees all of them, and nobody else any.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & (ALL_NGO_ROLES | VERIFIED_NGO_ROLES):
		return None
	return any_of([], DocType("Public Policy"), user)


def get_proposal_condition(user: str) -> Criterion | None:
	"""Return the condition on Policy Proposal for a user; None when there is no limit.

	Mentors and coordinators see what has left the drawer, and drafts of which they are in charge; a
	representative the proposals that an own NGO helps to write.
	"""
	proposal = DocType("Policy Proposal")
	return get_condition(user, proposal, proposal.stage != "Draft")


def get_campaign_condition(user: str) -> Criterion | None:
	"""Return the condition on Advocacy Campaign for a user; None when there is no limit.

	Mentors and coordinators see what was approved, and drafts of which they are in charge; a representative
	the campaigns that an own NGO takes part in.
	"""
	campaign = DocType("Advocacy Campaign")
	return get_condition(user, campaign, campaign.stage != "Draft")


def get_condition(user: str, table: DocType, is_known: Criterion) -> Criterion | None:
	"""Return the condition on a DocType with `responsible` and `involved_ngos`."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	reasons = []
	if roles & VERIFIED_NGO_ROLES:
		reasons.append(is_known | (table.responsible == user))
	if PORTAL_ROLE in roles:
		row = DocType("Involved NGO")
		involved = frappe.qb.from_(row).select(row.parent)
		involved = involved.where(row.parenttype == table.get_table_name().removeprefix("tab"))
		reasons.append(table.name.isin(involved.where(row.ngo.isin(get_represented_ngos_query(user)))))
	return any_of(reasons, table, user)


def get_sender_condition(user: str, doctype: str) -> Criterion | None:
	"""Return the condition on comments and supporters: people's data, for staff and auditors alone."""
	if user == "Administrator" or get_roles(user) & ALL_NGO_ROLES:
		return None
	return any_of([], DocType(doctype), user)
