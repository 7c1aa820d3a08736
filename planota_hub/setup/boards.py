# SPDX-License-Identifier: GPL-3.0-only
"""Kanban boards; they belong to the site once they are there, so they are created but never changed."""

import json

import frappe

# name -> document type, field of the columns, fields on a card, and colour of each column
BOARDS: dict[str, dict] = {
	"NGO Verification": {
		"reference_doctype": "NGO",
		"field_name": "stage",
		"fields": ("municipality", "primary_field_of_work"),
		"columns": {
			"Listed": "Light Blue",
			"Submitted": "Orange",
			"Verified": "Green",
			"Inactive": "Gray",
			"Rejected": "Red",
		},
	},
	"Development Plans": {
		"reference_doctype": "Development Plan",
		"field_name": "stage",
		"fields": ("mentor", "progress_percent"),
		"show_labels": True,
		"columns": {
			"Applied": "Orange",
			"Under Assessment": "Yellow",
			"Selected": "Blue",
			"Active": "Cyan",
			"Completed": "Green",
			"Not Selected": "Gray",
			"Withdrawn": "Gray",
		},
	},
	"Partnership Consortia": {
		"reference_doctype": "Partnership Consortium",
		"field_name": "stage",
		"fields": ("municipality", "partners_count", "balance_status"),
		"show_labels": True,
		"columns": {
			"Initiated": "Gray",
			"Forming": "Orange",
			"Agreement Signed": "Blue",
			"Active": "Green",
			"Closed": "Gray",
		},
	},
	"Joint Actions": {
		"reference_doctype": "Joint Action",
		"field_name": "status",
		"fields": ("partner_name", "due_on", "progress_percent"),
		"show_labels": True,
		"columns": {"Planned": "Gray", "In Progress": "Blue", "Done": "Green", "Dropped": "Gray"},
	},
	"Programme Proposals": {
		"reference_doctype": "Programme Proposal",
		"field_name": "stage",
		"fields": ("regional_programme", "lead_name", "amount"),
		"show_labels": True,
		"columns": {
			"Idea": "Gray",
			"Submitted": "Orange",
			"Included": "Blue",
			"Priority": "Cyan",
			"Financed": "Green",
			"Dropped": "Red",
		},
	},
	"Call Applications": {
		"reference_doctype": "Call Application",
		"field_name": "stage",
		"fields": ("ngo", "requested_amount"),
		"columns": {
			"In Preparation": "Orange",
			"Submitted": "Blue",
			"Approved": "Green",
			"Rejected": "Red",
			"Completed": "Gray",
			"Withdrawn": "Gray",
		},
	},
	"Local Needs": {
		"reference_doctype": "Local Need",
		"field_name": "stage",
		"fields": ("municipality", "field_of_work", "priority"),
		"show_labels": True,
		"columns": {
			"Submitted": "Orange",
			"Under Review": "Yellow",
			"Accepted": "Blue",
			"In Action": "Cyan",
			"Addressed": "Green",
			"Rejected": "Red",
			"Duplicate": "Gray",
		},
	},
	"Elections": {
		"reference_doctype": "Representative Election",
		"field_name": "stage",
		"fields": ("body", "call_closes_on", "voting_until"),
		"show_labels": True,
		"columns": {
			"Draft": "Gray",
			"Call Open": "Blue",
			"Consensus": "Purple",
			"Voting": "Cyan",
			"Counted": "Orange",
			"Decided": "Green",
			"Cancelled": "Red",
		},
	},
	"Policy Proposals": {
		"reference_doctype": "Policy Proposal",
		"field_name": "stage",
		"fields": ("owner_stakeholder", "result"),
		"show_labels": True,
		"columns": {
			"Draft": "Gray",
			"In Consultation": "Blue",
			"Consulted": "Cyan",
			"Adopted": "Purple",
			"Submitted": "Orange",
			"Replied": "Yellow",
			"Closed": "Green",
			"Withdrawn": "Gray",
		},
	},
	"Advocacy Campaigns": {
		"reference_doctype": "Advocacy Campaign",
		"field_name": "stage",
		"fields": ("ends_on", "supporter_count"),
		"show_labels": True,
		"columns": {
			"Draft": "Gray",
			"Approved": "Blue",
			"Active": "Cyan",
			"Suspended": "Orange",
			"Evaluated": "Yellow",
			"Closed": "Green",
		},
	},
}


def create_boards(*doctypes: str) -> None:
	"""Create the missing boards of some DocTypes, without names of all.

	A patch names the DocTypes that are new with it: a board that an administrator removed stays removed.
	"""
	for name, definition in BOARDS.items():
		wanted = not doctypes or definition["reference_doctype"] in doctypes
		if not wanted or frappe.db.exists("Kanban Board", name):
			continue
		board = frappe.new_doc("Kanban Board")
		board.kanban_board_name = name
		board.reference_doctype = definition["reference_doctype"]
		board.field_name = definition["field_name"]
		board.fields = json.dumps(definition["fields"])
		board.show_labels = int(definition.get("show_labels", False))
		for column_name, indicator in definition["columns"].items():
			board.append("columns", {"column_name": column_name, "indicator": indicator})
		board.insert(ignore_permissions=True)


def remove_boards() -> None:
	"""Remove the boards of the app; those that users made of its DocTypes go with their DocType's traces."""
	for name in BOARDS:
		frappe.delete_doc("Kanban Board", name, ignore_permissions=True, force=True, ignore_missing=True)
