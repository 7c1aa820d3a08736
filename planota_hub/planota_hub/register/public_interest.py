# SPDX-License-Identifier: GPL-3.0-only
"""The status of an NGO in the public interest: which ones hold on a day, and whose ends soon.

An NGO can have the status in several fields (Non-Governmental Organisations Act, ZNOrg). The ministry of the field grants
it by a decision and withdraws it by another; some end on a day. An NGO that misses the day loses tax relief and points in
calls for funding.
"""

from collections.abc import Iterable
from datetime import date as Date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, getdate, nowdate

from planota_hub.figures.visible_rows import count_visible
from planota_hub.permissions import require_desk
from planota_hub.rules.many import narrow
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

STATUS, TABLE = "NGO Public Interest Status", "public_interest_statuses"
WARNING_DAYS = 90
DATES = ("granted_on", "valid_until", "withdrawn_on")
FIELDS = ("field_of_work", "ministry", "act_number", *DATES)


# What holds


def holds(row, day: Date | str | None = None) -> bool:
	"""Tell whether a status holds on a day, today unless another is given; without a first or last day it has none."""
	day = getdate(day)
	if row.granted_on and getdate(row.granted_on) > day:
		return False
	if row.withdrawn_on and getdate(row.withdrawn_on) <= day:
		return False
	return not row.valid_until or getdate(row.valid_until) >= day


def get_holding(rows: Iterable, day: Date | str | None = None) -> list:
	"""Return those of several statuses that hold on a day."""
	return [row for row in rows if holds(row, day)]


def select_holders(day: Date | str) -> Any:
	"""Return a query for the NGOs (`ngo`) of which a status holds on a day, as `holds` tells it of each row."""
	status, day = DocType(STATUS), getdate(day)
	return (
		frappe.qb.from_(status)
		.select(status.parent.as_("ngo"))
		.distinct()
		.where(status.parenttype == "NGO")
		.where(status.granted_on.isnull() | (status.granted_on <= day))
		.where(status.withdrawn_on.isnull() | (status.withdrawn_on > day))
		.where(status.valid_until.isnull() | (status.valid_until >= day))
	)


def get_next_end(rows: Iterable, day: Date | str | None = None) -> Date | None:
	"""Return the first day on which a status ends that holds and that no other one of the field follows."""
	rows = list(rows)
	ends = [
		getdate(row.valid_until)
		for row in get_holding(rows, day)
		if row.valid_until and not is_followed(row, rows)
	]
	return min(ends, default=None)


def is_followed(row, rows: Iterable) -> bool:
	"""Tell whether another status of the same field holds on the day after the last one of this."""
	after = add_days(getdate(row.valid_until), 1)
	return any(
		other is not row and other.field_of_work == row.field_of_work for other in get_holding(rows, after)
	)


def is_expiring(rows: Iterable, day: Date | str | None = None) -> bool:
	"""Tell whether a status ends within `WARNING_DAYS` from a day and nothing follows it."""
	end = get_next_end(rows, day)
	return bool(end) and end <= getdate(add_days(getdate(day), WARNING_DAYS))


def read_statuses(ngos: list[str] | None = None) -> dict[str, list[frappe._dict]]:
	"""Return the statuses of NGOs, and perhaps of others, in one query; of all NGOs unless some are named."""
	filters: dict = {"parenttype": "NGO"}
	if (named := narrow(ngos)) is not None:
		filters["parent"] = ("in", named)
	found: dict[str, list[frappe._dict]] = {}
	for row in frappe.get_all(
		STATUS, filters, ["parent", *FIELDS], order_by="parent asc, idx asc", limit_page_length=0
	):
		found.setdefault(row.parent, []).append(row)
	return found


# On the NGO


def set_public_interest(ngo: "NGO") -> None:
	"""Check the statuses of an NGO, and derive whether one holds today and when the next one ends.

	Raises:
	        frappe.ValidationError: with the number of the row and the name of the field.
	"""
	note_bare_status(ngo)
	for row in ngo.get(TABLE):
		check_ministry(row)
		check_dates(row)
	refuse_twice(ngo)
	ngo.update(derive(ngo.get(TABLE)))


def derive(rows: Iterable) -> dict:
	"""Return the fields of an NGO that follow from its statuses today."""
	rows = list(rows)
	return {
		"has_public_interest_status": int(bool(get_holding(rows))),
		"public_interest_ends_on": get_next_end(rows),
	}


def note_bare_status(ngo: "NGO") -> None:
	"""Let a table that only says that an NGO has the status become a status of which nothing else is known.

	Raises:
	        frappe.ValidationError: for a table that says that it has none while one holds.
	"""
	before = ngo.get_doc_before_save()
	if (
		ngo.has_public_interest_status
		and not ngo.get(TABLE)
		and not (before and before.has_public_interest_status)
	):
		ngo.append(TABLE, {})
	elif frappe.flags.in_import and not ngo.has_public_interest_status and get_holding(ngo.get(TABLE)):
		# not an empty field but one that was emptied wrongly
		refuse(
			ngo,
			"has_public_interest_status",
			_("a status holds. Enter in the table of statuses on which day it was withdrawn."),
		)


def check_ministry(row) -> None:
	if not row.ministry:
		return
	if frappe.get_cached_value("Stakeholder", row.ministry, "stakeholder_type") != "Ministry":
		refuse(row, "ministry", _("expected is a stakeholder of the type Ministry."))


def check_dates(row) -> None:
	"""Refuse a status that ends or is withdrawn before it was granted."""
	for fieldname in ("valid_until", "withdrawn_on"):
		day = row.get(fieldname)
		if day and row.granted_on and getdate(day) < getdate(row.granted_on):
			refuse(row, fieldname, _("expected is a day not before the one on which the status was granted."))


def refuse_twice(ngo: "NGO") -> None:
	"""Refuse two statuses of one field that hold on the same day."""
	seen: dict[str, tuple] = {}
	for row in sorted(ngo.get(TABLE), key=lambda row: get_span(row)[0]):
		first, last = get_span(row)
		field = row.field_of_work or ""
		if field in seen and first <= seen[field][0]:
			refuse(
				row,
				"field_of_work",
				_("in row {0} the NGO has the status in this field at the same time.").format(seen[field][1]),
			)
		seen[field] = (last, row.idx)


def get_span(row) -> tuple[Date, Date]:
	"""Return first and last day of a status."""
	first = getdate(row.granted_on) if row.granted_on else Date.min
	ends = [getdate(row.valid_until) if row.valid_until else Date.max]
	if row.withdrawn_on:
		ends.append(getdate(add_days(row.withdrawn_on, -1)))
	return first, min(ends)


def refresh_statuses() -> None:
	"""Scheduler, daily: what is derived from the statuses follows the day."""
	statuses = read_statuses()
	filters = [["has_public_interest_status", "=", 1], ["name", "in", list(statuses) or [""]]]
	fields = ["name", "has_public_interest_status", "public_interest_ends_on"]
	for ngo in frappe.get_all(
		"NGO", or_filters=filters, fields=fields, order_by="name asc", limit_page_length=0
	):
		derived = derive(statuses.get(ngo.name, []))
		if any(ngo[fieldname] != value for fieldname, value in derived.items()):
			frappe.db.set_value("NGO", ngo.name, derived, update_modified=False)


# The card


def expiring_filters() -> list[list]:
	"""Return the list filters of verified NGOs of whose statuses one ends within `WARNING_DAYS` from today."""
	return [
		["NGO", "stage", "=", "Verified"],
		["NGO", "has_public_interest_status", "=", 1],
		["NGO", "public_interest_ends_on", "between", [nowdate(), add_days(nowdate(), WARNING_DAYS)]],
	]


@frappe.whitelist()
def get_expiring_card(filters: str | list | None = None) -> dict:
	"""Return the number card: how many of the NGOs the reader may see, and the list behind the number.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	return {
		"value": count_visible("NGO", expiring_filters()),
		"fieldtype": "Int",
		"route": ["List", "NGO"],
		"route_options": {
			fieldname: [operator, value] for _doctype, fieldname, operator, value in expiring_filters()
		},
	}
