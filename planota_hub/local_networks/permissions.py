# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which network and which need; see `planota_hub.permissions`."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType

from planota_hub.local_networks.needs.stages import PUBLIC_STAGES
from planota_hub.local_networks.networks.membership import current_member_condition
from planota_hub.permissions import (
	ALL_NGO_ROLES,
	any_of,
	fulfils,
	get_granted_municipalities,
	get_represented_ngos_query,
	get_roles,
	is_unstored,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE

NETWORK, NEED = "Local Network", "Local Need"

# Local Network


def get_network_condition(user: str) -> Criterion | None:
	"""Return the condition on Local Network for a user; None when there is no limit.

	Mentors see all networks, a coordinator the own ones and those of the granted municipalities, a
	representative those of which an own NGO is a member today.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & (ALL_NGO_ROLES | {"Hub Mentor"}):
		return None
	network, place = DocType(NETWORK), DocType("Local Network Municipality")
	reasons = []
	if "Network Coordinator" in roles:
		granted = place.municipality.isin(get_granted_municipalities(user) or [""])
		reasons.append(network.coordinator == user)
		reasons.append(network.name.isin(frappe.qb.from_(place).select(place.parent).where(granted)))
	if PORTAL_ROLE in roles:
		reasons.append(network.name.isin(get_networks_of_representative_query(user)))
	return any_of(reasons, network, user)


def get_networks_of_representative_query(user: str):
	"""Return a query for the names of the networks of which an NGO of a representative is a member today."""
	member = DocType("Local Network Member")
	own = (member.member_type == "NGO") & member.member.isin(get_represented_ngos_query(user))
	query = frappe.qb.from_(member).select(member.parent).where(member.parenttype == NETWORK)
	return query.where(own & current_member_condition(member))


# Local Need


def get_need_condition(user: str) -> Criterion | None:
	"""Return the condition on Local Need for a user; None when there is no limit.

	Mentors see what is accepted, a coordinator all of the granted municipalities, a representative what is
	accepted and what the own NGOs reported.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	need = DocType(NEED)
	reasons = []
	if roles & {"Hub Mentor", PORTAL_ROLE}:
		reasons.append(need.stage.isin(PUBLIC_STAGES))
	if "Network Coordinator" in roles:
		reasons.append(need.municipality.isin(get_granted_municipalities(user) or [""]))
	if PORTAL_ROLE in roles:
		reasons.append(need.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, need, user)


def has_need_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one need; a new one is judged by its municipality, so that coordinators stay in theirs."""
	user = user or frappe.session.user
	condition = get_need_condition(user)
	if condition is not None and is_unstored(doc) and doc.get("municipality"):
		return doc.municipality in get_granted_municipalities(user)
	return fulfils(doc, condition)


# Addressed Need


def addressed_need_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the rows that say which needs a document answers: they are seen with their document."""
	user = user or frappe.session.user
	if get_need_condition(user) is None:
		return ""
	row, table = DocType("Addressed Need"), "`tabAddressed Need`"
	answering = frappe.qb.from_(row).select(row.parenttype).distinct().orderby(row.parenttype).run(pluck=True)
	reasons = []
	for parenttype in answering:
		conditions = [
			frappe.call(hook, user=user, doctype=parenttype)
			for hook in frappe.get_hooks("permission_query_conditions").get(parenttype, [])
		]
		visible = " and ".join(["1=1", *(condition for condition in conditions if condition)])
		parents = f"select `tab{parenttype}`.name from `tab{parenttype}` where {visible}"
		reasons.append(
			f"({table}.parenttype = {frappe.db.escape(parenttype)} and {table}.parent in ({parents}))"
		)
	return f"({' or '.join(reasons)})" if reasons else ""


# Need Endorsement, Network Join Request


def get_endorsement_condition(user: str) -> Criterion | None:
	"""Return the condition on Need Endorsement for a user: endorsements are seen with their need."""
	condition = get_need_condition(user)
	if condition is None:
		return None
	need, endorsement = DocType(NEED), DocType("Need Endorsement")
	visible = frappe.qb.from_(need).select(need.name).where(condition)
	return any_of([endorsement.need.isin(visible)], endorsement, user)


def get_join_request_condition(user: str) -> Criterion | None:
	"""Return the condition on Network Join Request for a user; None when there is no limit.

	A coordinator sees those for the own networks, a representative those of the own NGOs.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	request, network = DocType("Network Join Request"), DocType(NETWORK)
	reasons = []
	if "Network Coordinator" in roles:
		visible = frappe.qb.from_(network).select(network.name).where(get_network_condition(user))
		reasons.append(request.local_network.isin(visible))
	if PORTAL_ROLE in roles:
		reasons.append(request.ngo.isin(get_represented_ngos_query(user)))
	return any_of(reasons, request, user)
