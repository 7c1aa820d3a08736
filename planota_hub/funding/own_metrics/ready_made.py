# SPDX-License-Identifier: GPL-3.0-only
"""Metrics that many hubs define alike, brought as records that belong to the hub from then on."""

import frappe
from frappe import _

from planota_hub.funding.own_metrics.offers import DEFINITION, ORGANISATIONS, RECORDS, SUM
from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.wording import speaking

# by what one is recognised, however it is called
CONTENT = ("counted_doctype", "counted_table", "date_field", "counting", "counted_field", "filters_json")


@frappe.whitelist(methods=["POST"])
def add() -> list[str]:
	"""Create the ready-made metrics that are missing, in the reader's language; return their titles.

	Raises:
	        frappe.PermissionError: for who may not define metrics.
	"""
	frappe.has_permission(DEFINITION, "create", throw=True)
	return create()


def bring() -> None:
	"""Create the ready-made metrics in the language of the site."""
	with speaking(site_language()):
		create()


def create() -> list[str]:
	"""Create those that are missing; return their titles."""
	created = []
	for values in get_ready_made():
		definition = frappe.get_doc({"doctype": DEFINITION, **values})
		content = {name: definition.get(name) or ("is", "not set") for name in CONTENT}
		if frappe.db.exists(DEFINITION, content):
			continue
		# an installation brings it, whoever is logged in
		definition.insert(ignore_permissions=True)
		created.append(definition.metric_title)
	return created


def get_ready_made() -> list[dict]:
	"""Return the ready-made metrics with their texts in the reader's language."""
	return [
		{
			"metric_title": _("Meetings held"),
			"description": _("Meetings of the hub, its networks, bodies and consortia that took place."),
			**count("Hub Meeting", "starts_on", ["stage", "in", ["Held", "Minutes Adopted"]]),
			"municipality_field": "municipality",
		},
		{
			"metric_title": _("NGOs at meetings"),
			"description": _("NGOs that were present at a meeting."),
			**count("Hub Meeting", "starts_on", ["stage", "in", ["Held", "Minutes Adopted"]]),
			"counted_table": "participants",
			"counting": ORGANISATIONS,
			"counted_field": "participants.ngo",
			"ngo_field": "participants.ngo",
			"filters_json": write(
				["Hub Meeting", "stage", "in", ["Held", "Minutes Adopted"]],
				["Meeting Participant", "attendance", "=", "Present"],
			),
		},
		{
			"metric_title": _("Events held"),
			"description": _("Info days, round tables, consultations and other events that took place."),
			**count("Hub Event", "starts_on", ["stage", "=", "Held"]),
			"municipality_field": "municipality",
		},
		{
			"metric_title": _("Promotion activities carried out"),
			"description": _("What was done so that the public hears of partnerships and their results."),
			**count("Promotion Activity", "activity_date", ["status", "=", "Carried Out"]),
			"municipality_field": "municipality",
			"field_of_work_field": "field_of_work",
		},
		{
			"metric_title": _("Good practices published"),
			"description": _("Good practices of the hub's own region, without those of other hubs."),
			**count(
				"Good Practice", "published_on", ["stage", "=", "Published"], ["source", "!=", "Other Hub"]
			),
			"ngo_field": "ngo",
			"municipality_field": "municipality",
			"field_of_work_field": "field_of_work",
		},
		{
			"metric_title": _("Answers to surveys"),
			"description": _("Answers to all surveys that were closed, anonymous ones among them."),
			**count("Survey", "closed_on", ["stage", "=", "Closed"]),
			"counting": SUM,
			"counted_field": "answers_count",
			"project_field": "funded_project",
		},
		{
			"metric_title": _("Contacts with stakeholders"),
			"description": _("Calls, visits, messages, letters and talks that were noted."),
			**count("Interaction", "happened_on", ["organisation_doctype", "=", "Stakeholder"]),
			"municipality_field": "municipality",
		},
		{
			"metric_title": _("Organisations in contact with the hub"),
			"description": _("NGOs and stakeholders with whom a contact was noted."),
			**count("Interaction", "happened_on"),
			"counting": ORGANISATIONS,
			"counted_field": "organisation",
			"ngo_field": "organisation",
			"municipality_field": "municipality",
		},
		{
			"metric_title": _("Votes of members closed"),
			"description": _("Decisions that networks, bodies and consortia have voted on."),
			**count("Member Vote", "closed_on", ["stage", "=", "Closed"]),
		},
	]


def count(doctype: str, date_field: str, *filters: list) -> dict:
	"""Return the content of a definition that counts records."""
	return {
		"counted_doctype": doctype,
		"date_field": date_field,
		"counting": RECORDS,
		"filters_json": write(*([doctype, *one] for one in filters)),
	}


def write(*filters: list) -> str | None:
	"""Return filters as a definition stores them."""
	rows = [
		[
			table,
			fieldname,
			operator,
			frappe.as_json(value, indent=None) if isinstance(value, list) else value,
		]
		for table, fieldname, operator, value in filters
	]
	return frappe.as_json(rows, indent=None) if rows else None
