# SPDX-License-Identifier: GPL-3.0-only
"""Who belongs to a local network today, and what its coordinator is let into."""

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.permissions import add_user_permission
from frappe.query_builder import Criterion
from frappe.utils import getdate, today

from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.planota_hub.register.representatives import (
	current_term_condition,
	is_current,
	mark_current_terms,
)
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.name_order import by_name
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_network.local_network import LocalNetwork
	from planota_hub.local_networks.doctype.local_network_member.local_network_member import (
		LocalNetworkMember,
	)

NETWORK, MEMBER = "Local Network", "Local Network Member"
COORDINATOR_ROLE = "Network Coordinator"
# what only the staff decide: it opens records to the coordinator
STAFF_FIELDS = ("network_name", "coordinator", "municipalities", "closed_on", "show_on_website")


def get_current_members(networks: list[str] | None = None) -> list[frappe._dict]:
	"""Return the members of networks today, in the order of the tables.

	Returns:
	        rows with `network`, `member_type` (NGO or Stakeholder), `member`, `contact_person`, `contact`, `email` and
	        `to_date`.
	"""
	member = frappe.qb.DocType(MEMBER)
	query = (
		frappe.qb.from_(member)
		.select(
			member.parent.as_("network"),
			member.member_type,
			member.member,
			member.contact_person,
			member.contact,
			member.email,
			member.to_date,
		)
		.where((member.parenttype == NETWORK) & current_member_condition(member))
		.orderby(member.parent, member.idx)
	)
	if networks is not None:
		query = query.where(member.parent.isin(networks or [""]))
	return query.run(as_dict=True)


def current_member_condition(member) -> Criterion:
	"""Return the condition that a row is a member today: its term lasts, and its NGO is active."""
	return current_term_condition(member) & member.is_resting_since.isnull()


def get_resting_members(ngos: list[str]) -> list[frappe._dict]:
	"""Return the memberships of NGOs that rest, because the NGO is not active; their term goes on.

	Returns:
	        rows with `network_name`, `ngo_name` and `is_resting_since`, the network first.
	"""
	member, network, ngo = (frappe.qb.DocType(doctype) for doctype in (MEMBER, NETWORK, "NGO"))
	return (
		frappe.qb.from_(member)
		.join(network)
		.on(network.name == member.parent)
		.join(ngo)
		.on(ngo.name == member.member)
		.select(network.network_name, ngo.ngo_name, member.is_resting_since)
		.where((member.parenttype == NETWORK) & (member.member_type == "NGO"))
		.where(member.member.isin(ngos or [""]) & member.is_resting_since.isnotnull())
		.where(current_term_condition(member))
		.orderby(by_name(network.network_name), by_name(ngo.ngo_name))
		.run(as_dict=True)
	)


def mark_current_members() -> None:
	"""Derive `is_current` of all members anew."""
	mark_current_terms(MEMBER)
	member = frappe.qb.DocType(MEMBER)
	rests = member.is_resting_since.isnotnull() & (member.is_current == 1)
	frappe.qb.update(member).set(member.is_current, 0).where(rests).run()


def set_resting(network: "LocalNetwork") -> None:
	"""Derive which memberships rest from the stage of the NGOs; a day that is kept stays."""
	left = get_left([row.member for row in network.members if row.member_type == "NGO"])
	before = network.get_doc_before_save()
	known = {row.name: row.is_resting_since for row in before.members} if before else {}
	for row in network.members:
		rests = row.member_type == "NGO" and row.member in left and is_current(row)
		row.is_resting_since = (known.get(row.name) or today()) if rests else None


def is_member(network: str, member_type: str, member: str) -> bool:
	"""Tell whether an NGO or a stakeholder is a member of a network today."""
	return any(
		(row.member_type, row.member) == (member_type, member) for row in get_current_members([network])
	)


def get_networks_of_municipality(municipality: str) -> list[str]:
	"""Return the networks of a municipality that are not closed, the oldest first."""
	network, place = frappe.qb.DocType(NETWORK), frappe.qb.DocType("Local Network Municipality")
	query = (
		frappe.qb.from_(place)
		.join(network)
		.on(place.parent == network.name)
		.select(network.name)
		.where((place.municipality == municipality) & (place.parenttype == NETWORK))
		.where(network.closed_on.isnull() | (network.closed_on >= today()))
		.orderby(network.creation, network.name)
	)
	return query.run(pluck=True)


def get_invited(network: str) -> list[dict]:
	"""Return the members of a network today as those who are invited to its meetings; each has a vote.

	Answers the hook `hub_meeting_members`.
	"""
	return [
		{
			"ngo": row.member if row.member_type == "NGO" else None,
			"stakeholder": row.member if row.member_type == "Stakeholder" else None,
			"person_name": row.contact_person,
			"email": row.email,
			"contact": row.contact,
			"has_vote": 1,
		}
		for row in get_current_members([network])
	]


# Rules of the members


def validate_members(network: "LocalNetwork") -> None:
	"""Check the terms of the members and derive who is one today.

	Raises:
	        frappe.ValidationError: for a term that ends before it begins, two terms of one member at the same
	        time, and an organisation that is not in the register.
	"""
	terms = defaultdict(list)
	set_resting(network)
	for row in network.members:
		normalise_email(row, "email")
		normalise_phone(row, "phone")
		validate_term(row)
		validate_registered(row)
		terms[row.member_type, row.member].append(row)
		row.is_current = int(is_current(row) and not row.is_resting_since)
	for rows in terms.values():
		refuse_overlaps(rows)


def validate_term(row: "LocalNetworkMember") -> None:
	if row.from_date and row.to_date and getdate(row.to_date) < getdate(row.from_date):
		refuse(row, "to_date", _("the last day must not be before the first."), _("Wrong Term"))


def validate_registered(row: "LocalNetworkMember") -> None:
	"""Whoever joins is in the register; who has left it later stays in the list."""
	if not row.is_new() or row.member_type != "NGO":
		return
	if frappe.db.get_value("NGO", row.member, "stage") not in ("Verified", "Inactive"):
		refuse(row, "member", _("this organisation is not verified. Verify it before it joins."))


def refuse_overlaps(rows: list["LocalNetworkMember"]) -> None:
	"""One member has one term at a time; an empty date leaves that end open."""
	in_order = sorted(rows, key=get_first_day)
	for earlier, later in pairwise(in_order):
		if not earlier.to_date or getdate(earlier.to_date) >= get_first_day(later):
			title = frappe.db.get_value(later.member_type, later.member, get_title_field(later.member_type))
			frappe.throw(
				_("{0}: {1} is already a member at that time.").format(
					field_label(later, "member"), shown(title)
				),
				title=_("Member Twice"),
			)


def get_first_day(row: "LocalNetworkMember") -> date:
	return getdate(row.from_date) if row.from_date else date.min


def get_title_field(doctype: str) -> str:
	return frappe.get_meta(doctype).get_title_field()


# Rights of the coordinator


def validate_coordinator(network: "LocalNetwork") -> None:
	"""A coordinator is one by role; what a network opens to them only the staff decide.

	Raises:
	        frappe.PermissionError: when a coordinator changes what the staff decide.
	        frappe.ValidationError: for a user who has neither the role nor is staff.
	"""
	if not get_roles(frappe.session.user) & (STAFF_ROLES | {"System Manager"}):
		refuse_staff_changes(network)
	if network.coordinator and not get_roles(network.coordinator) & (STAFF_ROLES | {COORDINATOR_ROLE}):
		frappe.throw(
			_("{0}: {1} does not have the role {2}.").format(
				field_label(network, "coordinator"), shown(network.coordinator), _(COORDINATOR_ROLE)
			)
		)


def refuse_staff_changes(network: "LocalNetwork") -> None:
	before = network.get_doc_before_save()
	for fieldname in STAFF_FIELDS:
		if not before or get_comparable(network, fieldname) != get_comparable(before, fieldname):
			frappe.throw(
				_("{0}: only the staff of the hub can change this.").format(field_label(network, fieldname)),
				frappe.PermissionError,
			)


def get_comparable(network: "LocalNetwork", fieldname: str) -> list[str]:
	if fieldname == "municipalities":
		return sorted(row.municipality for row in network.municipalities)
	return [str(network.get(fieldname) or "")]


def update_coordinator_rights(network: "LocalNetwork") -> None:
	"""Let the coordinator into the municipalities of the network, and the former one out of them.

	Rights are user permissions, which also limit the user to these municipalities elsewhere. Staff see
	everything, so that they get none.
	"""
	before = network.get_doc_before_save()
	coordinators = {network.coordinator, before.coordinator if before else None}
	touched = {row.municipality for part in (network, before) if part for row in part.municipalities}
	for user in sorted(filter(None, coordinators)):
		if not get_roles(user) & (STAFF_ROLES | {"System Manager"}):
			update_rights(user, touched)


def update_rights(user: str, municipalities: set[str]) -> None:
	"""Give a user those of the municipalities in which they coordinate a network, and take away the others."""
	coordinated = get_coordinated_municipalities(user)
	for municipality in sorted(municipalities):
		right = {"user": user, "allow": "Municipality", "for_value": municipality}
		known = frappe.db.exists("User Permission", right)
		if municipality in coordinated and not known:
			add_user_permission("Municipality", municipality, user, ignore_permissions=True)
		elif known and municipality not in coordinated:
			frappe.delete_doc("User Permission", known, ignore_permissions=True)


def get_coordinated_municipalities(user: str) -> set[str]:
	"""Return the municipalities of the networks that a user coordinates today."""
	network, place = frappe.qb.DocType(NETWORK), frappe.qb.DocType("Local Network Municipality")
	query = (
		frappe.qb.from_(place)
		.join(network)
		.on(place.parent == network.name)
		.select(place.municipality)
		.where((network.coordinator == user) & (place.parenttype == NETWORK))
		.where(network.closed_on.isnull() | (network.closed_on >= today()))
	)
	return set(query.run(pluck=True))
