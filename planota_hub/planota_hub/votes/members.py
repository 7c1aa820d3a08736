# SPDX-License-Identifier: GPL-3.0-only
"""Who can vote: the members of a network, body, consortium or campaign, or those with a vote at a meeting.

Each member has one vote as it has one in meetings (hook `hub_meeting_members`): a member organisation in a network, a
seat in a body, a partner with votes in a consortium. What counts is who is a member when the vote is cast.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt

from planota_hub.planota_hub.meetings.mail import get_addresses
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules.refusals import refuse
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote
	from planota_hub.planota_hub.doctype.member_vote_voter.member_vote_voter import MemberVoteVoter

MEETING = "Hub Meeting"
FIELDS = ("ngo", "stakeholder", "person_name", "contact", "email", "member")


def get_kinds() -> list[str]:
	"""Return the DocTypes whose members can vote."""
	return [*frappe.get_hooks("hub_meeting_members"), MEETING]


def get_members(doctype: str, name: str) -> list[frappe._dict]:
	"""Return who has a vote today: rows with `ngo` or `stakeholder`, `person_name`, `email`, `member`."""
	if doctype == MEETING:
		return get_attendees(name)
	handlers = frappe.get_hooks("hub_meeting_members").get(doctype)
	rows = map(frappe._dict, frappe.get_attr(handlers[-1])(name)) if handlers else ()
	return [row for row in rows if cint(row.has_vote)]


def get_attendees(name: str) -> list[frappe._dict]:
	"""Return who has a vote at a meeting: who was present, and as long as nobody has noted that, who is invited."""
	meeting = frappe.get_doc(MEETING, name)
	addresses = get_addresses(meeting)
	is_noted = any(row.attendance for row in meeting.participants)
	return [
		frappe._dict(
			ngo=row.ngo,
			stakeholder=row.stakeholder,
			person_name=row.person_name,
			contact=row.contact,
			email=addresses.get(row.name),
			member=row.name,
		)
		for row in meeting.participants
		if row.has_vote and (row.attendance == "Present" or not is_noted)
	]


def add_voters(vote: "MemberVote") -> int:
	"""Put those members on the list who are not on it; return how many came. The first time, take over the quorum.

	Raises:
	        frappe.ValidationError: once the vote has begun.
	"""
	before = vote.get_doc_before_save()
	if (before.stage if before else vote.stage) != "Draft":
		refuse(vote, "voters", _("who can vote is settled since the vote began."))
	known = {get_identity(row) for row in vote.voters}
	new = [row for row in get_members(vote.vote_of_doctype, vote.vote_of) if get_identity(row) not in known]
	for row in new:
		voter = vote.append("voters", {"status": "Not Voted", **{name: row.get(name) for name in FIELDS}})
		voter.flags.set_by_hub = {"member": row.get("member")}
	if new and not flt(vote.quorum_percent):
		vote.quorum_percent = get_quorum_percent(vote)
	return len(new)


def get_quorum_percent(vote: "MemberVote") -> float:
	"""Return the share of its members that the rules of a body ask for; 0 where there is no such rule."""
	if not frappe.get_meta(vote.vote_of_doctype).has_field("quorum_percent"):
		return 0
	return flt(frappe.db.get_value(vote.vote_of_doctype, vote.vote_of, "quorum_percent"))


def set_addresses(vote: "MemberVote") -> None:
	"""Let the link of a voter without an own address go to the organisation."""
	for doctype, fieldname in (("NGO", "ngo"), ("Stakeholder", "stakeholder")):
		names = {row.get(fieldname) for row in vote.voters if row.get(fieldname) and not row.email}
		filters = {"name": ("in", sorted(names) or [""])}
		found = frappe.get_all(doctype, filters, ["name", "email"], order_by="name asc", as_list=True)
		addresses = dict(found)
		for row in vote.voters:
			row.email = row.email or addresses.get(row.get(fieldname))


def get_identity(row: "MemberVoteVoter | frappe._dict") -> str:
	"""Return whose vote it is: the seat where members have seats, else the organisation, else the person."""
	return (
		row.get("member")
		or row.get("ngo")
		or row.get("stakeholder")
		or (row.get("person_name") or "").casefold()
	)


def find_left(vote: "MemberVote") -> set[str]:
	"""Return the names of the rows of those who are no members any more: left, mandate ended, NGO not active.

	Whoever stands in for somebody votes as long as the organisation is active.
	"""
	present = {get_identity(row) for row in get_members(vote.vote_of_doctype, vote.vote_of)}
	inactive = get_left([row.ngo for row in vote.voters])
	return {
		row.name
		for row in vote.voters
		if row.ngo in inactive or (not row.stands_in_for and get_identity(row) not in present)
	}


def refuse_strangers(vote: "MemberVote") -> None:
	"""Only members vote; who is none any more, or was typed in, is taken off the list before the vote begins."""
	left = find_left(vote)
	for row in vote.voters:
		if row.name in left:
			message = _("{0} has no vote here today; delete the row, or take the voters from the members.")
			refuse(row, "person_name", message.format(describe_voter(row)), _("Not a Member"))


def describe_voter(row: "MemberVoteVoter") -> str:
	"""Return person and organisation of a voter."""
	doctype, name = ("NGO", row.ngo) if row.ngo else ("Stakeholder", row.stakeholder)
	organisation = get_titles(doctype, [name]).get(name) if name else None
	# where nobody speaks for an organisation by name, its own name stands in both
	return ", ".join(dict.fromkeys(part for part in (row.person_name, organisation) if part))
