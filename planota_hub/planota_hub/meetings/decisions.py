# SPDX-License-Identifier: GPL-3.0-only
"""What was decided, in a meeting or by a vote without one: who answers for it, until when, who is reminded when overdue."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, escape_html, getdate, today

from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.own_tasks import DESK_USER, TaskMail
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.meetings.rules import HELD_STAGES
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.tasks import OverdueStep, RowTasks
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from frappe.desk.doctype.todo.todo import ToDo

	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting
	from planota_hub.planota_hub.doctype.meeting_decision.meeting_decision import MeetingDecision
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

MEETING, VOTE, DECISION = "Hub Meeting", "Member Vote", "Meeting Decision"
VOTES = ("votes_for", "votes_against", "votes_abstained")
# what the link is for that somebody without a log-in gets
DECISION_PURPOSE = "meeting decision"
LINK_PURPOSES = {"meeting decision": {"doctype": "Meeting Decision", "depends_on": ("responsible_email",)}}


@dataclass(frozen=True)
class Source:
	"""Records of one kind that decide, with a table `decisions`.

	Attributes:
	        stages: in which what stands in the table is decided.
	        title, day: fields with what it was about and when it was decided.
	        whose: fields with the network, body or the like whose decision it is.
	"""

	stages: frozenset[str]
	title: str
	day: str
	whose: tuple[str, str]


SOURCES = {
	MEETING: Source(HELD_STAGES, "subject", "starts_on", ("meeting_of_doctype", "meeting_of")),
	VOTE: Source(frozenset({"Closed"}), "question", "closed_on", ("vote_of_doctype", "vote_of")),
}


def get_title(doc: "HubMeeting | MemberVote") -> str:
	return doc.get(SOURCES[doc.doctype].title)


def describe_task(doc: "HubMeeting | MemberVote", row: "MeetingDecision") -> dict | None:
	"""Return what the task of an open decision is; None as long as the meeting was not held."""
	if doc.stage not in SOURCES[doc.doctype].stages or not row.responsible:
		return None
	lines = [row.decision, get_title(doc)]
	if row.carried_out_by:
		lines.append(_("Carried out by: {0}").format(row.carried_out_by))
	return {
		"allocated_to": row.responsible,
		"description": "<br>".join(escape_html(line) for line in lines),
		"date": getdate(row.due_date),
	}


TASKS = {doctype: RowTasks(doctype, DECISION, "decisions", describe_task) for doctype in SOURCES}


def validate_decisions(meeting: "HubMeeting") -> None:
	"""Each decision has somebody who answers for it, a day that comes after the meeting, and votes that add up."""
	validate_rows(meeting, _("the day lies before the meeting."))
	for row in meeting.decisions:
		validate_votes(meeting, row)


def validate_rows(doc: "HubMeeting | MemberVote", too_early: str) -> None:
	"""Each decision has somebody who answers for it, and a day that does not come before it was decided."""
	TASKS[doc.doctype].set_done_dates(doc)
	for row in doc.decisions:
		require_answerable(row)
		if getdate(row.due_date) < getdate(doc.get(SOURCES[doc.doctype].day)):
			refuse(row, "due_date", too_early, _("Wrong Date"))


def require_answerable(row: "MeetingDecision") -> None:
	"""Somebody answers for a decision: a user, or a person who is reached by e-mail."""
	normalise_email(row, "responsible_email")
	message = _("a decision needs somebody who answers for it and a day.")
	for fieldname in ("decision", "due_date"):
		refuse_missing(row, fieldname, message)
	is_open = row.status == "Open" or not row.carried_out_by
	if row.responsible_email:
		refuse_missing(row, "carried_out_by", _("please enter who is written to at this address."))
	elif is_open:
		refuse_missing(row, "responsible", message)


def update_tasks(doc: "HubMeeting | MemberVote") -> None:
	"""Make the tasks of a saved meeting or vote what its decisions say, and tell everybody who has got a new one."""
	waiting = [row for row in doc.decisions if not row.todo]
	TASKS[doc.doctype].update(doc)
	new = defaultdict(list)
	for row in waiting:
		if row.todo and row.responsible != frappe.session.user:
			new[row.responsible].append(frappe._dict(row.as_dict(), subject=get_title(doc)))
	for user, rows in new.items():
		MAIL.tell(user, rows)
	for row in get_new_for_outsiders(doc):
		tell_outsider(frappe._dict(row.as_dict(), subject=get_title(doc)))


def get_new_for_outsiders(doc: "HubMeeting | MemberVote") -> list["MeetingDecision"]:
	"""Return the open decisions that fall to somebody without a log-in with this save."""
	stages = SOURCES[doc.doctype].stages
	if doc.stage not in stages:
		return []
	before = doc.get_doc_before_save()
	was_held = before and before.stage in stages
	told = {row.name: row.responsible_email for row in before.decisions} if was_held else {}
	return [
		row
		for row in doc.decisions
		if row.status == "Open" and row.responsible_email and told.get(row.name) != row.responsible_email
	]


def validate_votes(meeting: "HubMeeting", row: "MeetingDecision") -> None:
	"""Votes are as many as voters were present at most; those of a vote of members are read from it."""
	if row.member_vote:
		return read_votes(row)
	votes = sum(cint(row.get(fieldname)) for fieldname in VOTES)
	if any(cint(row.get(fieldname)) < 0 for fieldname in VOTES):
		refuse(row, "votes_for", _("the number must not be negative."), _("Wrong Votes"))
	if votes and any(participant.attendance for participant in meeting.participants):
		if votes > meeting.voters_present:
			message = _("{0} votes were cast, but only {1} people with a vote were present.")
			refuse(row, "votes_for", message.format(votes, meeting.voters_present), _("Wrong Votes"))


def read_votes(row: "MeetingDecision") -> None:
	"""Take over the numbers of the vote that was held on a decision.

	Raises:
	        frappe.ValidationError: when it is not closed, so that it has none yet.
	"""
	fields = ["stage", *VOTES]
	vote = frappe.db.get_value("Member Vote", row.member_vote, fields, as_dict=True)
	if not vote or vote.stage != "Closed":
		refuse(row, "member_vote", _("this vote is not closed yet, so it has decided nothing."))
	row.update({fieldname: vote[fieldname] for fieldname in VOTES})


def set_open_decisions(meeting: "HubMeeting") -> None:
	"""Derive how many decisions are open, and when the first of them is due."""
	due = sorted(getdate(row.due_date) for row in meeting.decisions if row.status == "Open")
	meeting.open_decisions, meeting.next_due_date = len(due), due[0] if due else None


# Hooks of ToDo


def follow_task(task: "ToDo", method: str | None = None) -> None:
	"""Close, drop or open again the decision whose task was closed, cancelled or opened again."""
	tasks = TASKS.get(task.reference_type)
	if not tasks or not tasks.follow(task):
		return
	if task.reference_type == VOTE:
		# who answers needs, and the network whose vote it was, follow its changes
		vote = frappe.get_doc(VOTE, task.reference_name)
		vote.run_method("on_change")
		vote.notify_update()
	else:
		meeting = frappe.get_doc(MEETING, task.reference_name)
		set_open_decisions(meeting)
		values = {"open_decisions": meeting.open_decisions, "next_due_date": meeting.next_due_date}
		meeting.db_set(values, update_modified=False)  # who answers needs by a meeting follows its changes


def forget_task(task: "ToDo", method: str | None = None) -> None:
	"""A decision whose task is deleted has none any more."""
	if tasks := TASKS.get(task.reference_type):
		tasks.forget(task)


# What is overdue


def get_decisions(filters: list | None = None) -> list[frappe._dict]:
	"""Return decisions of held meetings and closed votes, the one that is due first at the top.

	Args:
	        filters: on the rows of Meeting Decision.

	Returns:
	        each with the fields of the row, and `subject`, `decided_on`, `whose_doctype` and `whose` of its meeting or
	        vote; `overdue_days` is 0 when it is not overdue.
	"""
	rows = frappe.get_all(
		DECISION,
		filters=[["parenttype", "in", list(SOURCES)], *(filters or [])],
		fields=[
			"name",
			"parent",
			"parenttype",
			"decision",
			"responsible",
			"carried_out_by",
			"responsible_email",
			"due_date",
			"status",
			"done_on",
			"chased_on",
		],
		order_by="due_date asc, parent asc, idx asc",
		limit_page_length=0,
	)
	decided = get_decided(rows)
	rows = [row for row in rows if (row.parenttype, row.parent) in decided]
	for row in rows:
		row.update(decided[row.parenttype, row.parent])
		is_open = row.status == "Open" and row.due_date
		row.overdue_days = max((getdate(today()) - getdate(row.due_date)).days, 0) if is_open else 0
	return rows


def get_decided(rows: list[frappe._dict]) -> dict[tuple[str, str], dict]:
	"""Return of the held meetings and closed votes behind some rows what a decision says of them, by kind and name."""
	decided = {}
	for doctype, source in SOURCES.items():
		names = sorted({row.parent for row in rows if row.parenttype == doctype})
		whose_doctype, whose = source.whose
		for doc in frappe.get_all(
			doctype,
			filters={"name": ("in", names or [""]), "stage": ("in", sorted(source.stages))},
			fields=["name", source.title, source.day, whose_doctype, whose],
			order_by="name asc",
			limit_page_length=0,
		):
			decided[doctype, doc.name] = {
				"subject": doc[source.title],
				"decided_on": doc[source.day],
				"whose_doctype": doc[whose_doctype],
				"whose": doc[whose],
			}
	return decided


def get_overdue_decisions() -> list[frappe._dict]:
	"""Return the open decisions whose day has passed."""
	return get_decisions([["status", "=", "Open"], ["due_date", "<", today()]])


def chase_overdue_decisions() -> None:
	"""Scheduler, daily: remind whoever answers for overdue decisions, of each once a week."""
	failure = _("A reminder of overdue decisions could not be sent")
	for row in MAIL.chase(get_overdue_decisions(), failure):
		if row.responsible_email:
			with one_of_many(failure, row.parenttype, row.parent):
				remind_outsider(row)


def describe_list(number: int, is_overdue: bool) -> tuple[str, str]:
	"""Return subject and first line of a message about decisions, in the language that is spoken."""
	if is_overdue:
		return (
			_("Overdue decisions: {0}").format(number),
			_("these decisions are yours, and their day has passed:"),
		)
	return (
		_("New decisions that you answer for: {0}").format(number),
		_("what stands below was decided, and you answer for it:"),
	)


def get_link(user: str, user_type: str, row: frappe._dict) -> tuple[str, str]:
	"""Return where somebody finds the decisions: in the Desk, or in the portal for who has none or may not read it."""
	if user_type == DESK_USER and frappe.has_permission(row.parenttype, "read", row.parent, user=user):
		label = _("Open the meeting") if row.parenttype == MEETING else _("Open the vote")
		return label, frappe.utils.get_url_to_form(row.parenttype, row.parent)
	return _("My meetings"), frappe.utils.get_url("/my-meetings")


MAIL = TaskMail(DECISION, describe_list, say=lambda row: f"{row.decision} ({row.subject})", get_link=get_link)


def describe_kind(doctype: str) -> str:
	"""Return in a word where something was decided."""
	return _("Meeting") if doctype == MEETING else _("Vote", context="Noun")


# People without a log-in


def remind_outsider(row: frappe._dict) -> None:
	if tell_outsider(row, is_overdue=True):
		MAIL.note_chased([row.name])


def tell_outsider(row: frappe._dict, is_overdue: bool = False) -> bool:
	"""Tell somebody without a log-in of a decision that is theirs, with the link by which they say that it is done.

	Args:
	        row: of `get_decisions`.
	"""
	with speaking(get_reader_language(row.responsible_email)):
		line = _("what stands below was decided, and it was entrusted to you.")
		if is_overdue:
			line = _("this was entrusted to you, and its day has passed.")
		hint = _("When it is carried out, please say so with the link. You need no log-in.")
		facts = [
			(_("Decision"), row.decision),
			(describe_kind(row.parenttype), row.subject),
			(_("Due Date"), show_day(row.due_date)),
		]
		subject = _("A decision that you carry out: {0}").format(row.subject)
		link = (_("Mark as carried out"), get_decision_url(row.name))
		return send(
			row.responsible_email, Message(subject, [line, hint], facts, link), (row.parenttype, row.parent)
		)


def get_decision_url(name: str) -> str:
	"""Return the address at which somebody says, without a log-in, that a decision is carried out."""
	return frappe.utils.get_url(f"/meeting-decision?token={make_token(DECISION_PURPOSE, name)}")


def get_overdue_steps() -> list[OverdueStep]:
	"""Hook `hub_overdue_steps`: return the open decisions of held meetings and closed votes whose day has passed."""
	return [
		OverdueStep(
			row.parenttype,
			row.parent,
			row.decision,
			row.subject,
			row.responsible or row.carried_out_by or None,
			getdate(row.due_date),
		)
		for row in get_overdue_decisions()
	]
