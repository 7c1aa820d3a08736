# SPDX-License-Identifier: GPL-3.0-only
"""Whether a call is open: from its stage and its dates, for every screen the same."""

from datetime import date as Date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce
from frappe.utils import add_days, cint, getdate, today

CALL = "Funding Call"
# what can still be applied for, or soon can
COMING_STATUSES = ("Open", "Announced")


def get_status(stage: str, opens_on: Date | str | None, closes_on: Date | str | None, day: Date) -> str:
	"""Return the status of a call on a day: Draft, Announced, Open, Closed, Decided or Withdrawn.

	The last day counts as open; without a last day a call stays open until it is decided.
	"""
	if stage != "Published":
		return stage
	if opens_on and getdate(opens_on) > day:
		return "Announced"
	return "Closed" if closes_on and getdate(closes_on) < day else "Open"


def get_closing_soon_filters() -> dict:
	"""Return the filters of the open calls that close within the days that Hub Settings name."""
	days = cint(frappe.get_cached_doc("Hub Settings").closing_soon_days)
	return {"status": "Open", "closes_on": ("between", [today(), str(add_days(today(), days))])}


def update_statuses() -> None:
	"""Scheduler, daily: let the statuses follow the day."""
	call, day = frappe.qb.DocType(CALL), getdate(today())
	status = Case().when(call.opens_on > day, "Announced").when(call.closes_on < day, "Closed").else_("Open")
	outdated = (
		frappe.qb.from_(call)
		.select(call.name, call.stage, call.opens_on, call.closes_on)
		.where((call.stage == "Published") & (Coalesce(call.status, "") != status))
		.orderby(call.name)
	)
	for row in outdated.run(as_dict=True):
		derived = get_status(row.stage, row.opens_on, row.closes_on, day)
		frappe.db.set_value(CALL, row.name, "status", derived, update_modified=False)
