# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of the hub's own funded projects that are more than a count of records.

Each counts what its reader may see, and leads to the list or report behind the number.
"""

import frappe
from frappe.utils import today

from planota_hub.figures.visible_rows import count_visible
from planota_hub.funding.indicators.progress import BEHIND, get_progress, get_running_projects
from planota_hub.funding.indicators.readings import PERIOD
from planota_hub.guards.documents import get_hidden_fields
from planota_hub.permissions import require_desk

Filters = str | list | None
PROJECT = "Funded Project"


@frappe.whitelist()
def get_periods_to_report(filters: Filters = None) -> dict:
	"""Return the number card of the reporting periods that have ended and are not submitted yet.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = {"stage": "Open", "ends_on": ["<", today()]}
	return {
		"value": count_visible(PERIOD, conditions),
		"fieldtype": "Int",
		"route": ["List", PERIOD],
		"route_options": conditions,
	}


@frappe.whitelist()
def get_projects_with_overdue_claims(filters: Filters = None) -> dict:
	"""Return the number card of the projects with a claim, of those that the reader may see, that is overdue.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	projects = []
	if "claims" not in get_hidden_fields(PROJECT):
		projects = frappe.get_list(
			PROJECT,
			filters=[["Project Claim", "status", "=", "Overdue"]],
			pluck="name",
			order_by="name asc",
			limit_page_length=0,
		)
	return {
		"value": len(set(projects)),
		"fieldtype": "Int",
		"route": ["List", PROJECT],
		"route_options": {"Project Claim.status": "Overdue"},
	}


@frappe.whitelist()
def get_indicators_behind_plan(filters: Filters = None) -> dict:
	"""Return the number card of the indicators of running projects that are behind their plan.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	frappe.has_permission("Project Indicator", "read", throw=True)
	return {
		"value": len(get_behind(get_readable_projects())),
		"fieldtype": "Int",
		"route": ["query-report", "Indicator Progress"],
		"route_options": {"state": BEHIND},
	}


def get_readable_projects() -> list[str]:
	"""Return the running projects that the reader may see."""
	running = {"name": ("in", get_running_projects() or [""])}
	return frappe.get_list(PROJECT, running, pluck="name", order_by="name asc", limit_page_length=0)


def get_behind(projects: list[str]) -> list[frappe._dict]:
	"""Return the progress of the indicators of these projects that are behind their plan."""
	return [row for row in get_progress(projects) if row.state == BEHIND]
