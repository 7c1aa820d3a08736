# SPDX-License-Identifier: GPL-3.0-only
"""What the staff do with a series: plan its dates, announce them, and see who came to how many."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, cint, get_datetime

from planota_hub.planota_hub.events.kind import EVENT, REGISTRATION, SERIES
from planota_hub.planota_hub.events.series import get_dates
from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.titles import get_titles

MOST_DATES = 30
DAYS = {"Week": 7, "Two Weeks": 14}
MOVED_FIELDS = ("starts_on", "ends_on", "registration_opens_on", "registration_closes_on")


@frappe.whitelist(methods=["POST"])
def add_dates(series: str, pattern: str, every: str, number: int | str) -> list[str]:
	"""Plan more dates of a series as drafts, copies of one of its dates.

	Args:
	        pattern: the date whose text, place and seats the new ones get; they follow on the last date of the series.
	        every: "Week", "Two Weeks" or "Month".
	        number: of new dates, 1 to 30.

	Returns:
	        names of the new events.

	Raises:
	        frappe.PermissionError: for whoever makes no events.
	        frappe.ValidationError: for an event of another series, or a number that is none; nothing is made then.
	"""
	frappe.get_doc(SERIES, series).check_permission("write")
	event = frappe.get_doc(EVENT, pattern)
	event.check_permission("read")
	if event.series != series:
		frappe.throw(_("Like: please choose one of the dates of this series."))
	if every not in (*DAYS, "Month"):
		frappe.throw(_("Every: please choose from the list."))
	if not 1 <= cint(number) <= MOST_DATES:
		frappe.throw(_("How Many: expected is a number from 1 to {0}.").format(MOST_DATES))
	# two who plan at once plan one after the other
	frappe.db.get_value(SERIES, series, "name", for_update=True)
	last = max(get_datetime(date.starts_on) for date in get_dates(series))
	first = last.replace(hour=event.starts_on.hour, minute=event.starts_on.minute)
	return [add_date(event, move(first, every, step)) for step in range(1, cint(number) + 1)]


def move(moment: datetime, every: str, steps: int) -> datetime:
	"""Return a moment so many steps later; the last day of a shorter month where the month has no such day."""
	return add_months(moment, steps) if every == "Month" else add_days(moment, DAYS[every] * steps)


def add_date(pattern, starts_on: datetime) -> str:
	"""Make a draft like an event at another time; its registration opens and closes as long before."""
	event = frappe.copy_doc(pattern, ignore_no_copy=False)
	shift = starts_on - get_datetime(pattern.starts_on)
	for fieldname in MOVED_FIELDS:
		if moment := pattern.get(fieldname):
			event.set(fieldname, get_datetime(moment) + shift)
	return event.insert().name


@frappe.whitelist(methods=["POST"])
def announce_dates(series: str) -> int:
	"""Announce all dates of a series that are drafts: all of them or none; return how many.

	Raises:
	        frappe.ValidationError: when one of them lacks something; it names the date.
	"""
	frappe.get_doc(SERIES, series).check_permission("write")
	drafts = [date.name for date in get_dates(series) if date.stage == "Draft"]
	for name in drafts:
		apply_workflow(frappe.get_doc(EVENT, name), "Announce")
	return len(drafts)


@frappe.whitelist()
def get_people(series: str) -> list[dict]:
	"""Return who has a seat at dates of a series, as far as the reader may see them, by name.

	Returns:
	        each person once with `participant_name`, `organisation`, and the number of dates `confirmed` and `attended`.
	"""
	frappe.get_doc(SERIES, series).check_permission("read")
	dates = [date.name for date in get_dates(series)]
	rows = frappe.get_list(
		REGISTRATION,
		filters={"event": ("in", dates or [""]), "status": CONFIRMED},
		fields=["participant_name", "email", "organisation", "ngo", "attendance"],
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	titles = get_titles("NGO", {row.ngo for row in rows})
	people: dict[str, dict] = {}
	for row in rows:
		key = get_person_key(row.participant_name, row.email)
		person = people.setdefault(
			key,
			{
				"participant_name": row.participant_name,
				"organisation": titles.get(row.ngo) or row.organisation,
				"confirmed": 0,
				"attended": 0,
			},
		)
		person["confirmed"] += 1
		person["attended"] += row.attendance == "Attended"
	return sort_rows([frappe._dict(person) for person in people.values()], "participant_name")
