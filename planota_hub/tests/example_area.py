# SPDX-License-Identifier: GPL-3.0-only
"""A tiny area as another app would add it, seminars with their guests: the hub knows it by its hooks alone."""

from datetime import date as Date

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.digest.sections import make_section
from planota_hub.planota_hub.merging.declarations import Follows, Merging, Rows
from planota_hub.rules.tasks import OverdueStep

SEMINAR, GUEST = "Example Seminar", "Example Seminar Guest"
HERE = __name__
LINK_PURPOSES = {"example seminar rating": {"doctype": SEMINAR, "depends_on": ("proposer_email",)}}
HOOKS: dict[str, list | dict] = {
	"hub_placed_doctypes": [SEMINAR],
	"hub_submissions": [{"doctype": SEMINAR, "address": "proposer_email"}],
	"hub_tracked_status": [f"{HERE}.get_status"],
	"hub_link_purposes": [f"{HERE}.LINK_PURPOSES"],
	"hub_merging": [f"{HERE}.declare_merging"],
	"hub_portal_entitlements": [f"{HERE}.get_speakers"],
	"hub_meeting_members": {SEMINAR: [f"{HERE}.get_members"]},
	"hub_need_answers": [f"{HERE}.get_answers"],
	"hub_metrics": {"example_seminars_held": [f"{HERE}.get_held"]},
	"hub_overdue_steps": [f"{HERE}.get_overdue_steps"],
	"hub_digest_sections": [f"{HERE}.get_coming_section"],
}
DOCTYPES = (
	{
		"name": GUEST,
		"istable": 1,
		"fields": [
			{"fieldname": "ngo", "label": "NGO", "fieldtype": "Link", "options": "NGO"},
			{"fieldname": "person_name", "label": "Person", "fieldtype": "Data"},
		],
	},
	{
		"name": SEMINAR,
		"autoname": "hash",
		"title_field": "seminar_title",
		"permissions": [{"role": "Hub Manager", "read": 1, "write": 1, "create": 1, "delete": 1}],
		"fields": [
			{"fieldname": "seminar_title", "label": "Title", "fieldtype": "Data", "reqd": 1},
			{"fieldname": "held_on", "label": "Held On", "fieldtype": "Date"},
			{"fieldname": "report_due", "label": "Report Due", "fieldtype": "Date"},
			{"fieldname": "speaker", "label": "Speaker", "fieldtype": "Link", "options": "User"},
			{"fieldname": "proposer_email", "label": "Proposed By", "fieldtype": "Data"},
			{"fieldname": "tracking_code", "label": "Code", "fieldtype": "Data"},
			{"fieldname": "need", "label": "Need", "fieldtype": "Link", "options": "Local Need"},
			{
				"fieldname": "municipality",
				"label": "Municipality",
				"fieldtype": "Link",
				"options": "Municipality",
			},
			{
				"fieldname": "administrative_unit",
				"label": "Administrative Unit",
				"fieldtype": "Link",
				"options": "Administrative Unit",
			},
			{
				"fieldname": "statistical_region",
				"label": "Statistical Region",
				"fieldtype": "Link",
				"options": "Statistical Region",
			},
			{"fieldname": "guests", "label": "Guests", "fieldtype": "Table", "options": GUEST},
		],
	},
)


def install() -> None:
	"""Make the DocTypes of the area."""
	for definition in DOCTYPES:
		frappe.get_doc({"doctype": "DocType", "module": "Custom", "custom": 1, **definition}).insert()


def uninstall() -> None:
	"""Remove the DocTypes of the area with all that is in them."""
	for doctype in (SEMINAR, GUEST):
		frappe.delete_doc("DocType", doctype, force=True)
		frappe.db.sql_ddl(f"drop table if exists `tab{doctype}`")


def get_seminars(filters: dict) -> list[frappe._dict]:
	fields = ["name", "seminar_title", "held_on", "report_due", "speaker", "need", "creation"]
	return frappe.get_all(SEMINAR, filters, fields, order_by="held_on asc, name asc")


# What the hooks name


def get_status(code: str) -> dict | None:
	"""What has become of a proposed seminar."""
	title = frappe.db.get_value(SEMINAR, {"tracking_code": code}, "seminar_title")
	return {"stage": "Proposed", "label": title, "explanation": "", "dates": []} if title else None


def declare_merging() -> Merging:
	"""A guest is there once, also when two NGOs become one."""
	return Merging(held=(Rows(GUEST, "ngo"), Follows(SEMINAR, ("municipality",))))


def get_speakers() -> set[str]:
	"""Who speaks at a seminar may use the portal."""
	return {row.speaker for row in get_seminars({"speaker": ("is", "set")})}


def get_members(seminar: str) -> list[dict]:
	"""The guests of a seminar are invited to its meetings."""
	names = frappe.get_all(GUEST, {"parent": seminar}, pluck="person_name", order_by="idx asc")
	return [{"person_name": name, "has_vote": 1} for name in names]


def get_answers(needs: list[str] | None) -> list[dict]:
	"""A seminar that was held has addressed its need."""
	filters = {"need": ("in", needs) if needs is not None else ("is", "set"), "held_on": ("<=", today())}
	return [
		{
			"need": row.need,
			"doctype": SEMINAR,
			"name": row.name,
			"title": row.seminar_title,
			"stage": "Held",
			"state": "Addressed",
			"since": row.held_on,
		}
		for row in get_seminars(filters)
	]


def get_held(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Each seminar that was held counts as one."""
	held = get_seminars({"held_on": ("between", (start, end))})
	return [{"doctype": SEMINAR, "name": row.name, "date": row.held_on, "value": 1} for row in held]


def get_overdue_steps() -> list[OverdueStep]:
	"""A report that should have been written."""
	return [
		OverdueStep(SEMINAR, row.name, "Report", row.seminar_title, row.speaker, getdate(row.report_due))
		for row in get_seminars({"report_due": ("<", today())})
	]


def get_coming_section() -> dict | None:
	"""The seminars of the next week."""
	coming = get_seminars({"held_on": ("between", (today(), add_days(today(), 7)))})
	rows = [{"text": row.seminar_title, "detail": str(row.held_on), "url": ""} for row in coming]
	return make_section("Coming Seminars", rows)
