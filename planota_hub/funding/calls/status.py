# SPDX-License-Identifier: GPL-3.0-only
"""Whether a call is open: from its stage and its dates, for every screen the same."""

from datetime import date as Date

import frappe
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
	calls = frappe.get_all(
		CALL,
		filters={"stage": "Published"},
		fields=["name", "stage", "status", "opens_on", "closes_on"],
		order_by="name asc",
		limit_page_length=0,
	)
	for call in calls:
		status = get_status(call.stage, call.opens_on, call.closes_on, getdate(today()))
		if status != call.status:
			frappe.db.set_value(CALL, call.name, "status", status, update_modified=False)
