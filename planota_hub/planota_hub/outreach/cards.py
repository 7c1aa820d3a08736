# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of outreach that are more than a count of records; each leads to what it counts."""

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import get_quarter_ending, get_quarter_start, getdate, today

from planota_hub.figures.visible_rows import count_visible, visible
from planota_hub.permissions import require_desk
from planota_hub.planota_hub.report.stakeholder_reach.stakeholder_reach import (
	STAKEHOLDER,
	select_told,
)

Filters = str | list | None


def get_this_quarter() -> dict[str, str]:
	"""Return the first and the last day of this quarter as filters of the report on reach."""
	return {"from_date": str(get_quarter_start(today())), "to_date": str(get_quarter_ending(today()))}


def count_bodies(informed: bool, recipient_type: str | None = None) -> dict:
	"""Return a card of the bodies that were, or were not, informed in this quarter.

	Raises:
	        frappe.PermissionError: for who may not read the log of briefings.
	"""
	frappe.has_permission("Briefing Recipient", "read", throw=True)
	filters = get_this_quarter()
	if recipient_type:
		filters["recipient_type"] = recipient_type
	stakeholder = frappe.qb.DocType(STAKEHOLDER)
	wanted = (stakeholder.disabled == 0) & visible(STAKEHOLDER)
	if recipient_type:
		wanted &= stakeholder.stakeholder_type == recipient_type
	told = stakeholder.name.isin(select_told(frappe._dict(filters), STAKEHOLDER))
	query = frappe.qb.from_(stakeholder).select(Count("*")).where(wanted)
	shown = "Informed" if informed else "Not Informed"
	return {
		"value": query.where(told if informed else told.negate()).run()[0][0],
		"fieldtype": "Int",
		"route": ["query-report", "Stakeholder Reach"],
		"route_options": {**filters, "show": shown},
	}


@frappe.whitelist()
def get_informed_stakeholders(filters: Filters = None) -> dict:
	"""Return the number card of the stakeholders informed in this quarter.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	return count_bodies(informed=True)


@frappe.whitelist()
def get_uninformed_municipalities(filters: Filters = None) -> dict:
	"""Return the number card of the municipalities not informed in this quarter.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	return count_bodies(informed=False, recipient_type="Municipality")


@frappe.whitelist()
def get_exchanges_this_year(filters: Filters = None) -> dict:
	"""Return the number card of the exchanges held since the first of January.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	first_day = f"{getdate(today()).year}-01-01"
	conditions = {"status": "Held", "exchange_date": (">=", first_day)}
	return {
		"value": count_visible("Hub Exchange", conditions),
		"fieldtype": "Int",
		"route": ["List", "Hub Exchange"],
		"route_options": {"status": "Held", "exchange_date": [">=", first_day]},
	}
