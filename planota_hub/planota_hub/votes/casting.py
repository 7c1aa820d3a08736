# SPDX-License-Identifier: GPL-3.0-only
"""Casting a vote: by the personal link, without a log-in, or in the room, where the staff write it down.

A vote is cast while the row of the whole vote is locked, so that of two in the same moment the second sees the first,
and none slips in while it is counted.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr, get_datetime, now, now_datetime

from planota_hub.planota_hub.votes import members
from planota_hub.planota_hub.votes.mail import VOTE_PURPOSE, tell_recorded
from planota_hub.planota_hub.votes.outcome import ABSTAINED
from planota_hub.planota_hub.votes.secrecy import SECRET, VOTE, VOTER
from planota_hub.planota_hub.votes.texts import name_option
from planota_hub.rules.refusals import refuse
from planota_hub.rules.seal import seal
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote
	from planota_hub.planota_hub.doctype.member_vote_voter.member_vote_voter import MemberVoteVoter

VOTES_PER_HOUR = 60
ROOM = "In the Room"
# of the link and of the row must be the same when the vote is locked
LINK_FIELDS = ("email", "link_number")


def get_voter(token: str | None) -> frappe._dict:
	"""Return the row behind a personal link: `name`, `parent`, and what the link depends on.

	Raises:
	        tokens.InvalidTokenError: when the link was not made by the hub, or somebody else votes by now.
	        frappe.DoesNotExistError: when the vote is not there any more.
	"""
	name = read_token(VOTE_PURPOSE, token)
	fields = ["name", "parent", *LINK_FIELDS]
	row = frappe.db.get_value(VOTER, {"name": name, "parenttype": VOTE}, fields, as_dict=True)
	if not row:
		frappe.throw(_("This vote is no longer there."), frappe.DoesNotExistError)
	return row


def get_obstacle(vote: "MemberVote", row: "MemberVoteVoter") -> str | None:
	"""Return in words why somebody can't vote now; None when they can."""
	if vote.stage == "Withdrawn":
		return _("This vote was withdrawn.")
	if vote.stage == "Closed" or (
		vote.stage == "Voting" and get_datetime(vote.voting_until) <= now_datetime()
	):
		return _("The vote is over.")
	if vote.stage != "Voting":
		return _("The vote has not begun yet.")
	if row.status == "Voted" and vote.ballot_secrecy == SECRET:
		return _("Your vote was cast. Thank you; as the vote is secret, it can't be changed.")
	if row.name in members.find_left(vote):
		return _(
			"You have no vote here any more: the membership or the mandate has ended. Please write to the hub."
		)
	return None


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=VOTES_PER_HOUR, seconds=3600)
def cast_member_vote(token: str, choice: str = "") -> dict[str, str]:
	"""Keep what somebody votes by the personal link; in an open vote the last choice counts.

	Returns:
	        `message`, which is said to whoever voted.

	Raises:
	        frappe.ValidationError: for no option of this vote, one that is over, or a second secret vote.
	"""
	# what watches requests (the framework's recorder and log of errors) must not keep how somebody voted
	frappe.local.form_dict.pop("choice", None)
	try:
		return keep_vote(token, cstr(choice))
	except (frappe.ValidationError, frappe.PermissionError):
		raise
	except Exception:
		frappe.db.rollback()
		frappe.log_error(_("A vote could not be kept"), frappe.get_traceback(), defer_insert=True)
	frappe.throw(_("The vote could not be kept. Please try again; if it happens again, write to the hub."))


def keep_vote(token: str, choice: str) -> dict[str, str]:
	voter = get_voter(token)
	vote = frappe.get_doc(VOTE, voter.parent, for_update=True)
	row = vote.getone("voters", {"name": voter.name})
	if not row or any(row.get(name) != voter.get(name) for name in LINK_FIELDS):
		frappe.throw(_("Somebody else casts this vote by now. Please write to the hub."))
	if obstacle := get_obstacle(vote, row):
		frappe.throw(obstacle)
	refuse_unknown(vote, choice)
	note(vote, row, choice, "Online")
	if vote.ballot_secrecy == SECRET:
		return {"message": _("Thank you. Your vote is sealed until the vote is counted.")}
	message = _("Thank you. You voted: {0}. You can change it here as long as the vote runs.")
	return {"message": message.format(name_option(choice))}


def refuse_unknown(vote: "MemberVote", choice: str) -> None:
	options = [row.option for row in vote.options] + ([ABSTAINED] if vote.allows_abstention else [])
	if choice not in options:
		frappe.throw(_("{0}: please choose from the list.").format(_("Your vote")))


def note(vote: "MemberVote", row: "MemberVoteVoter", choice: str, channel: str) -> None:
	"""Keep a choice past the history of the vote; a secret one only under its seal."""
	is_secret = vote.ballot_secrecy == SECRET
	values = {
		"status": "Voted",
		"voted_on": now(),
		"channel": channel,
		"recorded_by": None if channel == "Online" else frappe.session.user,
		"choice": None if is_secret else choice,
		"sealed_choice": seal(vote.name, vote.seal_key, choice) if is_secret else None,
	}
	row.update(values)
	frappe.db.set_value(VOTER, row.name, values, update_modified=False)
	vote.voted_count = sum(other.status == "Voted" for other in vote.voters)
	frappe.db.set_value(VOTE, vote.name, "voted_count", vote.voted_count, update_modified=False)
	frappe.clear_document_cache(VOTE, vote.name)


# In the room


def record_votes(name: str, choices: dict[str, str]) -> int:
	"""Write down what members vote in the room: name of the row -> option; return how many were entered.

	A vote that came by the link is never written over. Who was entered can still correct it by the own link.

	Raises:
	        frappe.ValidationError: naming what is wrong; nothing is kept then.
	"""
	vote = frappe.get_doc(VOTE, name, for_update=True)
	if vote.ballot_secrecy == SECRET or vote.voting_by != "Personal Link":
		refuse(
			vote,
			"ballot_secrecy",
			_("only the votes of an open vote with personal links are entered by member."),
		)
	given = {row: cstr(choice) for row, choice in choices.items() if choice}
	rows = {row.name: row for row in vote.voters}
	if unknown := set(given) - set(rows):
		frappe.throw(_("{0}: no such row.").format(frappe.utils.escape_html(cstr(sorted(unknown)[0]))))
	for row_name, choice in given.items():
		row = rows[row_name]
		if row.channel == "Online":
			refuse(
				row, "person_name", _("{0}: this vote came by the link.").format(members.describe_voter(row))
			)
		if obstacle := get_obstacle(vote, row):
			refuse(row, "person_name", obstacle)
		refuse_unknown(vote, choice)
		if row.choice != choice:
			note(vote, row, choice, ROOM)
			tell_recorded(vote, row)
	return len(given)


def record_hands(name: str, figures: dict[str, int], abstained: int) -> None:
	"""Write down a show of hands: option -> number, and how many abstained; entered again, the last numbers count.

	Raises:
	        frappe.ValidationError: for more hands than can vote, numbers below 0, or a vote with personal links.
	"""
	vote = frappe.get_doc(VOTE, name, for_update=True)
	if vote.voting_by != "Show of Hands" or vote.stage != "Voting":
		refuse(vote, "voting_by", _("hands are counted in a running vote by a show of hands."))
	numbers = {row.option: cint(figures.get(row.option)) for row in vote.options}
	abstained = cint(abstained)
	if min([*numbers.values(), abstained]) < 0:
		refuse(vote, "options", _("the number must not be negative."))
	if abstained and not vote.allows_abstention:
		refuse(vote, "votes_abstained", _("in this vote nobody can abstain."))
	total = sum(numbers.values()) + abstained
	if total > len(vote.voters):
		message = _("{0} hands were counted, but only {1} can vote.")
		refuse(vote, "options", message.format(total, len(vote.voters)), _("Wrong Votes"))
	for row in vote.options:
		row.flags.set_by_hub = {"votes": numbers[row.option]}
	vote.flags.set_by_hub = {"votes_abstained": abstained}
	vote.save()
