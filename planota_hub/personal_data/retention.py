# SPDX-License-Identifier: GPL-3.0-only
"""Personal data are not kept longer than the hub says it keeps them (`Period` of each declaration)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import add_months, cint, getdate, today

from planota_hub.mail.jobs import one_of_many
from planota_hub.personal_data import removal
from planota_hub.personal_data.declarations import Period, PersonalData, get_declarations

BATCH = 500


def remove_expired(doctypes: Iterable[str] = ()) -> None:
	"""Scheduler, daily: remove people from records whose retention period is over, a batch of each DocType.

	What the records tell of organisations, and every figure, stays.

	Args:
	        doctypes: only these; all that have a period without them.
	"""
	wanted = set(doctypes)
	forget_deleted()
	for declaration in get_declarations().values():
		if declaration.period and (not wanted or declaration.doctype in wanted):
			for period in (declaration.period, *declaration.more_periods):
				remove_expired_people(declaration, period)


def forget_deleted() -> None:
	"""Delete the framework's copies of records that were deleted as long ago as the retention lasts."""
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if months:
		declared = list(get_declarations())
		tables = {"fieldtype": "Table", "options": ("in", declared)}
		with_rows = frappe.get_all("DocField", tables, pluck="parent", order_by="parent asc")
		filters = {
			"deleted_doctype": ("in", [*declared, *with_rows]),
			"creation": ("<", add_months(getdate(today()), -months)),
		}
		frappe.db.delete("Deleted Document", filters)


def remove_expired_people(declaration: PersonalData, period: Period) -> None:
	for name in find_expired(declaration, period):
		with one_of_many(_("The personal data of {0} could not be removed").format(name)):
			forget(declaration, period, name)


def find_expired(declaration: PersonalData, period: Period) -> list[str]:
	"""Return at most one batch of records whose period is over and that still hold somebody."""
	months = cint(frappe.get_cached_doc("Hub Settings").get(period.setting))
	if not months:
		return []
	ended = {period.since: ("<", getdate(add_months(today(), -months))), **period.filters}
	filters = (
		{"parenttype": period.parent, "parent": ("in", find_names(period.parent, ended))}
		if period.parent
		else ended
	)
	if period.stamp:
		filters = {**filters, period.stamp: ("is", "not set")}
	still_there = [] if period.stamp else get_still_there(declaration)
	names = find_names(declaration.doctype, filters, still_there, limit=BATCH)
	return names


def find_names(doctype: str, filters: dict, or_filters: Iterable = (), limit: int = 0) -> list[str]:
	return frappe.get_all(
		doctype,
		filters=filters,
		or_filters=list(or_filters),
		pluck="name",
		order_by="creation asc",
		limit_page_length=limit,
	) or ([] if limit else [""])


def get_still_there(declaration: PersonalData) -> list[list]:
	"""Return the conditions, one of which holds while a record has somebody in it."""
	empty = removal.get_empty_values(declaration.doctype, declaration.expiring)
	return [
		[declaration.doctype, field, "!=", value] if value else [declaration.doctype, field, "is", "set"]
		for field, value in empty.items()
	]


def forget(declaration: PersonalData, period: Period, name: str) -> None:
	"""Remove the people from one record, from what is written around it and from its history."""
	row = frappe.db.get_value(declaration.doctype, name, "*", as_dict=True)
	document = (row.parenttype, row.parent) if row.get("parenttype") else (declaration.doctype, name)
	words = removal.read_words(declaration, row)
	# afterwards it names nobody any more
	is_theirs = removal.is_theirs(declaration.doctype, name)
	if period.deletes_row:
		frappe.db.delete(declaration.doctype, {"name": name})
	else:
		removal.remove_people(declaration, name, declaration.expiring)
	if period.stamp:
		frappe.db.set_value(declaration.doctype, name, period.stamp, today(), update_modified=False)
	forget_around(declaration, document, words, is_theirs)


def forget_around(
	declaration: PersonalData, document: tuple[str, str], words: removal.Words, is_theirs: bool
) -> None:
	"""Remove people from everything that the framework keeps with a record."""
	if is_theirs or declaration.contacts:
		removal.delete_surroundings(*document)
	else:
		removal.clean_surroundings(*document, words)
	if declaration.contacts:
		removal.forget_contacts(*document)
	removal.forget_history(*document)
	removal.refresh_search(*document)
