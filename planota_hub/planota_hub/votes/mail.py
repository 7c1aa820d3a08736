# SPDX-License-Identifier: GPL-3.0-only
"""What voters get by e-mail: the personal link, one reminder, and that the staff have entered their vote."""

from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_datetime, get_url, now, now_datetime

from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.planota_hub.votes.members import describe_voter, find_left
from planota_hub.planota_hub.votes.secrecy import VOTE, VOTER
from planota_hub.planota_hub.votes.texts import (
	describe_candidate,
	describe_secrecy,
	describe_whose,
	name_option,
)
from planota_hub.rules.readable import show_moment
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote
	from planota_hub.planota_hub.doctype.member_vote_voter.member_vote_voter import MemberVoteVoter

# what the personal link is for
VOTE_PURPOSE = "member vote"
LINK_PURPOSES = {
	"member vote": {"doctype": "Member Vote Voter", "depends_on": ("email", "link_number"), "decides": True}
}
REMIND_BEFORE = timedelta(hours=24)


def get_vote_url(row: "MemberVoteVoter | frappe._dict") -> str:
	"""Return the address at which one voter votes without a log-in; void once somebody else votes instead."""
	return get_url(f"/member-vote?token={make_token(VOTE_PURPOSE, row.name)}")


def send_links(vote: "MemberVote") -> int:
	"""Send each voter who has none yet the personal link; return to how many."""
	return sum(send_link(vote, row) for row in vote.voters if not row.sent_on)


def send_link(vote: "MemberVote", row: "MemberVoteVoter") -> bool:
	if not has_address(row.email, describe_voter(row)):
		return False

	def compose() -> Message:
		return write(vote, row, _("Please vote"), _("your vote is asked for on what stands below."))

	is_sent = send_to(row, compose)
	if is_sent:
		row.db_set("sent_on", now(), update_modified=False)
	return is_sent


def send_to(row: "MemberVoteVoter", compose) -> bool:
	with speaking(get_reader_language(row.email, row.ngo)):
		return send(row.email, compose())


def write(vote: "MemberVote", row: "MemberVoteVoter", subject: str, line: str) -> Message:
	"""Return a message with the question and the personal link."""
	warning = _("The link is for you alone; please do not pass it on: whoever opens it votes in your name.")
	facts = [
		(_("Question"), vote.question),
		(_("Whose Vote"), describe_whose(vote)),
		*([(_("Candidate"), describe_candidate(vote))] if vote.candidate else []),
		(_("Voter"), describe_voter(row)),
		(_("Voting Until"), show_moment(vote.voting_until)),
	]
	lines = [line, describe_secrecy(vote), warning]
	return Message(f"{subject}: {vote.question}", lines, facts, (_("Vote now"), get_vote_url(row)))


def tell_recorded(vote: "MemberVote", row: "MemberVoteVoter") -> None:
	"""Tell a voter what the staff have entered in their name, so that nothing is entered behind their back."""

	def compose() -> Message:
		text = _(
			"the hub has entered your vote, given in the room: {0}. If it is not right, correct it by the link."
		)
		return write(vote, row, _("Your vote was entered"), text.format(name_option(row.choice)))

	if row.email:
		send_to(row, compose)


def remind_voters() -> None:
	"""Scheduler, hourly: remind once whoever has not voted when the vote ends within a day."""
	ending = [
		["stage", "=", "Voting"],
		["voting_by", "=", "Personal Link"],
		["voting_until", ">", now()],
		["voting_until", "<=", now_datetime() + REMIND_BEFORE],
	]
	for name in frappe.get_all(VOTE, ending, pluck="name", order_by="name asc"):
		vote = frappe.get_doc(VOTE, name)
		left = find_left(vote)
		for row in vote.voters:
			if is_to_remind(row) and row.name not in left:
				with one_of_many(_("A voter could not be reminded"), VOTE, name):
					remind(vote, row)


def is_to_remind(row: "MemberVoteVoter") -> bool:
	"""Tell whether somebody got the link some time ago, and neither voted nor was reminded since."""
	if row.status != "Not Voted" or not row.sent_on or row.reminded_on:
		return False
	return get_datetime(row.sent_on) < now_datetime() - timedelta(hours=1)


def remind(vote: "MemberVote", row: "MemberVoteVoter") -> None:
	"""Remind one voter and note it; of two runs at once one does.

	Raises:
	        frappe.OutgoingEmailError: when the mail could not be queued; nothing is noted then.
	"""
	if frappe.db.get_value(VOTER, row.name, "reminded_on", for_update=True):
		return
	frappe.db.set_value(VOTER, row.name, "reminded_on", now(), update_modified=False)
	if not send_to(row, lambda: write(vote, row, _("The vote ends soon"), _("you have not voted yet."))):
		raise frappe.OutgoingEmailError
