# SPDX-License-Identifier: GPL-3.0-only
"""From the result of an election to mandates in the body."""

from typing import TYPE_CHECKING

from planota_hub.local_networks.bodies.mandates import create_mandate
from planota_hub.local_networks.elections.count import CONSENSUS, ELECTED
from planota_hub.local_networks.elections.people import get_standing

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)


def create_mandates(election: "RepresentativeElection") -> list[str]:
	"""Give everybody who was elected a free seat of their unit, the one with most votes the first; return them.

	Raises:
	        frappe.ValidationError: when a seat was filled in the meantime; nothing is saved then.
	"""
	return [
		create_mandate(
			election.body,
			person_name=row.candidate_name,
			ngo=row.ngo,
			email=row.email,
			contact=row.contact,
			from_date=election.mandate_from,
			to_date=election.mandate_to,
			administrative_unit=row.administrative_unit,
			field_of_work=row.field_of_work,
			origin="Consensus" if row.elected_by == CONSENSUS else "Elected",
			election=election.name,
			decision_reference=election.legal_basis,
		)
		for row in get_elected(election)
	]


def get_elected(election: "RepresentativeElection") -> list["ElectionCandidate"]:
	"""Return who was elected: unit by unit in the order of the table, in each those with most votes first."""
	elected = [
		row
		for unit in election.units
		for row in sorted(get_standing(election, unit), key=lambda row: -(row.votes or 0))
	]
	return [row for row in elected if row.result == ELECTED]
