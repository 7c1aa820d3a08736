# SPDX-License-Identifier: GPL-3.0-only
"""What somebody with a log-in finds in the portal about meetings: their own ones, and their own decisions."""

from collections import defaultdict
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType
from frappe.utils import get_datetime, now_datetime
from werkzeug.wrappers import Response

from planota_hub.mail.calendar_entries import answer, make_calendar
from planota_hub.mail.wording import describe_place, describe_time
from planota_hub.permissions import get_represented_ngos_query
from planota_hub.planota_hub.meetings.decisions import MEETING, get_decisions
from planota_hub.planota_hub.meetings.mail import as_entry, get_answer_url
from planota_hub.planota_hub.meetings.permissions import get_invitations_query, get_responsibilities_query
from planota_hub.planota_hub.meetings.rules import HELD_STAGES, get_public_url
from planota_hub.planota_hub.meetings.texts import describe_whose

PARTICIPANT = "Meeting Participant"
FIELDS = (
	"name",
	"subject",
	"stage",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"online_link",
	"meeting_of_doctype",
	"meeting_of",
	"cancellation_reason",
	"published",
	"announced",
)
# of the past ones so many are shown
PAST_SHOWN = 20


def get_overview(user: str) -> dict[str, list[dict]]:
	"""Return what the page `/my-meetings` shows a person.

	Returns:
	        `coming` and `past` meetings (see `describe`; the next one and the last one first), and `decisions`,
	        the open ones for which the person answers (see `meeting_decisions.get_decisions`).
	"""
	meetings = get_meetings(user)
	coming = [describe(meeting) for meeting in meetings if is_coming(meeting)]
	past = [meeting for meeting in reversed(meetings) if not is_coming(meeting)][:PAST_SHOWN]
	add_invitations(coming, user)
	return {"coming": coming, "past": list(map(describe, past)), "decisions": get_open_decisions(user)}


def get_meetings(user: str) -> list[frappe._dict]:
	"""Return the meetings of a person, the earliest first, with the `FIELDS` of each.

	Those are the meetings to which the person, or an NGO that they represent, was invited, and those with a
	decision for which they answer. What is still being planned is nobody's yet.
	"""
	meeting = DocType(MEETING)
	query = frappe.qb.from_(meeting).select(*(meeting[fieldname] for fieldname in FIELDS))
	return query.where(get_own_condition(user)).orderby(meeting.starts_on, meeting.name).run(as_dict=True)


def get_own_condition(user: str) -> Criterion:
	"""Return the condition that a meeting is one of a person's own."""
	meeting = DocType(MEETING)
	own = meeting.name.isin(get_invitations_query(user)) | meeting.name.isin(get_responsibilities_query(user))
	return own & (meeting.stage != "Planned")


def is_coming(meeting: frappe._dict) -> bool:
	"""Tell whether a meeting is not over yet."""
	return meeting.stage not in HELD_STAGES and get_datetime(meeting.ends_on) >= now_datetime()


def describe(meeting: frappe._dict) -> dict:
	"""Add to a meeting its `time` and `place` in words, `whose` it is, and the `minutes_url` once it has one."""
	meeting.time, meeting.place = describe_time(meeting), describe_place(meeting)
	meeting.whose = describe_whose(meeting)
	meeting.minutes_url = get_minutes_url(meeting)
	return meeting


def get_minutes_url(meeting: frappe._dict) -> str | None:
	"""Return where a person reads adopted minutes: the print for who may see the meeting, else what is public."""
	if meeting.stage != "Minutes Adopted":
		return None
	if frappe.has_permission(MEETING, "read", meeting.name):
		query = {"doctype": MEETING, "name": meeting.name, "format": "Meeting Minutes", "no_letterhead": 1}
		return f"/printview?{urlencode(query)}"
	return get_public_url(meeting)


def add_invitations(meetings: list[frappe._dict], user: str) -> None:
	"""Tell each coming meeting the `invitations` of a person: for whom, the `answer`, and the link to answer."""
	row = DocType(PARTICIPANT)
	own = (row.email == user) | row.ngo.isin(get_represented_ngos_query(user))
	query = (
		frappe.qb.from_(row)
		.select(row.name, row.parent, row.person_name, row.ngo, row.answer)
		.where((row.parenttype == MEETING) & row.parent.isin([meeting.name for meeting in meetings] or [""]))
		.where(own)
		.orderby(row.parent, row.idx)
	)
	invitations = defaultdict(list)
	for invitation in query.run(as_dict=True):
		invitation.url = get_answer_url(invitation)
		invitations[invitation.parent].append(invitation)
	for meeting in meetings:
		meeting.invitations = invitations[meeting.name]


# Decisions


def get_open_decisions(user: str) -> list[frappe._dict]:
	"""Return the open decisions of held meetings and closed votes for which a person answers, the one that is due first at the top."""
	return get_decisions([["responsible", "=", user], ["status", "=", "Open"]])


@frappe.whitelist(methods=["POST"])
def finish_decision(decision: str) -> str:
	"""Note that a decision is carried out; its task is closed with it.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: when the person does not answer for this decision, or it is not open.
	"""
	own = {row.name: row for row in get_open_decisions(frappe.session.user)}
	if decision not in own:
		frappe.throw(_("This decision is not yours, or it is closed already."), frappe.PermissionError)
	doc = frappe.get_doc(own[decision].parenttype, own[decision].parent)
	doc.getone("decisions", {"name": decision}).status = "Done"
	doc.save(ignore_permissions=True)
	return _("Thank you. The decision is noted as carried out.")


# Calendar


@frappe.whitelist(methods=["GET"])
def download_calendar(meeting: str | None = None) -> Response:
	"""Return one of the own meetings, or all the coming ones, as a calendar file.

	Raises:
	        frappe.PermissionError: for a meeting that is not the person's own.
	"""
	own = get_meetings(frappe.session.user)
	chosen = [row.name for row in own if row.name == meeting or (not meeting and is_coming(row))]
	if meeting and not chosen:
		frappe.throw(_("You are not invited to this meeting."), frappe.PermissionError)
	meetings = [frappe.get_doc(MEETING, name) for name in chosen]
	entries = [as_entry(doc) for doc in meetings if doc.stage != "Cancelled"]
	return answer(make_calendar(entries), f"{meeting or 'meetings'}.ics")
