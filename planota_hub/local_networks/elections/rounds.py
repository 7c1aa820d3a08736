# SPDX-License-Identifier: GPL-3.0-only
"""The second round of an election: an election of its own, with the same electors and those who are still to choose from.

It follows the first where candidates have equally many votes, or where the rules ask for an absolute majority that
nobody has. Its ballots, links, dates, count and record are its own, and so are the mandates of whom it elects. The
first round can be decided meanwhile for all other seats.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import cint, get_datetime, now_datetime

from planota_hub.local_networks.elections.announcements import tell_second_round
from planota_hub.local_networks.elections.count import (
	COMMISSION_DECIDES,
	ELECTED,
	LOT,
	RELATIVE,
	SECOND_ROUND,
	TIE,
	TIED,
	set_outcomes,
)
from planota_hub.local_networks.elections.people import (
	ELECTION,
	describe_key,
	get_key,
	get_standing,
)
from planota_hub.mail.hub_mail import site_language
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

COPIED = (
	"body",
	"legal_basis",
	"call_published_on",
	"call_closes_on",
	"call_text",
	"elector_rule",
	"ballot_secrecy",
	"online_voting",
	"mandate_from",
	"mandate_to",
	"consensus_note",
)
COPIED_OF_CANDIDATE = (
	"candidate_name",
	"ngo",
	"administrative_unit",
	"field_of_work",
	"email",
	"has_agreed",
	"presentation",
)
COPIED_OF_ELECTOR = ("ngo", "administrative_unit", "field_of_work", "registered_on", "email")
COPIED_OF_MEMBER = ("contact", "member_name", "email", "organisation")
# what the hub alone sets in the rows
KEPT_OF_CANDIDATE = ("agreed_on", "preferred_language")
KEPT_OF_ELECTOR = ("registered_by", "preferred_language")


def open_second_round(name: str, voting_from, voting_until) -> str:
	"""Make the second round of an election, ready to be voted in from its first moment on; return its name.

	Of two who do so at once, the second one is told that it is there.

	Raises:
	        frappe.ValidationError: before the count, when nobody is tied and no majority is missing, when the rules
	        ask for a lot, when there is a second round already, or when the times are not to come.
	"""
	first = frappe.get_doc(ELECTION, name, for_update=True)
	refuse_second_round(first)
	units = get_open_units(first)
	if not units:
		message = _("nobody is tied and nobody lacks a majority, so there is nothing to vote on again.")
		refuse(first, "second_round", message, _("No Second Round"))
	refuse_against_the_rules(first, units)
	second = make_second_round(first, units, voting_from, voting_until)
	note_second_round(first, units, second.name)
	tell_second_round(second)
	if get_datetime(voting_from) <= now_datetime():
		apply_workflow(second, "Open Voting")
	return second.name


def refuse_second_round(first: "RepresentativeElection") -> None:
	if first.first_round:
		refuse(
			first,
			"first_round",
			_("between those who are equal in a second round a lot or agreement decides."),
		)
	if first.second_round and get_stage(first.second_round) != "Cancelled":
		message = _("the second round is there already: {0}.")
		refuse(first, "second_round", message.format(first.second_round), _("Second Round"))
	if first.stage not in ("Counted", "Decided"):
		refuse(first, "stage", _("whether a second round is needed shows once the ballots are counted."))


def get_stage(election: str) -> str | None:
	"""Return the stage of an election, as the latest commit left it."""
	return frappe.db.get_value(ELECTION, election, "stage", for_update=True)


def get_open_units(first: "RepresentativeElection") -> list["ElectionUnit"]:
	"""Return the units in which it is not decided who gets the seats."""
	set_outcomes(first)
	open_outcomes = {TIE, "No Majority", SECOND_ROUND}
	return [unit for unit in first.units if unit.outcome in open_outcomes]


def refuse_against_the_rules(first: "RepresentativeElection", units: list["ElectionUnit"]) -> None:
	ties = [unit for unit in units if unit.outcome == TIE]
	if ties and first.tie_rule == LOT:
		message = _("{0}: the rules of this election decide between equally many votes by lot.")
		refuse(first, "tie_rule", message.format(describe_key(get_key(ties[0]))), _("No Second Round"))


def make_second_round(
	first: "RepresentativeElection", units: list["ElectionUnit"], voting_from, voting_until
) -> "RepresentativeElection":
	second = frappe.new_doc(ELECTION)
	second.update({fieldname: first.get(fieldname) for fieldname in COPIED})
	second.update(
		{
			"election_title": _("{0}: second round", site_language()).format(first.election_title[:120]),
			"majority_rule": RELATIVE,
			"tie_rule": COMMISSION_DECIDES if first.tie_rule == COMMISSION_DECIDES else LOT,
			"acclamation_allowed": 0,
			"voting_from": voting_from,
			"voting_until": voting_until,
			"opens_by_itself": 1,
			"units": [describe_unit(first, unit) for unit in units],
		}
	)
	second.flags.set_by_hub = {"first_round": first.name}
	if not (voting_from and voting_until) or get_datetime(voting_until) <= now_datetime():
		refuse(second, "voting_until", _("please enter when the electors can vote; it is still to come."))
	add_people(second, first)
	second.insert()
	# the call was that of the first round: workflows know no such step
	second.db_set("stage", "Consensus", update_modified=False)
	second = frappe.get_doc(ELECTION, second.name)
	second.save()
	return second


def describe_unit(first: "RepresentativeElection", unit: "ElectionUnit") -> dict:
	elected = sum(row.result == ELECTED for row in get_standing(first, unit))
	return {
		"administrative_unit": unit.administrative_unit,
		"field_of_work": unit.field_of_work,
		"seats": cint(unit.seats) - elected,
	}


def add_people(second: "RepresentativeElection", first: "RepresentativeElection") -> None:
	"""Enter who is still to choose from, who may vote on them, and who counts."""
	keys = {get_key(unit) for unit in second.units}
	for row in first.candidates:
		if row.result in (TIED, SECOND_ROUND):
			copy_row(second, "candidates", row, COPIED_OF_CANDIDATE, KEPT_OF_CANDIDATE).status = "Confirmed"
	known = set()
	for row in first.electors:
		if get_key(row) in keys and row.ngo not in known:
			known.add(row.ngo)
			copy_row(second, "electors", row, COPIED_OF_ELECTOR, KEPT_OF_ELECTOR)
	for row in first.commission_members:
		copy_row(second, "commission_members", row, COPIED_OF_MEMBER, ())


def copy_row(second: "RepresentativeElection", table: str, row, fieldnames, kept):
	copy = second.append(table, {fieldname: row.get(fieldname) for fieldname in fieldnames})
	copy.flags.set_by_hub = {fieldname: row.get(fieldname) for fieldname in kept}
	return copy


def note_second_round(
	first: "RepresentativeElection", units: list["ElectionUnit"], second: str | None
) -> None:
	"""Keep in the first round which of its units go into the second; None: they come back from it."""
	keys = {get_key(unit) for unit in units}
	for unit in units:
		unit.flags.set_by_hub = {"in_second_round": int(bool(second))}
	for row in first.candidates:
		if get_key(row) in keys and first.stage == "Counted":
			row.wins_tie = 0
	first.flags.set_by_hub = {"second_round": second}
	# whoever opens or cancels a round was entitled to it
	first.save(ignore_permissions=True)


# When a round is cancelled


def refuse_running_second_round(election: "RepresentativeElection") -> None:
	"""A first round is cancelled only where its second one was."""
	if election.second_round and get_stage(election.second_round) != "Cancelled":
		message = _("please cancel the second round first: {0}.")
		refuse(election, "second_round", message.format(election.second_round), _("Second Round"))


def give_back(second: "RepresentativeElection") -> None:
	"""Let a first round that is not decided yet decide again on what a cancelled second one leaves open."""
	first = frappe.get_doc(ELECTION, second.first_round, for_update=True)
	if first.stage == "Counted":
		note_second_round(first, [unit for unit in first.units if unit.in_second_round], None)
