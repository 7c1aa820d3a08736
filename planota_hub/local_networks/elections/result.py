# SPDX-License-Identifier: GPL-3.0-only
"""What the form, the record and the public page say of an election: figures per unit, never who voted for whom."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt

from planota_hub.local_networks.elections.commission import describe_commission
from planota_hub.local_networks.elections.count import (
	COUNTED_STAGES,
	ELECTED,
	SECOND_ROUND,
	VOTE,
	count_vacant,
	count_voting_electors,
	get_turnout,
)
from planota_hub.local_networks.elections.papers import BALLOT, PAPER_FAULTS
from planota_hub.local_networks.elections.people import (
	ELECTION,
	describe_departure,
	describe_key,
	get_key,
	get_ngos,
	get_standing,
)
from planota_hub.rules.readable import show_day, show_moment, show_number

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)


def render_result(election: "RepresentativeElection") -> str:
	"""Return the result as HTML: who stands in each unit, and once it is known, with how many votes."""
	return frappe.render_template(
		"templates/includes/hub_election_result.html", {"units": describe_units(election)}
	)


def describe_units(election: "RepresentativeElection") -> list[frappe._dict]:
	"""Return each unit: `name`, `seats`, `settled_by`, `outcome`, its figures and its `candidates`.

	Each candidate has `name`, `ngo_name`, `presentation`, `result`, `elected_by`, and where ballots were counted
	`votes` and `percent` of the valid ones; those with most votes come first.
	"""
	ngos = get_ngos([row.ngo for row in election.candidates])
	return [describe_unit(election, unit, ngos) for unit in election.units]


def describe_unit(election: "RepresentativeElection", unit: "ElectionUnit", ngos: dict) -> frappe._dict:
	is_counted = election.stage in COUNTED_STAGES and unit.settled_by == VOTE
	candidates = [
		frappe._dict(
			name=row.candidate_name,
			ngo_name=ngos[row.ngo].ngo_name if row.ngo in ngos else row.ngo,
			presentation=row.presentation,
			result=row.result,
			elected_by=row.elected_by,
			is_elected=row.result == ELECTED,
			departure=describe_departure(row),
			left_reason=row.left_reason,
			left_note=row.left_note,
			votes=cint(row.votes) if is_counted else None,
			percent=get_share(row.votes, unit.valid_count) if is_counted else None,
			percent_text=show_number(get_share(row.votes, unit.valid_count)),
		)
		for row in get_standing(election, unit)
	]
	turnout = get_turnout(cint(unit.valid_count), cint(unit.electors_count))
	return frappe._dict(
		name=describe_key(get_key(unit)),
		seats=cint(unit.seats),
		settled_by=unit.settled_by,
		outcome=unit.outcome,
		vacant=count_vacant(election, unit),
		is_counted=is_counted,
		electors=cint(unit.electors_count),
		valid=cint(unit.valid_count),
		invalid=cint(unit.invalid_count),
		late=cint(unit.late_count),
		turnout=turnout,
		turnout_text=show_number(turnout),
		candidates=sorted(candidates, key=lambda row: -(row.votes or 0)) if is_counted else candidates,
		candidates_of_register=candidates,
	)


def get_share(part, whole) -> float:
	return flt(100 * cint(part) / cint(whole), 1) if cint(whole) else 0


def describe(election: "RepresentativeElection") -> frappe._dict:
	"""Return what the record and the ballot paper say.

	That is `body`, `facts`, `units`, `reasons` of the ballots that do not count, `until` (end of
	the voting), `signatures` of the commission, and who is `out`: rejected or withdrawn nominations.
	"""
	body = frappe.db.get_value("Representative Body", election.body, "body_name")
	facts = [
		(_("Body"), body),
		(_("Legal Basis"), election.legal_basis),
		(_("Way of Voting"), _(election.ballot_secrecy, context=ELECTION)),
		(_("Public Call"), describe_time(election.call_published_on, election.call_closes_on, show_day)),
		(_("Electors"), describe_electors(election)),
		(_("Majority"), _(election.majority_rule, context=ELECTION)),
		(_("Equally Many Votes"), _(election.tie_rule, context=ELECTION)),
		(_("First Round"), describe_round(election.first_round)),
		(_("Second Round"), describe_round(election.second_round)),
		(_("Voting"), describe_time(election.voting_from, election.voting_until, show_moment)),
		(_("Counted On"), show_moment(election.counted_on)),
		(_("Sealed Ballots"), describe_seals(election)),
		(_("Decided On"), show_day(election.decided_on)),
		(_("Mandates"), describe_time(election.mandate_from, election.mandate_to, show_day)),
	]
	return frappe._dict(
		body=body,
		facts=[fact for fact in facts if fact[1]],
		units=describe_units(election),
		secrecy=describe_secrecy(election),
		reasons=count_reasons(election),
		voting_electors=count_voting_electors(election),
		until=show_moment(election.voting_until),
		signatures=[
			frappe._dict(party=_("Election Commission"), person=member)
			for member in describe_commission(election)
		],
		left=[row for row in election.candidates if row.left_on],
		out=[row for row in election.candidates if row.status in ("Rejected", "Withdrawn")],
	)


def describe_electors(election: "RepresentativeElection") -> str:
	"""Return how many are in the register, by which rule, and how many of them had something to vote on."""
	registered = cint(election.electors_count) or len(election.electors)
	text = f"{registered} ({_(election.elector_rule, context=ELECTION)})"
	if not election.counted_on or count_voting_electors(election) == registered:
		return text
	return _("{0}, of these in units with a vote: {1}").format(text, count_voting_electors(election))


def describe_round(name: str | None) -> str:
	if not name:
		return ""
	return f"{frappe.db.get_value(ELECTION, name, 'election_title')} ({name})"


def describe_outcome(unit: frappe._dict) -> str:
	"""Return the result of a unit in one line: who is elected, what goes on, and which seats stay vacant.

	Args:
	        unit: one of `describe_units`.
	"""
	parts = []
	elected = [describe_elected(row) for row in unit.candidates if row.is_elected]
	if elected:
		parts.append(_("Elected: {0}").format(", ".join(elected)))
	going_on = [row.name for row in unit.candidates if row.result == SECOND_ROUND]
	if going_on:
		parts.append(_("Second round: {0}").format(", ".join(going_on)))
	if unit.vacant:
		parts.append(_("Seats that stay vacant: {0}").format(unit.vacant))
	return "; ".join(parts)


def describe_elected(row: frappe._dict) -> str:
	if row.votes is None:
		return f"{row.name} ({row.ngo_name})"
	return _("{0} ({1}), votes: {2}").format(row.name, row.ngo_name, row.votes)


def describe_secrecy(election: "RepresentativeElection") -> str:
	"""Return what an elector is promised about who learns for whom it voted."""
	if not election.is_secret():
		return _(
			"This is an open vote: the leaders of the election can see for whom your organisation voted, "
			"nobody else can."
		)
	return _(
		"This is a secret ballot: it is sealed until the count, and with the count it is parted from the name of your "
		"organisation for good. After the count the page of the election shows the receipts of all ballots that were "
		"counted; please keep yours."
	)


def describe_seals(election: "RepresentativeElection") -> str:
	"""Return how many ballots of a secret election were sealed, opened, and on paper; empty of an open vote."""
	if not (election.is_secret() and election.counted_on):
		return ""
	text = _("{0} sealed, {1} opened and counted; {2} on paper")
	return text.format(*map(cint, (election.sealed_count, election.opened_count, election.paper_count)))


def describe_time(start, end, form) -> str:
	return f"{form(start)} – {form(end)}" if start and end else ""


def count_reasons(election: "RepresentativeElection") -> list[tuple[str, str, int]]:
	"""Return status, reason and number of the ballots that did not count, the commonest first."""
	numbers: dict[tuple[str, str], int] = {
		("Invalid", reason): number
		for reason, fieldname in PAPER_FAULTS.items()
		if (number := sum(cint(unit.get(fieldname)) for unit in election.units))
	}
	for ballot in frappe.get_all(
		BALLOT,
		filters={"election": election.name, "status": ("!=", "Valid")},
		fields=["status", "reason"],
		order_by="name asc",
		limit_page_length=0,
	):
		key = (ballot.status, ballot.reason)
		numbers[key] = numbers.get(key, 0) + 1
	return [(*key, number) for key, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))]


def get_receipts(election: "RepresentativeElection") -> list[str]:
	"""Return the receipts of the sealed ballots that were counted, in an order that tells nothing of their coming."""
	if election.stage not in COUNTED_STAGES:
		return []
	counted = {"election": election.name, "status": "Valid", "receipt": ("is", "set")}
	return frappe.get_all(BALLOT, counted, pluck="receipt", order_by="receipt asc", limit_page_length=0)
