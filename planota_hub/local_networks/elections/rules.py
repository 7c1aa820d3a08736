# SPDX-License-Identifier: GPL-3.0-only
"""What an election must fulfil: its dates, what is frozen when, and the conditions of its steps.

The course follows the procedure of the national network of NGOs and the rulebooks of its regions: a public call
of at least 15 days for electors and candidates, their presentation and an attempt at consensus, else a vote.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import (
	add_days,
	cint,
	cstr,
	get_datetime,
	getdate,
	now_datetime,
	today,
)

from planota_hub.local_networks.elections import count, rounds
from planota_hub.local_networks.elections.papers import PAPER_FAULTS
from planota_hub.local_networks.elections.people import (
	ALL_NGOS,
	ELECTION,
	add_all_electors,
	count_free_seats,
	describe_key,
	forget_entitled_users,
	get_key,
	note_entitled_users,
)
from planota_hub.rules.readable import show_day, show_moment
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.seal import make_keys
from planota_hub.rules.stages import begin, is_step, stamp
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

FIRST_STAGE = "Draft"
# the public knows of these
PUBLIC_STAGES = ("Call Open", "Consensus", "Voting", "Counted", "Decided", "Cancelled")

# at which electors and candidates know the dates and these can still be changed
ANNOUNCED_STAGES = ("Call Open", "Consensus")
ANNOUNCED_DATES = ("call_closes_on", "voting_from", "voting_until", "mandate_from", "mandate_to")

# what can't change any more: table ("" for the election itself) -> fields
Fields = dict[str, tuple[str, ...]]
CALL_FIELDS: Fields = {
	"": (
		"body",
		"call_published_on",
		"elector_rule",
		"acclamation_allowed",
		"ballot_secrecy",
		"majority_rule",
		"tie_rule",
	)
}
VOTING_FIELDS: Fields = {
	"": ("call_closes_on", "voting_from", "voting_until", "online_voting", "consensus_note"),
	"units": ("administrative_unit", "field_of_work", "seats"),
	"candidates": (
		"candidate_name",
		"ngo",
		"administrative_unit",
		"field_of_work",
		"status",
		"agreed",
		"presentation",
	),
	"electors": ("ngo", "administrative_unit", "field_of_work", "email"),
}
RESULT_FIELDS: Fields = {
	"": ("mandate_from", "mandate_to", "tie_decided_by", "tie_note"),
	"candidates": ("wins_tie",),
	"commission_members": ("contact", "member_name", "email", "organisation"),
}
# who stands and votes in a second round stands since the first
SECOND_ROUND_FIELDS: Fields = {
	"": ("call_closes_on",),
	"units": VOTING_FIELDS["units"],
	"candidates": tuple(name for name in VOTING_FIELDS["candidates"] if name != "agreed"),
	"electors": VOTING_FIELDS["electors"],
}
RULES_OF_BODY = ("ballot_secrecy", "majority_rule", "tie_rule")
# set by the hub and by it alone, whatever a form, an import or the API sends: table ("" for the election) -> fields
SERVER_FIELDS = {
	"": (
		*count.FIGURES,
		"electors_count",
		"turnout",
		"counted_on",
		"decided_on",
		"announced_on",
		"reminded_on",
		"stage_changed_on",
		"sealed_count",
		"opened_count",
		"paper_count",
		"seal_key",
		"sealed_papers",
		"first_round",
		"second_round",
	),
	"units": ("electors_count", *count.FIGURES, *PAPER_FAULTS.values(), "in_second_round"),
	"candidates": (
		"votes",
		"agreed_on",
		"preferred_language",
		"left_on",
		"left_reason",
		"left_note",
		"left_noted_by",
	),
	"electors": (
		"registered_by",
		"preferred_language",
		"ballot_link",
		"ballot_link_used",
		"called_on",
		"reminded_on",
		"entitled_users",
	),
}
# stage in which the election was before the save -> what is frozen then
FROZEN: dict[str, tuple[Fields, ...]] = {
	"Call Open": (CALL_FIELDS,),
	"Consensus": (CALL_FIELDS,),
	"Voting": (CALL_FIELDS, VOTING_FIELDS),
	"Counted": (CALL_FIELDS, VOTING_FIELDS),
	"Decided": (CALL_FIELDS, VOTING_FIELDS, RESULT_FIELDS),
	"Cancelled": (CALL_FIELDS, VOTING_FIELDS, RESULT_FIELDS),
}


def get_call_days() -> int:
	"""Return how many days a call stays open at least."""
	return cint(frappe.get_cached_doc("Hub Settings").election_call_days)


def get_first_closing_day(election: "RepresentativeElection") -> object:
	"""Return the first day that can be the last one of the call."""
	return getdate(add_days(election.call_published_on or today(), get_call_days()))


def set_way_of_voting(election: "RepresentativeElection") -> None:
	"""An election is held as the rules of its body say, unless its call says otherwise."""
	missing = [fieldname for fieldname in RULES_OF_BODY if not election.get(fieldname)]
	if missing:
		election.update(
			frappe.db.get_value("Representative Body", election.body, missing, as_dict=True) or {}
		)


def get_running_keys() -> list[tuple[str, str]]:
	"""Hook `hub_sealed`: return the elections that are being voted in, with their public keys."""
	running = frappe.get_all(ELECTION, {"stage": "Voting"}, ["name", "seal_key"], order_by="name asc")
	return [(row.name, row.seal_key) for row in running if row.seal_key]


# Dates


def validate_dates(election: "RepresentativeElection") -> None:
	"""The call comes before the voting, the voting ends after it begins, and so do the mandates."""
	if getdate(election.mandate_to) < getdate(election.mandate_from):
		refuse(election, "mandate_to", _("the mandate must not end before it begins."), _("Wrong Date"))
	if election.call_published_on and getdate(election.call_published_on) > getdate(today()):
		refuse(election, "call_published_on", _("the day lies in the future."), _("Wrong Date"))
	if election.call_closes_on and getdate(election.call_closes_on) < get_first_closing_day(election):
		refuse_short_call(election)
	validate_voting_times(election)


def refuse_short_call(election: "RepresentativeElection") -> None:
	message = _("a call stays open for at least {0} days; the first possible day is {1}.")
	day = show_day(get_first_closing_day(election))
	refuse(election, "call_closes_on", message.format(get_call_days(), day), _("Call Too Short"))


def validate_voting_times(election: "RepresentativeElection") -> None:
	if not (election.voting_from and election.voting_until):
		return
	if get_datetime(election.voting_until) <= get_datetime(election.voting_from):
		refuse(election, "voting_until", _("the voting must end after it begins."), _("Wrong Time"))
	if election.call_closes_on and getdate(election.voting_from) <= getdate(election.call_closes_on):
		message = _("the voting begins after the call has closed ({0}).")
		refuse(election, "voting_from", message.format(show_day(election.call_closes_on)), _("Wrong Time"))


# What is frozen


def refuse_frozen_changes(election: "RepresentativeElection") -> None:
	"""A published call, a register at which people vote and a result stay as they are."""
	before = election.get_doc_before_save()
	for fields in get_frozen(before) if before else ():
		for table, fieldnames in fields.items():
			if as_written(before, table, fieldnames) != as_written(election, table, fieldnames):
				refuse(
					election,
					table or find_change(before, election, fieldnames),
					get_reason(before.stage),
					_("Frozen"),
				)


def get_frozen(before: "RepresentativeElection") -> tuple[Fields, ...]:
	frozen = FROZEN.get(before.stage, ())
	return (*frozen, SECOND_ROUND_FIELDS) if before.first_round else frozen


def find_change(before: Document, election: "RepresentativeElection", fieldnames: tuple[str, ...]) -> str:
	return next(name for name in fieldnames if as_text(before, name) != as_text(election, name))


def as_written(
	election: "RepresentativeElection", table: str, fieldnames: tuple[str, ...]
) -> list[list[str]]:
	if not table:
		return [[as_text(election, fieldname) for fieldname in fieldnames]]
	# a row put in the place of an equal one would make the link to its ballot void
	return [[row.name, *(as_text(row, fieldname) for fieldname in fieldnames)] for row in election.get(table)]


def as_text(row: Document, fieldname: str) -> str:
	value = row.get(fieldname)
	field = row.meta.get_field(fieldname)
	if value and field.fieldtype == "Date":
		return cstr(getdate(value))
	if value and field.fieldtype == "Datetime":
		return cstr(get_datetime(value).replace(microsecond=0))
	return cstr(value or "")


def get_reason(stage: str) -> str:
	if stage in ("Call Open", "Consensus"):
		return _("the call is published and can't be changed in this.")
	if stage in ("Voting", "Counted"):
		return _("this can't be changed any more since the voting began.")
	return _("the election is over and can't be changed any more.")


# Steps


def validate_stage(election: "RepresentativeElection") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(election, FIRST_STAGE, _("{0}: a new election begins as {1}."))
	stamp(election)
	count.refuse_repeated_vote(election)
	count.set_outcomes(election)
	if is_step(election) and election.stage in CONDITIONS:
		CONDITIONS[election.stage](election, election.get_doc_before_save().stage)


def publish(election: "RepresentativeElection", _from_stage: str) -> None:
	"""A call is published with its text, its last day, and seats that are free."""
	for fieldname in ("call_closes_on", "call_text"):
		refuse_missing(election, fieldname, _("please enter this before the call is published."))
	election.call_published_on = election.call_published_on or today()
	if getdate(election.call_closes_on) < get_first_closing_day(election):
		refuse_short_call(election)
	refuse_taken_seats(election)


def refuse_taken_seats(election: "RepresentativeElection") -> None:
	for unit in election.units:
		number = count_free_seats(election.body, get_key(unit), election.mandate_from, election.mandate_to)
		if cint(unit.seats) > number:
			message = _("only {0} seats of {1} are free during these mandates.")
			text = message.format(number, describe_key(get_key(unit)))
			refuse(unit, "seats", text, _("Seat Taken"))


def close_call(election: "RepresentativeElection", _from_stage: str) -> None:
	"""The call closes after its last day, and then every nomination is decided on.

	Raises:
	        frappe.ValidationError: before the last day is over, or with a nomination nobody has looked at.
	"""
	if getdate(today()) <= getdate(election.call_closes_on):
		message = _("the call is open until the end of this day ({0}); it can't be closed before.")
		refuse(
			election,
			"call_closes_on",
			message.format(show_day(election.call_closes_on)),
			_("Call Still Open"),
		)
	for row in election.candidates:
		if row.status == "Nominated":
			refuse(row, "status", _("please confirm or reject the nomination before the call is closed."))


def open_voting(election: "RepresentativeElection", _from_stage: str) -> None:
	"""Voting begins where no agreement was reached; the register of electors is complete then."""
	count.validate_consensus(election)
	for fieldname in ("voting_from", "voting_until"):
		refuse_missing(election, fieldname, _("please enter when the electors can vote."))
	refuse_early_opening(election)
	voting = [unit for unit in election.units if unit.settled_by == count.VOTE]
	if not voting:
		refuse(election, "stage", _("nobody has to vote; please confirm the result without a vote."))
	# in a second round those vote who could vote in the first
	if election.elector_rule == ALL_NGOS and not election.first_round:
		add_all_electors(election)
		election.validate_people()
	registered = {get_key(row) for row in election.electors}
	for unit in voting:
		if get_key(unit) not in registered:
			name = describe_key(get_key(unit))
			refuse(election, "electors", _("{0} has no elector yet.").format(name))
	note_entitled_users(election)
	if election.is_secret():
		election.seal_key = make_keys(election.name)


def refuse_early_opening(election: "RepresentativeElection") -> None:
	"""Nobody is called to vote before the moment that the call has named, unless that is changed on purpose."""
	if get_datetime(election.voting_from) > now_datetime():
		message = _(
			"the voting begins on {0} and is opened then. To begin earlier, change this moment; to have it opened "
			"without a click, tick {1}."
		)
		moment = show_moment(election.voting_from)
		label = field_label(election, "opens_by_itself")
		refuse(election, "voting_from", message.format(moment, label), _("Too Early"))


def count_votes(election: "RepresentativeElection", _from_stage: str) -> None:
	"""The ballots are counted once, after the voting, by a commission."""
	frappe.db.get_value(ELECTION, election.name, "name", for_update=True)
	if now_datetime() < get_datetime(election.voting_until):
		message = _("ballots can come in until {0}; only then are they counted.")
		moment = show_moment(election.voting_until)
		refuse(election, "voting_until", message.format(moment), _("Voting Not Over"))
	refuse_missing(election, "commission_members", _("please enter who counts the ballots."))
	count.count_ballots(election)
	forget_entitled_users(election)
	count.set_outcomes(election)


def decide(election: "RepresentativeElection", from_stage: str) -> None:
	"""The result stands: without a vote only where nobody has to vote, with one once the ties are decided."""
	if from_stage == "Consensus":
		count.validate_consensus(election)
		for unit in election.units:
			if unit.settled_by == count.VOTE:
				message = _("{0}: there is no agreement on the candidates, so the electors have to vote.")
				refuse(election, "candidates", message.format(describe_key(get_key(unit))), _("No Agreement"))
	count.validate_ties(election)
	election.decided_on = today()


def cancel(election: "RepresentativeElection", _from_stage: str) -> None:
	message = _("please give the reason before you cancel the election.")
	refuse_missing(election, "cancellation_reason", message)
	rounds.refuse_running_second_round(election)
	forget_entitled_users(election)
	if election.is_secret():
		count.forget_choices(election.name)
		election.sealed_papers = None


CONDITIONS = {
	"Call Open": publish,
	"Consensus": close_call,
	"Voting": open_voting,
	"Counted": count_votes,
	"Decided": decide,
	"Cancelled": cancel,
}
