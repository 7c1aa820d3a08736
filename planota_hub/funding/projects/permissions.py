# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which of the hub's own funded projects and what belongs to them; see `planota_hub.permissions`."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	get_roles,
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
