# SPDX-License-Identifier: GPL-3.0-only
"""What prints and pages say about a meeting, in the words of the reader's language."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.mail.wording import describe_place, describe_time, list_days
from planota_hub.planota_hub.meetings.rules import get_members_count
from planota_hub.rules.sorting import sort_key

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting

ATTENDANCES = ("Present", "Excused", "Absent")


def describe(meeting: "HubMeeting") -> frappe._dict:
	"""Return `time`, `place`, `whose` (title of the network, body …), `quorum` and `days` of a meeting."""
	return frappe._dict(
		time=describe_time(meeting),
		place=describe_place(meeting),
		whose=describe_whose(meeting),
		quorum=describe_quorum(meeting),
		days=list_days(meeting),
	)


def describe_whose(meeting: "HubMeeting | frappe._dict") -> str:
	"""Return the title of the record whose meeting it is; empty for the hub's own."""
	if not meeting.meeting_of:
		return ""
	title_field = frappe.get_meta(meeting.meeting_of_doctype).get_title_field()
	title = frappe.db.get_value(meeting.meeting_of_doctype, meeting.meeting_of, title_field)
	return title or meeting.meeting_of


def describe_quorum(meeting: "HubMeeting") -> str:
	"""Return whether there were enough votes; empty where none are needed or nothing was recorded."""
	if meeting.quorum_status not in ("Reached", "Not Reached"):
		return ""
	numbers = _("{0} of {1} votes present, {2} needed").format(
		meeting.voters_present, get_members_count(meeting), meeting.quorum_needed
	)
	return f"{_(meeting.quorum_status)}: {numbers}"


def describe_votes(row) -> str:
	"""Return how a decision was voted on; empty when it was decided without a vote."""
	votes = [cint(row.get(fieldname)) for fieldname in ("votes_for", "votes_against", "votes_abstained")]
	return _("For: {0}, against: {1}, abstained: {2}").format(*votes) if any(votes) else ""


def list_people(meeting: "HubMeeting") -> dict[str, list[str]]:
	"""Return who was present, excused and absent, each with person and organisation; empty groups are left out."""
	titles = get_organisations(meeting)
	groups: dict[str, list[str]] = {attendance: [] for attendance in ATTENDANCES}
	for row in meeting.participants:
		if row.attendance in groups:
			parts = (row.person_name, titles.get(row.ngo or row.stakeholder))
			groups[row.attendance].append(", ".join(part for part in parts if part))
	return {attendance: people for attendance, people in groups.items() if people}


def get_invited(meeting: "HubMeeting") -> list[frappe._dict]:
	"""Return who is invited by name, for the sign-in sheet: `participant_name` and `organisation`."""
	titles = get_organisations(meeting)
	people = [
		frappe._dict(participant_name=row.person_name, organisation=titles.get(row.ngo or row.stakeholder))
		for row in meeting.participants
		if row.attendance != "Excused"
	]
	return sorted(people, key=lambda person: sort_key(person.participant_name or person.organisation or ""))


def list_organisations(meeting: "HubMeeting") -> list[str]:
	"""Return the organisations that were present, without their people: what the public may know."""
	titles = get_organisations(meeting)
	present = {row.ngo or row.stakeholder for row in meeting.participants if row.attendance == "Present"}
	return sorted((titles[name] for name in present if name in titles), key=sort_key)


def get_organisations(meeting: "HubMeeting") -> dict[str, str]:
	"""Return the titles of the invited NGOs and stakeholders by name."""
	titles: dict[str, str] = {}
	for doctype, fieldname in (("NGO", "ngo"), ("Stakeholder", "stakeholder")):
		names = sorted({row.get(fieldname) for row in meeting.participants if row.get(fieldname)})
		fields = ["name", f"{fieldname}_name"]
		rows = frappe.get_all(
			doctype, {"name": ("in", names or [""])}, fields, order_by="name asc", as_list=True
		)
		titles.update(rows)
	return titles


def get_names_of_users(users: list[str]) -> dict[str, str]:
	"""Return the full names of users by user."""
	filters = {"name": ("in", sorted(set(users)) or [""])}
	return dict(frappe.get_all("User", filters, ["name", "full_name"], order_by="name asc", as_list=True))
