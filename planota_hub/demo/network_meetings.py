# SPDX-License-Identifier: GPL-3.0-only
"""Meetings of the local networks of the demo region: held, adopted and published, called, and one still planned."""

from itertools import count
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, get_datetime, get_fullname, getdate, today

from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find
from planota_hub.demo.plans import day, mark_tasks

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting

NETWORK, NEED, MEETING = "Local Network", "Local Need", "Hub Meeting"
# minutes are adopted at the next meeting, or when so many days have passed
DAYS_TO_ADOPTION = 90


def load_meetings(data: dict) -> None:
	"""Load the meetings that are missing: those held, and the one to come."""
	for values in data["networks"]:
		for number, days in enumerate(values["meeting_days"], start=1):
			load_meeting(data, values, number, days)
		if "next_meeting_days" in values:
			load_coming(data, values)


def load_meeting(data: dict, values: dict, number: int, days: int) -> None:
	"""Hold a meeting of a network: the first one decided on what is addressed today, the last on what is not."""
	meeting = create(data, values, number, days)
	if not meeting:
		return
	meeting.update({"minutes": data["minutes"], "decisions": get_decisions(data, values, number, days)})
	meeting.minutes_by = meeting.chaired_by = get_fullname(values["coordinator"])
	meeting.quorum_needed = len(meeting.participants) // 2 + 1
	for row, attendance in zip(meeting.participants, get_attendance(), strict=False):
		row.attendance = attendance
	meeting = apply_workflow(meeting.save(ignore_permissions=True), "Mark as Held")
	mark_tasks(MEETING, meeting.name)
	for row in meeting.decisions:
		set_decision_history(row, getdate(meeting.starts_on))
	if days < -DAYS_TO_ADOPTION:
		publish(apply_workflow(meeting, "Adopt Minutes"))
	move_to_past(MEETING, meeting.name, f"{day(days - 14)} 09:00:00", f"{day(days + 3)} 09:00:00")


def load_coming(data: dict, values: dict) -> None:
	"""Call the next meeting of a network; one that is far away is still being planned."""
	number, days = len(values["meeting_days"]) + 1, values["next_meeting_days"]
	meeting = create(data, values, number, days)
	if meeting and days < 30:
		apply_workflow(meeting, "Send Invitations")


def create(data: dict, values: dict, number: int, days: int):
	"""Return a new meeting of a network with everybody invited; None when it is there already."""
	subject = f"{number}. srečanje: {values['network_name']}"
	network = find(NETWORK, "network_name", values["network_name"])
	if not network or find(MEETING, "subject", subject):
		return None
	starts_on = get_datetime(f"{day(days)} 17:00:00")
	meeting = frappe.get_doc(
		{
			"doctype": MEETING,
			"subject": subject,
			"meeting_of_doctype": NETWORK,
			"meeting_of": network,
			"organiser": values["coordinator"],
			"delivery": "In Person",
			"municipality": values["municipality"],
			"venue": values["venue"],
			"starts_on": starts_on,
			"ends_on": add_to_date(starts_on, hours=2),
			"agenda": [{"topic": topic} for topic in data["agenda"]],
			"participants": get_participants(network),
		}
	).insert(ignore_permissions=True)
	mark(MEETING, meeting.name)
	return meeting


def publish(meeting: "HubMeeting") -> None:
	meeting.published = 1
	meeting.save(ignore_permissions=True)


def set_decision_history(row, decided_on) -> None:
	"""Move to the past when a decision was done, and since when its need is in its stage."""
	since = decided_on
	if row.status == "Done":
		since = min(getdate(row.due_date), getdate(today()))
		row.db_set("done_on", since, update_modified=False)
	if row.need:
		frappe.db.set_value(NEED, row.need, "stage_changed_on", since, update_modified=False)


def get_participants(network: str) -> list[dict]:
	"""Return the members of a network today as those who are invited."""
	return [
		{
			frappe.scrub(row.member_type): row.member,
			"person_name": row.contact_person,
			"email": row.email,
			"has_vote": 1,
		}
		for row in frappe.get_doc(NETWORK, network).members
		if row.is_current
	]


def get_attendance():
	"""Yield who came: every fourth was excused."""
	for position in count():
		yield "Excused" if position % 4 == 3 else "Present"


def get_decisions(data: dict, values: dict, number: int, days: int) -> list[dict]:
	"""Return what a meeting decided: about needs of its municipality, and how the network goes on."""
	last = len(values["meeting_days"])
	decisions = [
		get_decision(values, days, need["decision"], need)
		for need in data["needs"]
		if need["municipality"] == values["municipality"]
		and (
			(need["stage"] == "Addressed" and number == 1)
			or (need["stage"] == "In Action" and number == last)
		)
	]
	further = data["other_decisions"][number % len(data["other_decisions"])]
	decisions.append(get_decision(values, days, further))
	# of the last meeting: one that a member answers for, and one of somebody without a log-in
	for key in ("decision_of_member", "decision_of_outsider"):
		if number == last and (own := values.get(key)):
			decisions.append({**get_decision(values, days, own["decision"]), "responsible": None, **own})
	return decisions


def get_decision(values: dict, days: int, text: str, need: dict | None = None) -> dict:
	"""Return a row: done when the need is addressed or the meeting long ago, else due in the next weeks."""
	is_done = need["stage"] == "Addressed" if need else days < -150
	return {
		"decision": text,
		"responsible": values["coordinator"],
		"need": find(NEED, "need_title", need["need_title"]) if need else None,
		"status": "Done" if is_done else "Open",
		# what is not done is overdue where the network last met long ago
		"due_date": day(days + 60) if is_done or days < -100 else day(days + 120),
	}
