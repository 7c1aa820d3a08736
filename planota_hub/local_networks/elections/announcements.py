# SPDX-License-Identifier: GPL-3.0-only
"""What electors and candidates hear of the course of an election: that they can vote, that time runs out, the result.

Each is written to in their own language, whoever takes the step. Links go to those who have something to vote on;
who could not be written to is written to by the next run, and nobody twice.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now, now_datetime

from planota_hub.local_networks.bodies.mandates import MANDATE
from planota_hub.local_networks.bodies.seats import describe_seat
from planota_hub.local_networks.elections.count import AGREEMENT, ELECTED, LOT, NOT_ELECTED, VOTE
from planota_hub.local_networks.elections.mail import (
	Words,
	election_url,
	send_about,
	tell_elector,
)
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION, get_key
from planota_hub.local_networks.elections.result import describe_outcome, describe_units
from planota_hub.mail.hub_mail import is_quiet
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.rehearsal import get_rehearsal, has_address, leave_out
from planota_hub.rules.readable import show_day, show_moment

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

REMIND_BEFORE = timedelta(hours=24)


def tell_step(election: "RepresentativeElection") -> None:
	"""Tell who is concerned that an election has taken a step."""
	if is_quiet():
		return
	if election.stage == "Voting":
		call(election)
	elif election.stage == "Decided":
		announce_result(election)
	elif election.stage == "Cancelled" and not was_draft(election):
		announce_cancellation(election)


def tell_dates(election: "RepresentativeElection") -> None:
	"""Tell electors and candidates that dates which they know have changed; each address once."""
	if is_quiet():
		return
	told = set()
	for elector in election.electors:
		if tell_elector(election, elector, lambda: word_dates(election)):
			told.add(elector.email)
	for candidate in get_running_candidates(election):
		if candidate.email not in told and has_address(candidate.email, candidate.candidate_name):
			language = get_language_of_candidate(election, candidate)
			send_about(election, candidate.email, lambda: word_dates(election), language=language)


def get_running_candidates(election: "RepresentativeElection") -> list["ElectionCandidate"]:
	"""Return the candidates who still stand, or whose nomination is not decided on."""
	return [
		row for row in election.candidates if row.status not in ("Rejected", "Withdrawn") and not row.left_on
	]


def word_dates(election: "RepresentativeElection") -> Words:
	"""Return the dates that hold now, and for each that has changed what was said before."""
	before = election.get_doc_before_save()
	known = dict(describe_dates(before))
	facts = []
	for label, value in describe_dates(election):
		text = _("{0} (until now: {1})").format(value, known[label]) if known.get(label) else value
		facts.append((label, text if value != known.get(label) else value))
	line = _("dates of the election below have changed. From now on these hold.")
	return Words(_("Other dates"), [line], (_("About this election"), election_url(election.name)), facts)


def describe_dates(election: "RepresentativeElection") -> list[tuple[str, str]]:
	"""Return the days of an election that electors and candidates know, as label and text."""
	dates = []
	if election.call_closes_on:
		dates.append((_("Call Closes On"), show_day(election.call_closes_on)))
	if election.voting_from and election.voting_until:
		dates.append(
			(_("Voting"), f"{show_moment(election.voting_from)} – {show_moment(election.voting_until)}")
		)
	dates.append((_("Mandates"), f"{show_day(election.mandate_from)} – {show_day(election.mandate_to)}"))
	return dates


def was_draft(election: "RepresentativeElection") -> bool:
	"""Tell whether nobody but the staff knew of an election before its last step."""
	before = election.get_doc_before_save()
	return bool(before) and before.stage == "Draft"


# To vote


def call_electors() -> None:
	"""Scheduler, every five minutes: send the links that nobody could send when the voting was opened."""
	running = [["stage", "=", "Voting"], ["voting_from", "<=", now()], ["voting_until", ">", now()]]
	for name in frappe.get_all(ELECTION, running, pluck="name", order_by="name asc"):
		call(frappe.get_doc(ELECTION, name))


def call(election: "RepresentativeElection") -> None:
	"""Send each elector with something to vote on the link to the ballot, once, unless the voting is over."""
	if get_datetime(election.voting_until) <= now_datetime():
		return
	leave_out_others(election)
	waiting = [row for row in get_voting_electors(election) if not row.called_on and row.email]
	told = 0
	for elector in waiting:
		with one_of_many(_("An elector could not be called to vote"), ELECTION, election.name):
			send_link_once(election, elector, "called_on", word_call)
			told += 1
	if told and not election.announced_on:
		election.db_set("announced_on", now(), update_modified=False)


def leave_out_others(election: "RepresentativeElection") -> None:
	"""Note for the preview which electors get no link to a ballot, and why."""
	if get_rehearsal() is None:
		return
	voting = {row.name for row in get_voting_electors(election)}
	for row in election.electors:
		name = frappe.db.get_value("NGO", row.ngo, "ngo_name") or row.ngo
		if row.name not in voting:
			leave_out(name, _("nothing to vote on in its unit: it is settled already"))
		elif row.called_on:
			leave_out(name, _("has the link already"))
		else:
			has_address(row.email, name)


def send_link_once(
	election: "RepresentativeElection",
	elector: "ElectionElector",
	fieldname: str,
	compose: Callable[["RepresentativeElection"], Words],
) -> None:
	"""Send an elector the link to the ballot and note it; of two runs at once one does.

	Raises:
	        frappe.OutgoingEmailError: when the mail could not be queued; nothing is noted then.
	"""
	if frappe.db.get_value(elector.doctype, elector.name, fieldname, for_update=True):
		return
	frappe.db.set_value(elector.doctype, elector.name, fieldname, now(), update_modified=False)
	if not tell_elector(election, elector, lambda: compose(election), with_ballot=True):
		raise frappe.OutgoingEmailError


def get_voting_electors(election: "RepresentativeElection") -> list["ElectionElector"]:
	"""Return the electors in whose unit there is a vote."""
	voting = {get_key(unit) for unit in election.units if unit.settled_by == VOTE}
	return [row for row in election.electors if get_key(row) in voting]


def word_call(election: "RepresentativeElection") -> Words:
	if election.first_round:
		line = _(
			"the second round begins: please choose between those who are left. Each elector has one vote again."
		)
		return Words(_("You can vote in the second round"), [line])
	return Words(
		_("You can vote"), [_("the voting begins. Each elector has one vote and marks one candidate.")]
	)


def remind_electors() -> None:
	"""Hourly: once to everybody who has something to vote on and has not voted when the voting ends within a day."""
	ending = [
		["stage", "=", "Voting"],
		["voting_from", "<=", now()],
		["voting_until", ">", now()],
		["voting_until", "<=", now_datetime() + REMIND_BEFORE],
	]
	for name in frappe.get_all(ELECTION, ending, pluck="name", order_by="name asc"):
		remind(frappe.get_doc(ELECTION, name))


def remind(election: "RepresentativeElection") -> None:
	counted = {"election": election.name, "status": "Valid"}
	voted = set(frappe.get_all(BALLOT, counted, pluck="ngo", order_by="name asc", limit_page_length=0))
	waiting = [
		row
		for row in get_voting_electors(election)
		if row.email and not row.reminded_on and row.ngo not in voted
	]
	told = 0
	for elector in waiting:
		with one_of_many(_("An elector could not be reminded"), ELECTION, election.name):
			send_link_once(election, elector, "reminded_on", word_reminder)
			told += 1
	if told and not election.reminded_on:
		election.db_set("reminded_on", now(), update_modified=False)


def word_reminder(election: "RepresentativeElection") -> Words:
	until = show_moment(election.voting_until)
	line = _("we have no ballot of your organisation yet. You can vote until {0}.").format(until)
	return Words(_("The voting ends soon"), [line])


# The result


def announce_result(election: "RepresentativeElection") -> None:
	"""Tell electors and candidates the result, and each candidate what it means for them."""
	for elector in election.electors:
		tell_elector(election, elector, lambda: word_result(election))
	for candidate in election.candidates:
		# who goes into the second round was told when that was opened
		concerned = candidate.result in (ELECTED, NOT_ELECTED) and not candidate.left_on
		if concerned and has_address(candidate.email, candidate.candidate_name):
			language = get_language_of_candidate(election, candidate)
			send_about(
				election,
				candidate.email,
				partial(word_for_candidate, election, candidate),
				language=language,
			)


def get_language_of_candidate(
	election: "RepresentativeElection", candidate: "ElectionCandidate"
) -> str | None:
	"""Return the language of a candidate, else that of the NGO that nominated them."""
	own = (row.preferred_language for row in election.electors if row.ngo == candidate.ngo)
	return candidate.preferred_language or next(own, None)


def word_result(election: "RepresentativeElection") -> Words:
	lines = [_("the election is over. This is its result:")]
	if election.second_round and is_to_come(election.second_round):
		lines.append(
			_("Where a second round is named, those who are left stand in it; its electors get a new link.")
		)
	facts = [(unit.name, describe_outcome(unit)) for unit in describe_units(election)]
	return Words(_("Result of the election"), lines, get_result_link(election), facts)


def is_to_come(election: str) -> bool:
	return frappe.db.get_value(ELECTION, election, "stage") in ("Consensus", "Voting")


def tell_second_round(election: "RepresentativeElection") -> None:
	"""Tell those who stand in a second round that they do, and when the electors vote in it."""
	for candidate in election.candidates:
		if candidate.email:
			language = get_language_of_candidate(election, candidate)
			send_about(election, candidate.email, lambda: word_second_round(election), language=language)


def word_second_round(election: "RepresentativeElection") -> Words:
	line = _("you go into the second round. Its electors get a new link to their ballot.")
	facts = [(_("Voting"), f"{show_moment(election.voting_from)} – {show_moment(election.voting_until)}")]
	link = (_("About this election"), election_url(election.name))
	return Words(
		_("You stand in the second round"), [line], link, facts if election.stage != "Voting" else []
	)


def get_result_link(election: "RepresentativeElection") -> tuple[str, str]:
	return _("See the result"), election_url(election.name)


def word_for_candidate(election: "RepresentativeElection", candidate: "ElectionCandidate") -> Words:
	"""Return what a candidate is told: the mandate, that a lot was lost, or how it went."""
	if candidate.result == ELECTED:
		return word_for_elected(election, candidate)
	lines = [_("the election is over. You were not elected; thank you for standing.")]
	if lost_tie(election, candidate):
		lines = [describe_lost_tie(election), _("Thank you for standing.")]
	return Words(
		_("Result of the election"), lines, get_result_link(election), get_votes(election, candidate)
	)


def word_for_elected(election: "RepresentativeElection", candidate: "ElectionCandidate") -> Words:
	lines = [_("congratulations, you have been elected. The hub will write to you about the first meeting.")]
	if candidate.elected_by in (LOT, AGREEMENT):
		lines.insert(
			1,
			_("You had as many votes as others; it was decided by this: {0}.").format(
				_(candidate.elected_by, context="Election Candidate")
			),
		)
	seat = frappe.db.get_value(
		MANDATE,
		{"election": election.name, "person_name": candidate.candidate_name, "ngo": candidate.ngo},
		"seat",
	)
	unit, field_of_work = get_key(candidate)
	facts = [
		(_("Seat"), describe_seat(cstr(seat), unit, field_of_work)),
		(
			_("Mandate"),
			f"{show_day(election.mandate_from)} – {show_day(election.mandate_to)}",
		),
		*get_votes(election, candidate),
	]
	return Words(_("You have been elected"), lines, get_result_link(election), facts)


def get_votes(election: "RepresentativeElection", candidate: "ElectionCandidate") -> list[tuple[str, str]]:
	if not election.counted_on or candidate.elected_by in ("Consensus", "Acclamation"):
		return []
	return [(_("Your votes"), str(candidate.votes or 0))]


def lost_tie(election: "RepresentativeElection", candidate: "ElectionCandidate") -> bool:
	"""Tell whether a candidate had as many votes as somebody for whom a tie was decided."""
	return any(
		row.wins_tie
		and row.result == ELECTED
		and row.votes == candidate.votes
		and get_key(row) == get_key(candidate)
		for row in election.candidates
	)


def describe_lost_tie(election: "RepresentativeElection") -> str:
	line = _(
		"you had as many votes as the last one who was elected. It was decided for somebody else by this: {0}."
	)
	return line.format(_(election.tie_decided_by, context=ELECTION))


def announce_cancellation(election: "RepresentativeElection") -> None:
	"""Tell electors and candidates that the election does not take place."""
	for elector in election.electors:
		tell_elector(election, elector, lambda: word_cancellation(election))
	for candidate in get_running_candidates(election):
		if has_address(candidate.email, candidate.candidate_name):
			language = get_language_of_candidate(election, candidate)
			send_about(election, candidate.email, lambda: word_cancellation(election), language=language)


def word_cancellation(election: "RepresentativeElection") -> Words:
	lines = [
		_("the election does not take place."),
		_("Reason: {0}").format(election.cancellation_reason),
	]
	return Words(_("The election is cancelled"), lines)
