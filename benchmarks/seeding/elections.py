# SPDX-License-Identifier: GPL-3.0-only
"""Bodies in which NGOs have a seat, elections that filled it, their ballots and the mandates."""

import frappe
from frappe.utils import add_days, add_years

from benchmarks.seeding.people import get_name
from benchmarks.seeding.register import get_fields_of_work, get_ngos
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import ELECTORS, Sizes

SEAT = "Predstavnik NVO"
CANDIDATES = 3
TERM_YEARS = 4


def seed_elections(rows: Rows, sizes: Sizes) -> None:
	"""Write bodies of one seat, each with an election by open vote that was decided, and the mandate."""
	ngos, fields = get_ngos(), get_fields_of_work()
	for number in range(sizes.elections):
		field = fields[number % len(fields)]
		begin = number * 17 % len(ngos)
		electors = (ngos[begin:] + ngos[:begin])[:ELECTORS]
		ago = 60 + number % 700
		body = rows.add(
			"Representative Body",
			body_name=f"Svet za razvoj {number + 1}",
			body_type="Regional Development Council",
			ballot_secrecy="Open Vote",
			published=1,
			seats_required=1,
			seats_filled=1,
			creation=moment(ago + 60),
			seats=[{"seat": SEAT, "field_of_work": field}],
		)
		candidates = [
			make_candidate(turn, number, ngo, field) for turn, ngo in enumerate(electors[:CANDIDATES])
		]
		votes = [vote_of(turn) for turn in range(len(electors))]
		for turn, candidate in enumerate(candidates):
			candidate["votes"] = votes.count(turn)
		election = add_election(rows, body, number, ago, field, candidates, electors)
		for turn, ngo in enumerate(electors):
			add_ballot(rows, election, ngo, field, candidates[votes[turn]]["candidate_name"], ago)
		add_mandate(rows, body, election, candidates[0], ago)


def vote_of(turn: int) -> int:
	"""Return for which candidate an elector votes: every second one for the first."""
	return 0 if turn % 2 == 0 else 1 + turn // 2 % (CANDIDATES - 1)


def make_candidate(turn: int, number: int, ngo: frappe._dict, field: str) -> dict:
	return {
		"candidate_name": f"{get_name(number * CANDIDATES + turn)} {chr(65 + turn)}.",
		"ngo": ngo.name,
		"field_of_work": field,
		"status": "Confirmed",
		"has_agreed": 1,
		"agreed_on": moment(900),
		"result": "Elected" if turn == 0 else "Not Elected",
		"elected_by": "Vote" if turn == 0 else None,
	}


def add_election(
	rows: Rows, body: str, number: int, ago: int, field: str, candidates: list, electors: list
) -> str:
	count = len(electors)
	return rows.add(
		"Representative Election",
		election_title=f"Volitve {number + 1}",
		body=body,
		stage="Decided",
		ballot_secrecy="Open Vote",
		majority_rule="Relative Majority",
		tie_rule="Commission Decides",
		call_published_on=day(ago + 50),
		call_closes_on=day(ago + 30),
		voting_from=moment(ago + 20),
		voting_until=moment(ago + 10),
		mandate_from=day(ago),
		mandate_to=get_last_day(ago),
		stage_changed_on=day(ago + 1),
		counted_on=moment(ago + 5),
		decided_on=day(ago + 1),
		electors_count=count,
		valid_count=count,
		turnout=100,
		creation=moment(ago + 55),
		units=[
			{
				"field_of_work": field,
				"seats": 1,
				"electors_count": count,
				"valid_count": count,
				"settled_by": "Vote",
				"outcome": "Filled",
			}
		],
		candidates=candidates,
		electors=[
			{"ngo": ngo.name, "field_of_work": field, "email": ngo.email, "registered_on": day(ago + 40)}
			for ngo in electors
		],
	)


def get_last_day(ago: int) -> str:
	return str(add_days(add_years(day(ago), TERM_YEARS), -1))


def add_ballot(rows: Rows, election: str, ngo: frappe._dict, field: str, candidate: str, ago: int) -> None:
	rows.add(
		"Election Ballot",
		election=election,
		ngo=ngo.name,
		ballot_title=ngo.ngo_name,
		field_of_work=field,
		candidate=candidate,
		received_on=moment(ago + 15),
		channel="Online",
		cast_by=ngo.email,
		status="Valid",
		vote_key=f"{election}:{ngo.name}",
		creation=moment(ago + 15),
	)


def add_mandate(rows: Rows, body: str, election: str, candidate: dict, ago: int) -> None:
	person = candidate["candidate_name"]
	rows.add(
		"Body Mandate",
		body=body,
		seat=SEAT,
		field_of_work=candidate["field_of_work"],
		mandate_title=f"{person} ({SEAT})",
		status="Active",
		from_date=day(ago),
		to_date=get_last_day(ago),
		person_name=person,
		ngo=candidate["ngo"],
		origin="Elected",
		election=election,
		creation=moment(ago + 1),
	)
