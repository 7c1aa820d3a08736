# SPDX-License-Identifier: GPL-3.0-only
"""Ballots on paper in a secret election: who sent one is entered when it comes, what they say once the voting is over.

A signed statement says which NGO votes; the ballot itself lies in an unmarked envelope inside. The commission opens
the envelopes of all accepted statements together, mixes the papers and counts them. The figures are sealed like any
vote until the election is counted, and are added to the sealed ballots then, so that they stand nowhere by themselves.
"""

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.local_networks.elections.people import ELECTION, describe_key, get_key, get_standing
from planota_hub.rules import seal as election_seal
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

BALLOT = "Election Ballot"
# what is wrong with a paper -> field of the unit with the number of those
PAPER_FAULTS = {"No Clear Mark": "unclear_papers", "Not a Candidate": "foreign_papers"}
# a number of papers has fewer digits in any election
NUMBER = re.compile(r"-?[0-9]{1,6}")


def get_forms(election: "RepresentativeElection") -> list[dict]:
	"""Return for each unit with accepted papers its `unit`, `papers` and `candidates`, for the form.

	Raises:
	        frappe.ValidationError: while papers may still come in.
	"""
	refuse_early_papers(election)
	accepted = count_accepted(election.name)
	return [
		{
			"unit": describe_key(get_key(unit)),
			"papers": accepted[get_key(unit)],
			"candidates": [row.candidate_name for row in get_standing(election, unit)],
		}
		for unit in election.units
		if accepted[get_key(unit)]
	]


def refuse_early_papers(election: "RepresentativeElection") -> None:
	if not election.is_secret() or election.stage != "Voting":
		refuse(election, "stage", _("papers are counted in a secret election, while it waits to be counted."))
	if now_datetime() < get_datetime(election.voting_until):
		refuse(election, "voting_until", _("envelopes stay closed until the voting is over."))


def count_accepted(election: str) -> Counter:
	"""Return how many statements were accepted in each unit: so many envelopes are opened."""
	rows = frappe.db.get_values(
		BALLOT,
		{"election": election, "status": "Valid", "channel": ("!=", "Online")},
		["administrative_unit", "field_of_work"],
		as_dict=True,
		order_by="name asc",
		for_update=True,
	)
	return Counter(map(get_key, rows))


def enter_papers(election: "RepresentativeElection", figures: dict[str, dict]) -> None:
	"""Seal what the papers of all units say, in the place of what was entered before.

	Args:
	        figures: name of the unit -> `votes` (candidate -> number), and numbers of `unclear_papers` (none or
	                several marked, or an empty envelope) and `foreign_papers` (of another unit or election).

	Raises:
	        frappe.ValidationError: unless in each unit there are as many papers as accepted statements.
	"""
	frappe.db.get_value(ELECTION, election.name, "name", for_update=True)
	refuse_early_papers(election)
	accepted = count_accepted(election.name)
	papers = [read_unit(election, unit, figures) for unit in election.units]
	for unit, numbers in zip(election.units, papers, strict=True):
		refuse_wrong_number(unit, accepted[get_key(unit)], sum(numbers))
	sealed = election_seal.seal(election.name, election.seal_key, json.dumps(papers))
	# past the history of the document: from two figures after each other one could tell a single paper
	election.db_set("sealed_papers", sealed, update_modified=False)


def read_unit(election: "RepresentativeElection", unit: "ElectionUnit", figures: dict) -> list[int]:
	"""Return the figures of a unit: votes by candidate in the order of the register, then papers at fault."""
	given = figures.get(describe_key(get_key(unit)))
	given = given if isinstance(given, dict) else {}
	votes = given.get("votes") if isinstance(given.get("votes"), dict) else {}
	names = [row.candidate_name for row in get_standing(election, unit)]
	numbers = [read_number(unit, name, votes.get(name)) for name in names]
	for fieldname in PAPER_FAULTS.values():
		label = _(unit.meta.get_label(fieldname), context=unit.doctype)
		numbers.append(read_number(unit, label, given.get(fieldname)))
	if min(numbers) < 0:
		refuse(unit, "administrative_unit", _("the number must not be negative."))
	return numbers


def read_number(unit: "ElectionUnit", label: str, figure) -> int:
	"""Return a figure of the papers; an empty one counts as 0.

	Raises:
	        frappe.ValidationError: for what is no whole number, with the label.
	"""
	text = "0" if figure in (None, "") else cstr(figure).strip()
	if not NUMBER.fullmatch(text):
		refuse(unit, "administrative_unit", _("{0}: please enter a whole number.").format(label))
	return int(text)


def refuse_wrong_number(unit: "ElectionUnit", accepted: int, counted: int) -> None:
	if accepted != counted:
		message = _("{0}: {1} ballots on paper were accepted, but {2} are counted.")
		text = message.format(describe_key(get_key(unit)), accepted, counted)
		refuse(unit, "administrative_unit", text, _("Papers Missing"))


def open_papers(election: "RepresentativeElection") -> list[list[int]]:
	"""Return the figures of the papers of each unit, and forget them; for the count alone.

	Raises:
	        frappe.ValidationError: when accepted papers were not counted yet.
	"""
	election.sealed_papers = None
	sealed = frappe.db.get_value(ELECTION, election.name, "sealed_papers", for_update=True)
	(content,) = election_seal.unseal(election.name, election.seal_key, [sealed]) if sealed else (None,)
	papers = json.loads(content) if content else [[0] for _unit in election.units]
	accepted = count_accepted(election.name)
	for unit, numbers in zip(election.units, papers, strict=True):
		refuse_wrong_number(unit, accepted[get_key(unit)], sum(numbers))
	return papers
