"""Who sees which of the hub's own funded projects and what belongs to them; see `planota_hub.permissions`."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	fulfils,
	get_roles,
	render,
	render_rows,
)

PROJECT = "Funded Project"


def get_project_condition(user: str) -> Criterion | None:
	"""Return the condition on Funded Project for a user; None when there is no limit.

	Mentors and coordinators find the projects that have begun, to which they post their work. What a project
	costs stands at a higher permission level.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	project = DocType(PROJECT)
	reasons = [project.status != "Planned"] if roles & VERIFIED_NGO_ROLES else []
	return any_of(reasons, project, user)


def get_part_condition(user: str, doctype: str) -> Criterion | None:
	"""Return the condition on what belongs to a project: it is seen with its project, never without."""
	condition = get_project_condition(user)
	if condition is None:
		return None
	project, part = DocType(PROJECT), DocType(doctype)
	visible = frappe.qb.from_(project).select(project.name).where(condition)
	return any_of([part.project.isin(visible)], part, user)


def project_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of funded projects."""
	return render(get_project_condition(user or frappe.session.user))


def project_row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the rows of a funded project."""
	return render_rows(PROJECT, get_project_condition(user or frappe.session.user), doctype)


def part_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of indicators, reporting periods and readings."""
	return render(get_part_condition(user or frappe.session.user, doctype))


def indicator_row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the rows of an indicator."""
	condition = get_part_condition(user or frappe.session.user, "Project Indicator")
	return render_rows("Project Indicator", condition, doctype)


def evidence_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of counted records: they are seen with their reading."""
	condition = get_part_condition(user or frappe.session.user, "Indicator Reading")
	return render_rows("Indicator Reading", condition, doctype)


def has_project_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, **kwargs
) -> bool:
	"""Hook for one funded project."""
	return fulfils(doc, get_project_condition(user or frappe.session.user))


def has_part_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one indicator, reporting period or reading."""
	return fulfils(doc, get_part_condition(user or frappe.session.user, doc.doctype))
