# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which entry of the log of contacts; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	DESK_ROLES,
	any_of,
	get_coordinated_ngos_query,
	get_granted_municipalities,
	get_roles,
)
from planota_hub.planota_hub.interactions.rules import INTERACTION


def get_interaction_condition(user: str) -> Criterion | None:
	"""Return the condition on Interaction for a user; None when there is no limit.

	Whoever works at the Desk sees the own contacts, a coordinator also those with NGOs and stakeholders of the granted
	municipalities. Representatives of NGOs see none: what is noted there is of the hub's work.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	interaction = DocType(INTERACTION)
	reasons = []
	if roles & DESK_ROLES:
		reasons.append((interaction.held_by == user) | (interaction.owner == user))
	if "Network Coordinator" in roles:
		of_ngo = interaction.organisation.isin(get_coordinated_ngos_query(user))
		reasons.append((interaction.organisation_doctype == "NGO") & of_ngo)
		of_stakeholder = interaction.organisation.isin(get_granted_stakeholders_query(user))
		reasons.append((interaction.organisation_doctype == "Stakeholder") & of_stakeholder)
	return any_of(reasons, interaction, user)


def get_granted_stakeholders_query(user: str):
	"""Return a query for the names of the stakeholders in the municipalities that a user was granted."""
	stakeholder = DocType("Stakeholder")
	granted = stakeholder.municipality.isin(get_granted_municipalities(user) or [""])
	return frappe.qb.from_(stakeholder).select(stakeholder.name).where(granted)
