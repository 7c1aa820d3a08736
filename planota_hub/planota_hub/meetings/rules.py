# SPDX-License-Identifier: GPL-3.0-only
"""What a meeting must fulfil: time and place, who takes part, quorum, and the steps of its course."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, get_url, now_datetime

from planota_hub.rules.fields import normalise_email, normalise_website
from planota_hub.rules.readable import show_moment
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, check_conditions, stamp

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting

# with whom a meeting can be, besides those whose members are known
STAKEHOLDER = "Stakeholder"
FIRST_STAGE = "Planned"
# before the meeting: who is invited is told about changes
COMING_STAGES = frozenset({"Planned", "Called"})
HELD_STAGES = frozenset({"Held", "Minutes Adopted"})
# the public may know of a meeting once people are invited to it
ANNOUNCED_STAGES = ("Called", *HELD_STAGES)
MAX_DAYS = 14
# once the minutes are adopted these stay as they are: table ("" for the meeting itself) -> fields
MINUTES_FIELDS = {
	"": ("subject", "starts_on", "minutes", "chaired_by", "minutes_by", "members_count", "others_present"),
	"agenda": ("topic", "discussion"),
	"participants": ("ngo", "stakeholder", "person_name", "attendance"),
	"decisions": ("decision", "member_vote", "votes_for", "votes_against", "votes_abstained"),
}


def validate_times(meeting: "HubMeeting") -> None:
	"""A meeting ends after it starts, and takes days at most."""
	starts_on, ends_on = get_datetime(meeting.starts_on), get_datetime(meeting.ends_on)
	if ends_on <= starts_on:
		refuse(meeting, "ends_on", _("the meeting must end after it starts."), _("Wrong Time"))
	if (ends_on - starts_on).days > MAX_DAYS:
		message = _("a meeting lasts at most {0} days.").format(MAX_DAYS)
		refuse(meeting, "ends_on", message, _("Wrong Time"))


def validate_place(meeting: "HubMeeting") -> None:
	"""A meeting in person has a venue and a municipality, one online a link at most."""
	if meeting.delivery == "Online":
		meeting.venue = None
	else:
		for fieldname in ("venue", "municipality"):
			refuse_missing(meeting, fieldname, _("please enter where the meeting takes place."))
	if meeting.delivery == "In Person":
		meeting.online_link = None
	normalise_website(meeting, "online_link")


@frappe.whitelist()
def get_kinds() -> list[str]:
	"""Return the DocTypes whose meeting it can be; an area adds its own by the hook `hub_meeting_members`."""
	return [*frappe.get_hooks("hub_meeting_members"), STAKEHOLDER]


def validate_whose_meeting(meeting: "HubMeeting") -> None:
	"""Whose meeting it is names a kind that has meetings, and a record of that kind; or neither."""
	if not meeting.meeting_of_doctype:
		meeting.meeting_of = None
	elif meeting.meeting_of_doctype not in get_kinds():
		kinds = ", ".join(_(doctype) for doctype in get_kinds())
		refuse(meeting, "meeting_of_doctype", _("expected is one of: {0}.").format(kinds))
	else:
		refuse_missing(meeting, "meeting_of", _("please choose whose meeting it is."))


def validate_participants(meeting: "HubMeeting") -> None:
	"""Each row names an organisation or a person, and nobody is there twice."""
	known: dict[tuple, int] = {}
	for row in meeting.participants:
		normalise_email(row, "email")
		if not (row.ngo or row.stakeholder or row.person_name):
			refuse(row, "person_name", _("please name an organisation or a person."))
		if row.ngo and row.stakeholder:
			refuse(row, "stakeholder", _("the person comes for an NGO or for a stakeholder, not for both."))
		key = (row.ngo or row.stakeholder, cstr(row.person_name).casefold(), row.email)
		if key in known:
			refuse(row, "person_name", _("this is the same as row {0}.").format(known[key]))
		known[key] = row.idx
		if row.attendance == "Present" and get_datetime(meeting.starts_on) > now_datetime():
			refuse(row, "attendance", _("the meeting has not begun yet."))


def set_quorum(meeting: "HubMeeting") -> None:
	"""Derive who was present, and whether there were enough of them to decide.

	Raises:
	        frappe.ValidationError: when more people with a vote were present than there are, or more are needed.
	"""
	present = [row for row in meeting.participants if row.attendance == "Present"]
	meeting.voters_present = sum(cint(row.has_vote) for row in present)
	meeting.present_count = len(present) + cint(meeting.others_present)
	members = get_members_count(meeting)
	if meeting.voters_present > members:
		message = _("{0} people with a vote were present, but there are only {1}.")
		refuse(meeting, "members_count", message.format(meeting.voters_present, members), _("Wrong Quorum"))
	if cint(meeting.quorum_needed) > members:
		message = _("{0} votes are needed, but there are only {1}.")
		refuse(meeting, "quorum_needed", message.format(meeting.quorum_needed, members), _("Wrong Quorum"))
	meeting.quorum_status = get_quorum_status(meeting)


def get_members_count(meeting: "HubMeeting") -> int:
	"""Return how many have a vote: as entered, or as many as are invited with one."""
	return cint(meeting.members_count) or sum(cint(row.has_vote) for row in meeting.participants)


def get_quorum_status(meeting: "HubMeeting") -> str:
	if not cint(meeting.quorum_needed):
		return "Not Needed"
	if meeting.voters_present >= cint(meeting.quorum_needed):
		return "Reached"
	return "Not Reached" if any(row.attendance for row in meeting.participants) else "Not Recorded"


def validate_stage(meeting: "HubMeeting") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(meeting, FIRST_STAGE, _("{0}: a new meeting begins as {1}."))
	if stamp(meeting):
		check_conditions(meeting, CONDITIONS)


def validate_call(meeting: "HubMeeting") -> None:
	message = _("please enter who is invited before you send the invitations.")
	refuse_missing(meeting, "participants", message)
	refuse_missing(meeting, "agenda", _("please enter the agenda before you send the invitations."))
	if get_datetime(meeting.starts_on) < now_datetime():
		refuse(meeting, "starts_on", _("the meeting lies in the past; nobody can be invited to it any more."))


def validate_held(meeting: "HubMeeting") -> None:
	if get_datetime(meeting.starts_on) > now_datetime():
		moment = show_moment(meeting.starts_on)
		refuse(
			meeting, "stage", _("the meeting starts on {0}; only then can it have been held.").format(moment)
		)


def validate_adoption(meeting: "HubMeeting") -> None:
	if not (meeting.decisions or any(row.discussion for row in meeting.agenda)):
		refuse_missing(meeting, "minutes", _("please enter the minutes before they are adopted."))
	if meeting.participants and not any(row.attendance for row in meeting.participants):
		refuse(meeting, "participants", _("please enter who was present before the minutes are adopted."))


def validate_cancellation(meeting: "HubMeeting") -> None:
	message = _("please give the reason before you cancel the meeting.")
	refuse_missing(meeting, "cancellation_reason", message)


CONDITIONS = {
	"Called": validate_call,
	"Held": validate_held,
	"Minutes Adopted": validate_adoption,
	"Cancelled": validate_cancellation,
}


def refuse_changed_minutes(meeting: "HubMeeting") -> None:
	"""Adopted minutes stay as they were adopted; who has to change them opens them again first."""
	before = meeting.get_doc_before_save()
	if not before or before.stage != "Minutes Adopted" or meeting.stage != "Minutes Adopted":
		return
	for table, fieldnames in MINUTES_FIELDS.items():
		if as_written(before, table, fieldnames) != as_written(meeting, table, fieldnames):
			message = _("the minutes are adopted; open them again before you change them.")
			refuse(meeting, table or "minutes", message, _("Minutes Adopted"))


def as_written(meeting: "HubMeeting", table: str, fieldnames: tuple[str, ...]) -> list[list[str]]:
	rows = meeting.get(table) if table else [meeting]
	return [[cstr(row.get(fieldname) or "") for fieldname in fieldnames] for row in rows]


def validate_publication(meeting: "HubMeeting") -> None:
	"""Only adopted minutes are published; opening them again takes them off the website."""
	before = meeting.get_doc_before_save()
	if meeting.stage == "Minutes Adopted":
		return
	if meeting.published and not (before and before.published):
		refuse(meeting, "published", _("only adopted minutes can be published."))
	meeting.published = 0


def get_public_url(meeting: "HubMeeting") -> str | None:
	"""Return the address of an announced meeting or of published minutes."""
	is_public = meeting.published or (meeting.announced and meeting.stage in ANNOUNCED_STAGES)
	return get_url(f"/meetings/{meeting.name}") if is_public else None
