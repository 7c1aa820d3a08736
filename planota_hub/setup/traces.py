# SPDX-License-Identifier: GPL-3.0-only
"""What working with the app leaves behind in the framework's own tables, removed with the app.

The framework drops the app's DocTypes and everything that belongs to its modules. Comments, files, shares
and the like that point at these DocTypes would stay behind as orphans.
"""

import frappe

from planota_hub.digest.calendar_feed import KEY as CALENDAR
from planota_hub.digest.monthly import SENT_FOR
from planota_hub.operation.portions import PREFIX as PORTIONS
from planota_hub.setup.own_doctypes import APP, get_counters, get_own_doctypes

# DocType of the framework -> its column that names the DocType pointed at
POINTERS_TO_DOCTYPES = {
	"Activity Log": "reference_doctype",
	"Assignment Rule": "document_type",
	"Auto Repeat": "reference_doctype",
	"Client Script": "dt",
	"Comment": "reference_doctype",
	"Communication": "reference_doctype",
	"Communication Link": "link_doctype",
	"Custom DocPerm": "parent",
	"Custom Field": "dt",
	"Data Import": "reference_doctype",
	"Deleted Document": "deleted_doctype",
	"Document Follow": "ref_doctype",
	"Document Naming Rule": "document_type",
	"DocShare": "share_doctype",
	"Dynamic Link": "link_doctype",
	"Email Queue": "reference_doctype",
	"Event Participants": "reference_doctype",
	"Global Search DocType": "document_type",
	"Kanban Board": "reference_doctype",
	"List Filter": "reference_doctype",
	"List View Settings": "name",
	"Notification": "document_type",
	"Notification Log": "document_type",
	"Portal Menu Item": "reference_doctype",
	"Prepared Report": "ref_report_doctype",
	"Property Setter": "doc_type",
	"Tag Link": "document_type",
	"ToDo": "reference_type",
	"User Permission": "allow",
	"Version": "ref_doctype",
	"View Log": "reference_doctype",
	"Workflow Action": "reference_doctype",
}
# DocType of the framework -> its column that names the app, or a path inside it
POINTERS_TO_APP = {
	"Desktop Icon": "app",
	"Patch Log": "patch",
	"Scheduled Job Type": "method",
	"Workspace Sidebar": "app",
}


def remove_traces() -> None:
	"""Remove contacts, files and every other record that only the app's DocTypes gave a meaning."""
	doctypes = get_own_doctypes()
	remove_linked_people_and_addresses(doctypes)
	for name in frappe.get_all(
		"File", {"attached_to_doctype": ("in", doctypes)}, pluck="name", order_by="name asc"
	):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)
	for doctype, column in POINTERS_TO_DOCTYPES.items():
		if has_column(doctype, column):
			delete_with_rows(doctype, {column: ("in", doctypes)})
	remove_icons_of_workspaces()
	remove_onboarding_steps()
	for doctype, column in POINTERS_TO_APP.items():
		if has_column(doctype, column):
			delete_with_rows(doctype, {column: ("like", f"{APP}%")})
	remove_rows("Series", "name", list(get_counters()))
	remove_rows("DefaultValue", "defkey", (SENT_FOR, CALENDAR))
	frappe.db.delete("DefaultValue", {"defkey": ("like", f"{PORTIONS}%")})
	for table in ("Singles", "__Auth", "__UserSettings", "__global_search"):
		remove_rows(table, "doctype", doctypes)


def remove_icons_of_workspaces() -> None:
	"""Remove the desktop icons that the framework made by itself for the app's workspaces, without its name."""
	if not has_column("Desktop Icon", "link_to"):
		return
	modules = frappe.get_all("Module Def", {"app_name": APP}, pluck="name", order_by="name asc")
	workspaces = frappe.get_all("Workspace", {"module": ("in", modules)}, pluck="name", order_by="name asc")
	delete_with_rows("Desktop Icon", {"link_to": ("in", workspaces)})


def remove_onboarding_steps() -> None:
	"""Remove the steps of the app's onboardings, which belong to no module."""
	modules = frappe.get_all("Module Def", {"app_name": APP}, pluck="name", order_by="name asc")
	onboardings = frappe.get_all(
		"Module Onboarding", {"module": ("in", modules)}, pluck="name", order_by="name asc"
	)
	steps = frappe.get_all(
		"Onboarding Step Map",
		{"parenttype": "Module Onboarding", "parent": ("in", onboardings or [""])},
		pluck="step",
		order_by="idx asc",
	)
	delete_with_rows("Onboarding Step", {"name": ("in", steps or [""])})


def delete_with_rows(doctype: str, filters: dict) -> None:
	"""Delete records and the rows of their tables at once, without asking the records' own rules."""
	names = frappe.get_all(doctype, filters, pluck="name", order_by="name asc")
	for field in frappe.get_meta(doctype).get_table_fields() if names else ():
		frappe.db.delete(field.options, {"parenttype": doctype, "parent": ("in", names)})
	frappe.db.delete(doctype, filters)


def remove_linked_people_and_addresses(doctypes: list[str]) -> None:
	"""Remove the contacts and addresses whose only links are to the app's records."""
	link = frappe.qb.DocType("Dynamic Link")
	for parenttype in ("Contact", "Address"):
		linked = frappe.qb.from_(link).select(link.parent).distinct().where(link.parenttype == parenttype)
		elsewhere = {name for (name,) in linked.where(link.link_doctype.notin(doctypes)).run()}
		here = {name for (name,) in linked.where(link.link_doctype.isin(doctypes)).run()}
		for name in sorted(here - elsewhere):
			frappe.delete_doc(parenttype, name, ignore_permissions=True, force=True, delete_permanently=True)


def has_column(doctype: str, column: str) -> bool:
	return frappe.db.table_exists(doctype) and frappe.db.has_column(doctype, column)


def remove_rows(table: str, column: str, values: tuple[str, ...] | list[str]) -> None:
	"""Delete rows of a table of the framework that is no DocType."""
	query = frappe.qb.Table(table if table.startswith("__") else f"tab{table}")
	frappe.qb.from_(query).delete().where(query[column].isin(values)).run()
