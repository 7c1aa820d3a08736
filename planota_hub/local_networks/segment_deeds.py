# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about networks and mandates (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.local_networks.networks.membership import MEMBER, NETWORK, current_member_condition
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER, Asked, Deed, select_visible

MANDATE = "Body Mandate"
HELD = ("Active", "Expiring")


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Network",
			_("Member of a local network"),
			_("Not a member of a local network"),
			select_networked,
			(NGO, STAKEHOLDER),
			record=NETWORK,
		),
		Deed(
			"Mandate",
			_("Holds a mandate"),
			_("Holds no mandate"),
			select_mandated,
			record="Representative Body",
		),
	)


def select_networked(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who is a member of a network today."""
	row = DocType(MEMBER)
	member = (row.parenttype == NETWORK) & (row.member_type == doctype) & row.member.isnotnull()
	query = frappe.qb.from_(row).select(row.member).where(member & current_member_condition(row))
	if asked.record:
		query = query.where(row.parent == asked.record)
	return query.where(row.parent.isin(select_visible(NETWORK)))


def select_mandated(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return whose people hold a mandate today."""
	mandate = DocType(MANDATE)
	held = mandate.status.isin(HELD) & mandate.ngo.isnotnull()
	query = frappe.qb.from_(mandate).select(mandate.ngo).where(held)
	if asked.record:
		query = query.where(mandate.body == asked.record)
	return query.where(visible(MANDATE))
