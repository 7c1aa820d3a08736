# SPDX-License-Identifier: GPL-3.0-only
"""What waits for a representative about elections: a ballot that is not cast yet."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from planota_hub.local_networks.elections.pages import get_own_electors
from planota_hub.local_networks.elections.people import ELECTION
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the elections in which an own NGO can vote now; their page leads to the ballot."""
	elections = [frappe.get_doc(ELECTION, name) for name in get_running(get_own_ngos())]
	return [
		Waiting(
			_("Vote on behalf of {0}").format(own.ngo_name),
			election.election_title,
			f"/elections/{election.name}",
			getdate(election.voting_until),
		)
		for election in elections
		for own in get_own_electors(election)
		if own.vote_url
	]


def get_running(ngos: list[str]) -> list[str]:
	"""Return the elections that are being voted in, and in which one of these NGOs is an elector."""
	election, elector = DocType(ELECTION), DocType("Election Elector")
	return (
		frappe.qb.from_(election)
		.join(elector)
		.on((elector.parent == election.name) & (elector.parenttype == ELECTION))
		.select(election.name)
		.distinct()
		.where((election.stage == "Voting") & elector.ngo.isin(ngos or [""]))
		.orderby(election.name)
		.run(pluck=True)
	)
