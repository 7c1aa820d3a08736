# SPDX-License-Identifier: GPL-3.0-only
"""What the people of a meeting get by e-mail: the invitation with its calendar entry, changes, the cancellation,
the adopted minutes.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, get_url, now

from planota_hub.mail.calendar_entries import CalendarEntry, make_calendar
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import leave_out
from planota_hub.mail.wording import describe_place, describe_time, speaking
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules.readable import show_day
from planota_hub.rules.titles import get_titles
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting
	from planota_hub.planota_hub.doctype.meeting_participant.meeting_participant import MeetingParticipant

# what the link in an invitation is for
ANSWER_PURPOSE = "meeting invitation"
LINK_PURPOSES = {"meeting invitation": {"doctype": "Meeting Participant", "depends_on": ("email",)}}


def invite(meeting: "HubMeeting") -> int:
	"""Queue the invitation to everybody who has not got one; return to how many."""
	addresses = get_addresses(meeting)
	left = get_left([row.ngo for row in meeting.participants])
	number = 0
	for row in meeting.participants:
		if reason := get_obstacle(row, left, addresses):
			leave_out(describe_person(row), reason)
		elif send_message("invitation", meeting, row, addresses[row.name]):
			row.db_set("invited_on", now(), update_modified=False)
			number += 1
	return number


def get_obstacle(row: "MeetingParticipant", left: set[str], addresses: dict[str, str]) -> str | None:
	"""Return why somebody gets no invitation; None when they get one."""
	if row.invited_on:
		return _("was invited on {0}").format(show_day(row.invited_on))
	if row.ngo in left:
		return _("the NGO is not active any more")
	return None if addresses.get(row.name) else _("no e-mail address")


def describe_person(row: "MeetingParticipant") -> str:
	"""Return the name of an invited person, or of the organisation that is invited."""
	if row.person_name:
		return row.person_name
	doctype, name = ("NGO", row.ngo) if row.ngo else ("Stakeholder", row.stakeholder)
	return get_titles(doctype, {name}).get(name) or name


def renew_entry(meeting: "HubMeeting") -> None:
	"""Give the calendar entry a higher number: whoever is invited again may have got a cancellation meanwhile."""
	meeting.db_set("calendar_sequence", cint(meeting.calendar_sequence) + 1, update_modified=False)


def tell_removed(meeting: "HubMeeting") -> None:
	"""Tell everybody who was invited and is not on the list any more, so that the date leaves their calendars."""
	before = meeting.get_doc_before_save()
	present = {row.name for row in meeting.participants}
	removed = (
		[row for row in before.participants if row.invited_on and row.name not in present] if before else []
	)
	if not removed:
		return
	renew_entry(meeting)
	addresses = get_addresses(before)
	still_invited = set(get_addresses(meeting).values())
	for row in removed:
		if addresses.get(row.name) and addresses[row.name] not in still_invited:
			send_message("removal", meeting, row, addresses[row.name])


def tell_change(meeting: "HubMeeting") -> None:
	"""Tell everybody who was invited that time or place have changed."""
	send_to_invited("change", meeting)


def call_off(meeting: "HubMeeting") -> None:
	"""Tell everybody who was invited that the meeting does not take place."""
	send_to_invited("cancellation", meeting)


def tell_minutes(meeting: "HubMeeting") -> None:
	"""Send everybody who was asked to the meeting the link to the adopted minutes."""
	addresses = get_addresses(meeting)
	for row in meeting.participants:
		if addresses.get(row.name):
			send_minutes(meeting, row, addresses[row.name])
		else:
			leave_out(describe_person(row), _("no e-mail address"))


def send_minutes(meeting: "HubMeeting", row: "MeetingParticipant", address: str) -> bool:
	"""Queue the link to the minutes in the language of its reader; tell whether it could be queued."""
	with speaking(get_reader_language(address, row.ngo)):
		minutes = _("Minutes")
		message = Message(
			f"{minutes}: {meeting.subject}",
			[_("the minutes of the meeting below are adopted.")],
			facts=[(_("Meeting"), meeting.subject), (_("When"), describe_time(meeting))],
			link=(_("Read the minutes"), get_minutes_url(row)),
		)
		return send(address, message)


def get_minutes_url(row: "MeetingParticipant") -> str:
	"""Return the address at which somebody who was asked to a meeting reads its minutes, without a log-in."""
	return get_url(f"/meeting-minutes?token={make_token(ANSWER_PURPOSE, row.name)}")


def send_to_invited(kind: str, meeting: "HubMeeting") -> None:
	addresses = get_addresses(meeting)
	for row in meeting.participants:
		if row.invited_on and addresses.get(row.name):
			send_message(kind, meeting, row, addresses[row.name])
		else:
			reason = _("no e-mail address") if row.invited_on else _("was not invited")
			leave_out(describe_person(row), reason)


def get_addresses(meeting: "HubMeeting") -> dict[str, str]:
	"""Return where the invitation of each row goes: to the person, or to the organisation that is invited."""
	addresses = {}
	for doctype, fieldname in (("NGO", "ngo"), ("Stakeholder", "stakeholder")):
		names = sorted({row.get(fieldname) for row in meeting.participants if row.get(fieldname)})
		addresses[fieldname] = dict(
			frappe.get_all(
				doctype, {"name": ("in", names or [""])}, ["name", "email"], order_by="name asc", as_list=True
			)
		)
	return {
		row.name: row.email or addresses["ngo"].get(row.ngo) or addresses["stakeholder"].get(row.stakeholder)
		for row in meeting.participants
	}


def get_answer_url(row: "MeetingParticipant") -> str:
	"""Return the address at which an invited person sees the meeting and answers, without a log-in."""
	return get_url(f"/meeting-invitation?token={make_token(ANSWER_PURPOSE, row.name)}")


def send_message(kind: str, meeting: "HubMeeting", row: "MeetingParticipant", address: str) -> bool:
	"""Queue one message in the language of its reader; tell whether it could be queued."""
	with speaking(get_reader_language(address, row.ngo)):
		return send(address, compose(kind, meeting, row))


def compose(kind: str, meeting: "HubMeeting", row: "MeetingParticipant") -> Message:
	"""Return a message with what is to be known of the meeting, and its entry for the calendar."""
	message, is_off = MESSAGES[kind](meeting), kind in ("cancellation", "removal")
	facts = [
		(_("Meeting"), meeting.subject),
		(_("When"), describe_time(meeting)),
		(_("Where"), describe_place(meeting)),
		(_("Link to the meeting"), meeting.online_link),
		*((f"{item.idx}.", item.topic) for item in meeting.agenda if kind == "invitation"),
	]
	calendar = make_calendar([as_entry(meeting)], "CANCEL" if is_off else "PUBLISH")
	return replace(
		message,
		subject=f"{message.subject}: {meeting.subject}",
		facts=facts,
		link=None if is_off else (_("Say whether you are coming"), get_answer_url(row)),
		attachments=[{"fname": "meeting.ics", "fcontent": calendar}],
	)


def invitation(meeting: "HubMeeting") -> Message:
	return Message(
		_("Invitation"), [_("you are invited to the meeting below; the calendar entry is attached.")]
	)


def change(meeting: "HubMeeting") -> Message:
	return Message(
		_("Changed time or place"),
		[_("the time or the place of the meeting has changed. Please look at the data below.")],
	)


def cancellation(meeting: "HubMeeting") -> Message:
	reason = _("Reason: {0}").format(meeting.cancellation_reason)
	return Message(_("The meeting is cancelled"), [_("the meeting does not take place."), reason])


def removal(meeting: "HubMeeting") -> Message:
	return Message(
		_("You are not invited any more"), [_("you are no longer on the list of those who are invited.")]
	)


MESSAGES = {
	"invitation": invitation,
	"change": change,
	"cancellation": cancellation,
	"removal": removal,
}


def as_entry(meeting: "HubMeeting") -> CalendarEntry:
	"""Return what a calendar program is told about a meeting."""
	agenda = "\n".join(f"{item.idx}. {item.topic}" for item in meeting.agenda)
	return CalendarEntry(
		name=meeting.name,
		title=meeting.subject,
		starts_on=meeting.starts_on,
		ends_on=meeting.ends_on,
		modified=meeting.modified,
		place=describe_place(meeting),
		description="\n\n".join(part for part in (meeting.online_link, agenda) if part),
		sequence=meeting.calendar_sequence,
	)
