# SPDX-License-Identifier: GPL-3.0-only
"""Which funded project a piece of support belongs to: the running one of Hub Settings, unless somebody says so."""

from datetime import date as Date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Coalesce
from frappe.utils import cstr, getdate, today

from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse

PROJECT = "Funded Project"
# documents with the field `funded_project` -> field with the day that decides
SUPPORT_SOURCES = {
	"Training Workshop": "starts_on",
	"Mentoring Session": "starts_on",
	"NGO Support Request": "received_on",
	"Call Application": "creation",
	"Interaction": "happened_on",
	"Hub Event": "starts_on",
}
# what else must be true of a document that is support
IS_SUPPORT = {"Interaction": "support_kind", "Hub Event": "support_kind"}


def set_funded_project(doc: Document) -> None:
	"""Give a new document to the project that runs on its day, and refuse a project that does not.

	Raises:
	        frappe.ValidationError: naming the field and the time of the project.
	"""
	day = getdate(doc.get(SUPPORT_SOURCES[doc.doctype]) or today())
	if doc.is_new() and not doc.funded_project:
		doc.funded_project = find_running_project(day)
	elif doc.funded_project and is_news(doc):
		refuse_day_outside(doc, day)


def find_running_project(day: Date) -> str | None:
	"""Return the project that Hub Settings name, when it runs on a day; None otherwise."""
	project = frappe.get_cached_doc("Hub Settings").funded_project
	return project if project and runs_on(project, day) else None


def runs_on(project: str, day: Date) -> bool:
	days = frappe.get_cached_value(PROJECT, project, ["starts_on", "ends_on"])
	return bool(days) and getdate(days[0]) <= day <= getdate(days[1])


def is_news(doc: Document) -> bool:
	"""Tell whether the project or the day that decides is being changed."""
	before = doc.get_doc_before_save()
	fields = ("funded_project", SUPPORT_SOURCES[doc.doctype])
	return not before or any(cstr(doc.get(field)) != cstr(before.get(field)) for field in fields)


def refuse_day_outside(doc: Document, day: Date) -> None:
	if runs_on(doc.funded_project, day):
		return
	starts_on, ends_on = frappe.get_cached_value(PROJECT, doc.funded_project, ["starts_on", "ends_on"])
	refuse(
		doc,
		"funded_project",
		_("this project runs from {0} to {1}; {2} lies outside.").format(
			show_day(starts_on), show_day(ends_on), show_day(day)
		),
		_("Outside the Project"),
	)


def assign_support(project: str) -> int:
	"""Give a project all support in its time that belongs to none yet; return the number of documents.

	The rows of the ledger follow their documents.
	"""
	free = find_free_support(project)
	for doctype, names in free.items():
		assign(doctype, names, project)
	return sum(map(len, free.values()))


def find_free_support(project: str) -> dict[str, list[str]]:
	"""Return the names of the documents in the time of a project that belong to no project, by DocType."""
	starts_on, ends_on = frappe.db.get_value(PROJECT, project, ["starts_on", "ends_on"])
	free = {}
	for doctype, day_field in SUPPORT_SOURCES.items():
		table = frappe.qb.DocType(doctype)
		within = (table[day_field] >= getdate(starts_on)) & (
			table[day_field] < frappe.utils.add_days(getdate(ends_on), 1)
		)
		of_none = table.funded_project.isnull() | (table.funded_project == "")
		query = frappe.qb.from_(table).select(table.name).orderby(table.name)
		if doctype in IS_SUPPORT:
			query = query.where(Coalesce(table[IS_SUPPORT[doctype]], "") != "")
		free[doctype] = query.where(within & of_none).run(pluck=True)
	return free


def assign(doctype: str, names: list[str], project: str) -> None:
	"""Write the project into documents and their rows of the ledger; no edit of what was delivered."""
	if not names:
		return
	for table, column in ((doctype, "name"), ("Support Entry", "source_name")):
		rows = frappe.qb.DocType(table)
		query = frappe.qb.update(rows).set(rows.funded_project, project).where(rows[column].isin(names))
		if table == "Support Entry":
			query = query.where(rows.source_doctype == doctype)
		query.run()
	frappe.clear_document_cache(doctype)
