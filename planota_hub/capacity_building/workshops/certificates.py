# SPDX-License-Identifier: GPL-3.0-only
"""Whose certificates are printed together: those of everybody who attended a workshop that was held."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import seats
from planota_hub.rules.sorting import sort_rows


@frappe.whitelist()
def list_certificates(workshop: str) -> list[str]:
	"""Return the registrations of those who attended, by name, as far as the user may see them.

	Raises:
	        frappe.PermissionError: for whoever may not see the workshop.
	        frappe.ValidationError: when nobody attended.
	"""
	frappe.get_doc(seats.WORKSHOP, workshop).check_permission("read")
	rows = frappe.get_list(
		seats.REGISTRATION,
		{"workshop": workshop, "attendance": "Attended"},
		["name", "participant_name"],
		order_by="participant_name asc, name asc",
		limit_page_length=0,
	)
	if not rows:
		frappe.throw(_("Nobody has attended this workshop."))
	return [row.name for row in sort_rows(rows, "participant_name")]
