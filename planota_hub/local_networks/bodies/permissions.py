# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which body and which mandate; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType
from frappe.utils import today

from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, lasts_on
from planota_hub.permissions import (
	ALL_NGO_ROLES,
	any_of,
	get_granted_municipalities,
	get_represented_ngos_query,
	get_roles,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

# see every body, and every mandate in it
ALL_BODY_ROLES = ALL_NGO_ROLES | {"Hub Mentor"}


def get_body_condition(user: str) -> Criterion | None:
	"""Return the condition on Representative Body for a user; None when there is no limit.

	A coordinator sees the bodies of the granted municipalities and those of no single municipality. Whoever has
	the portal role sees the bodies in which they, or an NGO that they represent, hold a mandate today.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_BODY_ROLES:
		return None
	body = DocType(BODY)
	reasons = []
	if "Network Coordinator" in roles:
		granted = body.municipality.isin(get_granted_municipalities(user) or [""])
		reasons.append(granted | body.municipality.isnull() | (body.municipality == ""))
	if PORTAL_ROLE in roles:
		mandate = DocType(MANDATE)
		held = frappe.qb.from_(mandate).select(mandate.body).where(is_own(mandate, user))
		reasons.append(body.name.isin(held.where(lasts_on(mandate, today()))))
	return any_of(reasons, body, user)


def get_mandate_condition(user: str) -> Criterion | None:
	"""Return the condition on Body Mandate for a user; None when there is no limit.

	A coordinator sees the mandates in the bodies that they see. Whoever has the portal role sees the own
	mandates and those of the NGOs that they represent, past ones too.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_BODY_ROLES:
		return None
	mandate, body = DocType(MANDATE), DocType(BODY)
	reasons = []
	if "Network Coordinator" in roles:
		visible = frappe.qb.from_(body).select(body.name).where(get_body_condition(user))
		reasons.append(mandate.body.isin(visible))
	if PORTAL_ROLE in roles:
		reasons.append(is_own(mandate, user))
	return any_of(reasons, mandate, user)


def is_own(mandate, user: str) -> Criterion:
	"""Return the condition that a mandate is held by a user, or for an NGO that the user represents."""
	return (mandate.user == user) | mandate.ngo.isin(get_represented_ngos_query(user))
