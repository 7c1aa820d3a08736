# SPDX-License-Identifier: GPL-3.0-only
"""The number cards of the log of contacts; each leads to the entries that it counts, as the reader may see them."""

from typing import Any

import frappe
from frappe.utils import get_first_day, today

from planota_hub.figures.visible_rows import count_visible
from planota_hub.permissions import require_desk
from planota_hub.planota_hub.interactions.rules import INTERACTION

Filters = str | list | None


@frappe.whitelist()
def get_contacts_this_month(filters: Filters = None) -> dict:
	"""Return the number card of the contacts since the first of this month.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	return make_card({"happened_on": [">=", str(get_first_day(today()))]})


@frappe.whitelist()
def get_overdue_follow_ups(filters: Filters = None) -> dict:
	"""Return the number card of the contacts of which a task is open though its day has passed.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	return make_card({"open_tasks": [">", 0], "next_due_date": ["<", today()]})


def make_card(conditions: dict[str, Any]) -> dict:
	require_desk()
	return {
		"value": count_visible(INTERACTION, conditions),
		"fieldtype": "Int",
		"route": ["List", INTERACTION],
		"route_options": conditions,
	}
