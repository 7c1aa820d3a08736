# SPDX-License-Identifier: GPL-3.0-only
"""What a vote must fulfil: its options and voters, what is frozen since it runs, and the conditions of its steps."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, get_datetime, now, now_datetime

from planota_hub.planota_hub.votes import members, ties
from planota_hub.planota_hub.votes.closing import close
from planota_hub.planota_hub.votes.outcome import ABSTAINED, AGAINST, CHOICE, FOR, FOR_OR_AGAINST
from planota_hub.planota_hub.votes.secrecy import FEWEST_SECRET_VOTES, SECRET, forget_choices
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.seal import make_keys
from planota_hub.rules.stages import begin, check_conditions, stamp

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

FIRST_STAGE = "Draft"
HANDS = "Show of Hands"
# since a vote runs these stay as they are: table ("" for the vote itself) -> fields
FROZEN_FIELDS = {
	"": (
		"question",
		"vote_of_doctype",
		"vote_of",
		"explanation",
		"vote_kind",
		"ballot_secrecy",
		"voting_by",
		"majority_rule",
		"quorum_percent",
		"allows_abstention",
		"tie_rule",
		"subject_doctype",
		"subject",
		"candidate_type",
		"candidate",
		"candidate_role",
		"candidate_votes",
	),
	"options": ("option", "explanation"),
	"voters": ("ngo", "stakeholder", "person_name", "email", "is_chair"),
}
MOST_OPTIONS = 20
# set by the hub and by it alone, whatever a form, an import or the API sends: table ("" for the vote) -> fields
SERVER_FIELDS = {
	"": (
		"outcome",
		"winning_option",
		"closed_because",
		"closed_on",
		"opened_on",
		"voting_days",
		"votes_for",
		"votes_against",
		"votes_abstained",
		"carried_out_on",
		"carried_out_by",
		"tied_options",
		"tie_decided_by",
		"tie_decided_on",
		"tie_entered_by",
		"lot_number",
		"stage_changed_on",
		"seal_key",
	),
	"options": ("votes",),
	"voters": (
		"status",
		"choice",
		"voted_on",
		"channel",
		"recorded_by",
		"stands_in_for",
		"sent_on",
		"reminded_on",
		"member",
		"link_number",
		"sealed_choice",
	),
}


@frappe.whitelist()
def get_kinds() -> list[str]:
	"""Return the DocTypes whose members can vote."""
	return members.get_kinds()


@frappe.whitelist()
def get_subjects() -> list[str]:
	"""Return the DocTypes that a vote can decide on; an area adds its own by the hook `hub_vote_subjects`."""
	return list(frappe.get_hooks("hub_vote_subjects"))


def validate_whose_vote(vote: "MemberVote") -> None:
	"""Who votes, and on what, are records of kinds that can."""
	if vote.vote_of_doctype not in get_kinds():
		kinds = ", ".join(_(doctype) for doctype in get_kinds())
		refuse(vote, "vote_of_doctype", _("expected is one of: {0}.").format(kinds))
	if not vote.subject_doctype:
		vote.subject = None
	elif vote.subject_doctype not in get_subjects():
		kinds = ", ".join(_(doctype) for doctype in get_subjects())
		refuse(vote, "subject_doctype", _("expected is one of: {0}.").format(kinds))
	else:
		refuse_missing(vote, "subject", _("please choose what the vote decides on."))
	validate_candidate(vote)


def validate_candidate(vote: "MemberVote") -> None:
	"""A vote that takes somebody in names whom; until it begins, that must be possible."""
	check = frappe.get_hooks("hub_vote_candidates").get(vote.subject_doctype or "")
	if not check:
		vote.candidate_type = vote.candidate = None
		return
	for fieldname in ("candidate_type", "candidate"):
		refuse_missing(vote, fieldname, _("please choose who is to be taken in."))
	before = vote.get_doc_before_save()
	if not before or before.stage == FIRST_STAGE:
		frappe.get_attr(check[-1])(vote)


def validate_rules(vote: "MemberVote") -> None:
	"""What is voted on by a show of hands can't be secret, and a share of the members is no more than all."""
	if vote.voting_by == HANDS and vote.ballot_secrecy == SECRET:
		refuse(vote, "ballot_secrecy", _("whoever raises a hand is seen; please choose an open vote."))
	if not 0 <= flt(vote.quorum_percent) <= 100:
		refuse(vote, "quorum_percent", _("expected is a share from 0 to 100."))
	if vote.vote_kind == CHOICE and vote.subject_doctype:
		refuse(vote, "vote_kind", _("what decides on a record is voted for or against."))


def set_options(vote: "MemberVote") -> None:
	"""A vote for or against has these two options; another one names at least two that differ."""
	if vote.vote_kind == FOR_OR_AGAINST:
		if [row.option for row in vote.options] != [FOR, AGAINST]:
			vote.set("options", [{"option": FOR}, {"option": AGAINST}])
		return
	known: dict[str, int] = {}
	for row in vote.options:
		row.option = " ".join(cstr(row.option).split())
		refuse_missing(row, "option", _("please enter what can be chosen, or delete the row."))
		key = row.option.casefold()
		if key in known:
			refuse(row, "option", _("this is the same as row {0}.").format(known[key]))
		if key in (ABSTAINED.casefold(), _(ABSTAINED, context="Member Vote").casefold()):
			refuse(row, "option", _("whoever abstains does so by the field for it, not by an option."))
		known[key] = row.idx
	if len(vote.options) > MOST_OPTIONS:
		refuse(vote, "options", _("at most {0} options can be voted on.").format(MOST_OPTIONS))


def validate_voters(vote: "MemberVote") -> None:
	"""Each row names an organisation or a person, and nobody is there twice."""
	known: dict[tuple, int] = {}
	chairs: list[int] = []
	for row in vote.voters:
		normalise_email(row, "email")
		if not (row.ngo or row.stakeholder or row.person_name):
			refuse(row, "person_name", _("please name an organisation or a person."))
		if row.ngo and row.stakeholder:
			refuse(row, "stakeholder", _("the person votes for an NGO or for a stakeholder, not for both."))
		# two seats of one organisation, or two of one person, are rows of different members
		key = (row.ngo or row.stakeholder, cstr(row.person_name).casefold(), row.member)
		if row.is_chair and chairs:
			refuse(row, "is_chair", _("one voter is the chair; row {0} is already.").format(chairs[0]))
		if row.is_chair:
			chairs.append(row.idx)
		if key in known:
			refuse(row, "person_name", _("this is the same as row {0}.").format(known[key]))
		known[key] = row.idx


def refuse_frozen_changes(vote: "MemberVote") -> None:
	"""Since people vote, question, options, rules and voters stay what they voted on."""
	before = vote.get_doc_before_save()
	if not before or before.stage == FIRST_STAGE:
		return
	for table, fieldnames in FROZEN_FIELDS.items():
		for fieldname in fieldnames:
			if as_written(before, vote, table, fieldname) != as_written(vote, vote, table, fieldname):
				message = _(
					"this can't be changed any more since the vote began; withdraw it and begin a new one."
				)
				refuse(vote, table or fieldname, message, _("Vote Has Begun"))
	validate_last_moment(vote, before)


def as_written(doc: "MemberVote", vote: "MemberVote", table: str, fieldname: str) -> list:
	rows = [row for row in doc.get(table) if row.name != vote.flags.replaced_row] if table else [doc]
	return [(row.name if table else "", as_text(row, fieldname)) for row in rows]


def as_text(row: Document, fieldname: str) -> str:
	value = row.get(fieldname)
	field = row.meta.get_field(fieldname)
	if field.fieldtype in ("Percent", "Check", "Int"):
		return cstr(flt(value))
	return cstr(value or "").replace("\r\n", "\n")


def validate_last_moment(vote: "MemberVote", before: "MemberVote") -> None:
	"""The last moment of a running vote moves to one that is still to come; that of a closed one stays."""
	moments = [doc.voting_until and get_datetime(doc.voting_until) for doc in (before, vote)]
	if moments[0] == moments[1]:
		return
	if before.stage != "Voting":
		refuse(vote, "voting_until", _("the vote is over."))
	if vote.voting_by != HANDS and (not moments[1] or moments[1] <= now_datetime()):
		refuse(vote, "voting_until", _("please choose a moment that is still to come, or close the vote."))


# Steps


def validate_stage(vote: "MemberVote") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(vote, FIRST_STAGE, _("{0}: a new vote begins as {1}."))
	if stamp(vote):
		check_conditions(vote, CONDITIONS)


def open_voting(vote: "MemberVote") -> None:
	"""A vote begins with a last moment, options, and everybody who can vote in it.

	Raises:
	        frappe.ValidationError: naming what is missing, or too few for a secret vote.
	"""
	vote.opened_on = now()
	if vote.voting_by != HANDS:
		refuse_missing(vote, "voting_until", _("please enter until when votes count."))
		if vote.voting_until and get_datetime(vote.voting_until) <= now_datetime():
			refuse(vote, "voting_until", _("please choose a moment that is still to come."))
	if len(vote.options) < 2:
		refuse(vote, "options", _("please enter at least two options."))
	if not vote.voters:
		members.add_voters(vote)
	refuse_missing(vote, "voters", _("please enter who can vote."))
	members.refuse_strangers(vote)
	if vote.tie_rule == ties.CHAIR_DECIDES and not any(row.is_chair for row in vote.voters):
		refuse(vote, "voters", _("please tick who is the chair, who decides in a tie."))
	members.set_addresses(vote)
	if vote.ballot_secrecy == SECRET:
		if len(vote.voters) < FEWEST_SECRET_VOTES:
			message = _("a secret vote needs at least {0} voters; among fewer one could tell who voted how.")
			refuse(vote, "voters", message.format(FEWEST_SECRET_VOTES))
		vote.seal_key = make_keys(vote.name)


def withdraw(vote: "MemberVote") -> None:
	"""A vote is withdrawn with a reason; what was chosen until then is forgotten."""
	refuse_missing(vote, "withdrawal_reason", _("please give the reason before you withdraw the vote."))
	forget_choices(vote)
	for row in vote.voters:
		row.choice = None
	for option in vote.options:
		option.votes = 0


CONDITIONS = {"Voting": open_voting, "Closed": close, "Withdrawn": withdraw}


def set_counts(vote: "MemberVote") -> None:
	"""Derive how many can vote and have voted; of a show of hands the numbers say it."""
	vote.voters_count = sum(row.status != "No Longer a Member" for row in vote.voters)
	vote.voted_count = sum(row.status == "Voted" for row in vote.voters)
	if vote.voting_by == HANDS:
		vote.voted_count = sum(cint(row.votes) for row in vote.options) + cint(vote.votes_abstained)
