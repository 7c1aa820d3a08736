# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about campaigns (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.segments.deeds import Asked, Deed

SUPPORTER = "Campaign Supporter"


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Campaign",
			_("Supports a campaign"),
			_("Does not support a campaign"),
			select_supporters,
			record="Advocacy Campaign",
			has_period=True,
		),
	)


def select_supporters(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return which NGOs have confirmed that they support a campaign, and have not withdrawn."""
	supporter = DocType(SUPPORTER)
	confirmed = (supporter.status == "Confirmed") & supporter.ngo.isnotnull()
	query = frappe.qb.from_(supporter).select(supporter.ngo).where(confirmed)
	if asked.record:
		query = query.where(supporter.campaign == asked.record)
	return asked.within(query.where(visible(SUPPORTER)), supporter.confirmed_on)
