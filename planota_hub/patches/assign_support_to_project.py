"""Give the project that Hub Settings name the support of its time from before support knew of projects."""

import frappe

from planota_hub.capacity_building.support.funded_project import assign_support


def execute() -> None:
	project = frappe.db.get_single_value("Hub Settings", "funded_project")
	if project and frappe.db.exists("Funded Project", project):
		assign_support(project)
