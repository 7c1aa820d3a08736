# SPDX-License-Identifier: GPL-3.0-only
"""Mentoring of 25 organisations, 746 hours in all, and support requests at all stages.

The numbers are the final results of a sister hub of the same tender (Grozd NVO Gorenjske, 2016-2019).
"""

from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, get_datetime, getdate, today

from planota_hub.capacity_building.support.targets import get_escalation
from planota_hub.demo.marking import mark
from planota_hub.demo.people import MANAGER, MENTOR, OFFICER, find_ngo
from planota_hub.demo.plans import day, mark_tasks

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

SESSION, REQUEST = "Mentoring Session", "NGO Support Request"
LENGTHS = (3, 2.5, 4, 3.5, 3)
# a mentor has one session in the morning and one in the afternoon
TIMES = ("09:00:00", "14:30:00")
FIRST_DAY, LAST_DAY = -330, -3


class Diary:
	"""Finds the next free half day of a mentor and of an organisation, Monday to Friday."""

	def __init__(self):
		self.taken = set()

	def find(self, offset: int, mentor: str, ngo: str):
		"""Return the first moment from a day on, counted from today, and take it."""
		while True:
			date = getdate(add_days(today(), offset))
			for time in TIMES:
				slots = {(mentor, date, time), (ngo, date)}
				if date.weekday() < 5 and not slots & self.taken:
					self.taken |= slots
					return get_datetime(f"{date} {time}")
			offset += 1


def load_mentoring(data: dict, plans: list[dict]) -> None:
	"""Create the sessions of the plans and of further organisations, unless there are demo sessions already."""
	if frappe.db.exists("Tag Link", {"document_type": SESSION}):
		return
	diary, chance = Diary(), Random("mentoring of the demo region")
	delivered = 0.0
	for values in plans:
		hours = values["mentoring"]
		last = values.get("ended_days", LAST_DAY) - 4
		for position, length in enumerate(hours):
			offset = values["starts_days"] + 5 + (last - values["starts_days"] - 8) * position // len(hours)
			delivered += hold(data, diary, chance, values["ngo_name"], MENTOR, offset, length)
	load_further_mentoring(data, diary, chance, data["total_hours"] - delivered)


def load_further_mentoring(data: dict, diary: Diary, chance: Random, hours: float) -> None:
	"""Share the remaining hours among the organisations that have no plan."""
	mentors, lengths, ngos = cycle((OFFICER, MENTOR, MANAGER)), cycle(LENGTHS), cycle(data["ngos"])
	sessions = int(hours / (sum(LENGTHS) / len(LENGTHS))) + 1
	for position in range(sessions):
		length = min(next(lengths), hours) if position < sessions - 1 else hours
		offset = FIRST_DAY + (LAST_DAY - 15 - FIRST_DAY) * position // sessions
		hours -= hold(data, diary, chance, next(ngos), next(mentors), offset, length)


def hold(
	data: dict, diary: Diary, chance: Random, ngo_name: str, mentor: str, offset: int, hours: float
) -> float:
	"""Enter one held session; return its hours, 0 when the site does not have the organisation."""
	ngo = find_ngo(ngo_name)
	if not ngo or not hours:
		return 0
	area = chance.choice(list(data["topics"]))
	session = frappe.get_doc(
		{
			"doctype": SESSION,
			"topic": chance.choice(data["topics"][area]),
			"capacity_area": area,
			"ngo": ngo,
			"mentor": mentor,
			"status": "Held",
			"starts_on": diary.find(offset, mentor, ngo),
			"hours": hours,
			"delivery": chance.choice(["In Person", "In Person", "Online", "Phone"]),
			"participants": chance.randint(1, 4),
			"agreed_steps": chance.choice(data["agreed"]),
		}
	).insert(ignore_permissions=True)
	mark(SESSION, session.name)
	return hours


def load_requests(data: list[dict]) -> None:
	"""Create the support requests that are missing."""
	for values in data:
		if not frappe.db.exists(REQUEST, {"subject": values["subject"]}):
			load_request(values)


def load_request(values: dict) -> None:
	received_on = min(get_datetime(f"{day(values['received_days'])} 08:40:00"), get_datetime())
	request = frappe.get_doc(
		{
			"doctype": REQUEST,
			"subject": values["subject"],
			"category": values["category"],
			"description": values["description"],
			"ngo": find_ngo(values["ngo_name"]) if "ngo_name" in values else None,
			"organisation": values.get("organisation"),
			"requester_name": values["requester_name"],
			"received_on": received_on,
			"responsible": OFFICER,
			"wanted_by": day(values.get("wanted_days")),
			"decline_reason": values.get("reason"),
		}
	).insert(ignore_permissions=True)
	mark(REQUEST, request.name)
	if values["stage"] == "In Progress":
		request = apply_workflow(request, "Start Work")
	for row in values["work"] if request.ngo else []:
		request.append(
			"work",
			{
				"work_date": day(row["days"]),
				"hours": row["hours"],
				"note": row["description"],
				"done_by": OFFICER,
			},
		)
	request.save(ignore_permissions=True)
	if values["stage"] in ("Resolved", "Declined") and (request.work or values["stage"] == "Declined"):
		request = apply_workflow(request, {"Resolved": "Resolve", "Declined": "Decline"}[values["stage"]])
	mark_tasks(REQUEST, request.name)
	set_history(request, values)


def set_history(request: "NGOSupportRequest", values: dict) -> None:
	"""Move answers and results to the past, with what the requester thought of them."""
	answered_on = add_days(get_datetime(request.received_on), values.get("answered_after", 1))
	history = {"creation": request.received_on, "escalation": get_escalation(request)}
	if request.first_responded_on:
		history["first_responded_on"] = min(answered_on, get_datetime())
	if request.resolved_on:
		last = max((row["days"] for row in values["work"]), default=values["received_days"] + 2)
		history["resolved_on"] = f"{max(day(last), getdate(answered_on))} 15:20:00"
	if "satisfaction" in values:
		history["satisfaction"] = values["satisfaction"]
		history["satisfaction_comment"] = values.get("comment")
		history["rated_on"] = add_days(get_datetime(history["resolved_on"]), 1)
	frappe.db.set_value(REQUEST, request.name, history, update_modified=False)
