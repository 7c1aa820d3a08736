# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of advocacy that are more than a count of records.

Each counts what its reader may see, and leads to the list or report behind the number.
"""

import frappe
from frappe.utils import getdate, today

from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.metrics import get_involved_ngos
from planota_hub.advocacy.report.policy_proposal_results.policy_proposal_results import count, get_proposals
from planota_hub.figures.visible_rows import count_visible
from planota_hub.guards.documents import get_readable
from planota_hub.metrics.queries import read_rows
from planota_hub.permissions import require_desk

Filters = str | list | None


@frappe.whitelist()
def get_overdue_replies(filters: Filters = None) -> dict:
	"""Return the number card of the submitted proposals whose reply is overdue.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	conditions = {"stage": "Submitted", "reply_due": ["<", today()]}
	return {
		"value": count_visible("Policy Proposal", conditions),
		"fieldtype": "Int",
		"route": ["List", "Policy Proposal"],
		"route_options": conditions,
	}


@frappe.whitelist()
def get_asks_won(filters: Filters = None) -> dict:
	"""Return the number card of the asks that were adopted, at least partly.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	frappe.has_permission("Policy Proposal", "read", throw=True)
	return {
		"value": count(get_proposals(frappe._dict()))["won"],
		"fieldtype": "Int",
		"route": ["query-report", "Policy Proposal Results"],
	}


@frappe.whitelist()
def get_supporters(filters: Filters = None) -> dict:
	"""Return the number card of the confirmed supporters of all campaigns.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	campaigns = frappe.get_list("Advocacy Campaign", pluck="name", order_by="name asc", limit_page_length=0)
	return {
		"value": sum(count_supporters(campaigns).values()),
		"fieldtype": "Int",
		"route": ["query-report", "Campaign Scorecard"],
	}


@frappe.whitelist()
def get_ngos_this_year(filters: Filters = None) -> dict:
	"""Return the number card of the NGOs, of those that the reader may see, in proposals or campaigns since January.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	frappe.has_permission("Policy Proposal", "read", throw=True)
	day = getdate(today())
	involved = read_rows(get_involved_ngos(day.replace(month=1, day=1), day))
	return {
		"value": len(get_readable("NGO", (row.ngo for row in involved))),
		"fieldtype": "Int",
		"route": ["List", "NGO"],
	}
