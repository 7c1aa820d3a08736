# SPDX-License-Identifier: GPL-3.0-only
"""Assignment rules: who gets a new record as a task. They belong to the site once they are there."""

import frappe

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ASSIGNMENT_RULES = {
	"Support Requests": {
		"document_type": "NGO Support Request",
		"description": "Support request: {{ subject | e }}",
		"assign_condition": 'stage in ("Received", "In Progress")',
		"close_condition": 'stage in ("Resolved", "Declined")',
		"rule": "Based on Field",
		"field": "responsible",
		"due_date_based_on": "resolution_due",
	},
}


def create_assignment_rules() -> None:
	"""Create the missing rules."""
	for name, definition in ASSIGNMENT_RULES.items():
		if frappe.db.exists("Assignment Rule", name):
			continue
		rule = frappe.new_doc("Assignment Rule")
		rule.update(definition)
		rule.name = name
		rule.extend("assignment_days", [{"day": day} for day in DAYS])
		rule.insert(ignore_permissions=True, set_name=name)


def remove_assignment_rules() -> None:
	"""Remove the rules of the app."""
	for name in ASSIGNMENT_RULES:
		frappe.delete_doc("Assignment Rule", name, ignore_permissions=True, force=True, ignore_missing=True)
