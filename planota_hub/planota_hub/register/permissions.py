# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which changes in the sector: coordinators those of the municipalities that they were granted."""

from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import ALL_NGO_ROLES, any_of, get_granted_municipalities, get_roles


def get_change_condition(user: str, doctype: str | None = None) -> Criterion | None:
	"""Return the condition on Sector Change for a user; None when there is no limit."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	change = DocType("Sector Change")
	granted = get_granted_municipalities(user)
	if "Network Coordinator" in roles and not granted:
		return None
	own = [change.municipality.isin(granted)] if "Network Coordinator" in roles else []
	return any_of(own, change, user)
