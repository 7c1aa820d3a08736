# SPDX-License-Identifier: GPL-3.0-only
"""Who is named as the funder of what the hub prints: the project of the record, not whatever runs today."""

from datetime import date as Date
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.utils import cstr, getdate

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject

PROJECT = "Funded Project"
# fields with the project of a record, and for records without one the field that leads to a record that has it
PROJECT_FIELDS = ("funded_project", "project")
LEADS_TO = {"Workshop Registration": ("Training Workshop", "workshop")}
# without a project of its own, the work of a day belongs to the project that ran then
DAYS = {
	"Hub Meeting": "starts_on",
	"Advocacy Campaign": "starts_on",
	"Policy Proposal": "submitted_on",
	"Public Policy": "analysed_on",
	"Partnership Consortium": "agreement_signed_on",
	"Joint Action Plan": "starts_on",
	"Programme Proposal": "stage_changed_on",
	"Representative Election": "announced_on",
	"Body Mandate": "from_date",
	"Development Plan": "starts_on",
	"Capacity Assessment": "assessed_on",
}


def describe_publicity(doc: Document | None = None) -> frappe._dict:
	"""Return the `statement` and the `logos` (`funder_name`, `logo`) under what is printed of a record.

	Those of its project; of the project that ran on its day; else those of Hub Settings.
	"""
	project = find_project(doc) if doc else None
	return describe_project_publicity(frappe.get_cached_doc(PROJECT, project)) if project else describe_own()


def find_project(doc: Document) -> str | None:
	"""Return the project that a record belongs to, by itself or by its day; None where none is to be known."""
	if doc.doctype == PROJECT:
		return doc.name
	if own := next((doc.get(field) for field in PROJECT_FIELDS if doc.get(field)), None):
		return own
	if doc.doctype in LEADS_TO:
		doctype, fieldname = LEADS_TO[doc.doctype]
		return frappe.db.get_value(doctype, doc.get(fieldname), "funded_project")
	day = doc.get(DAYS.get(doc.doctype, ""))
	return find_project_of_day(getdate(day)) if day else None


def find_project_of_day(day: Date) -> str | None:
	"""Return the project that ran on a day: that of Hub Settings before others, none where several others ran."""
	running = frappe.get_all(
		PROJECT,
		filters={"starts_on": ("<=", day), "ends_on": (">=", day)},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	current = frappe.get_cached_doc("Hub Settings").funded_project
	if current in running:
		return current
	return running[0] if len(running) == 1 else None


def describe_project_publicity(project: "FundedProject") -> frappe._dict:
	"""Return the publicity of a project; what it has none of is that of the hub, while the project is the hub's own."""
	own, settings = describe_own(), frappe.get_cached_doc("Hub Settings")
	stands_in = settings.funded_project in (None, "", project.name)
	logos = [{"funder_name": row.funder_name, "logo": row.logo} for row in project.funders if row.logo]
	statement = cstr(project.publicity_statement)
	return frappe._dict(
		statement=statement or (own.statement if stands_in else name_funders(project)),
		logos=logos or (own.logos if stands_in else []),
	)


def name_funders(project: "FundedProject") -> str:
	"""Return the project with its funders, for one that has no statement of its own."""
	funders = ", ".join(row.funder_name for row in project.funders)
	return f"{project.project_title} ({funders})" if funders else project.project_title


def describe_own() -> frappe._dict:
	"""Return the publicity of the hub itself."""
	settings = frappe.get_cached_doc("Hub Settings")
	return frappe._dict(
		statement=cstr(settings.publicity_statement),
		logos=[{"funder_name": row.funder_name, "logo": row.logo} for row in settings.funder_logos],
	)
