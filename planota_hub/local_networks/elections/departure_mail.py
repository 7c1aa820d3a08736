# SPDX-License-Identifier: GPL-3.0-only
"""Who hears that a candidate stands no longer, or after all does: each once, in their own language.

The staff decide whether it is told. Then the commission hears it, the body, the NGO that nominated, the candidate
where it is not a death, and while the voting is on the electors who have this candidate on their ballot.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.local_networks.elections.announcements import (
	get_language_of_candidate,
	get_voting_electors,
)
from planota_hub.local_networks.elections.mail import Words, election_url, send_about
from planota_hub.local_networks.elections.people import ELECTION, get_addresses, get_key
from planota_hub.mail.hub_mail import is_quiet, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.rules.readable import show_day

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

DIED = "Died"
Reader = tuple[str | None, str | None]


def tell_departure(election: "RepresentativeElection", row: "ElectionCandidate") -> int:
	"""Tell those whom it concerns that a candidate stands no longer; return to how many addresses mails go."""
	subject = _("{0} stands no longer in the election {1}", site_language())
	notify_staff(ELECTION, election.name, subject.format(row.candidate_name, election.election_title))
	return tell(election, row, lambda: word_departure(election, row), row.left_reason != DIED)


def tell_return(election: "RepresentativeElection", row: "ElectionCandidate") -> int:
	"""Tell the same people that a candidate stands after all; return to how many addresses mails go."""
	return tell(election, row, lambda: word_return(election, row), True)


def tell(
	election: "RepresentativeElection",
	row: "ElectionCandidate",
	compose: Callable[[], Words],
	with_candidate: bool,
) -> int:
	if is_quiet():
		return 0
	told: dict[str, str | None] = {}
	for email, language in get_readers(election, row, with_candidate):
		if email and email not in told:
			told[email] = language
	sent = 0
	for email, language in told.items():
		with one_of_many(_("Somebody could not be told of a candidate"), ELECTION, election.name):
			sent += bool(send_about(election, email, compose, language=language))
	return sent


def get_readers(
	election: "RepresentativeElection", row: "ElectionCandidate", with_candidate: bool
) -> Iterator[Reader]:
	"""Yield address and language of everybody whom it concerns; without a language it is that of the log-in."""
	if with_candidate:
		yield row.email, get_language_of_candidate(election, row)
	if election.stage == "Voting":
		for elector in get_voting_electors(election):
			if get_key(elector) == get_key(row):
				yield elector.email, elector.preferred_language
	yield get_addresses([row.ngo]).get(row.ngo), get_language_of_candidate(election, row)
	for member in election.commission_members:
		yield member.email, None
	stakeholder = frappe.db.get_value("Representative Body", election.body, "stakeholder")
	yield (frappe.db.get_value("Stakeholder", stakeholder, "email") if stakeholder else None), None


def word_departure(election: "RepresentativeElection", row: "ElectionCandidate") -> Words:
	lines = [
		_("{0} stands no longer in the election below and can't be elected.").format(row.candidate_name),
		_(
			"Votes for this candidate count as cast; the seat goes to the next one by the rules of the election."
		),
	]
	if election.stage == "Voting":
		lines.append(
			_("Who has not voted yet, please choose somebody else. A ballot that was cast stays as it is.")
		)
	facts = [(_("Since"), show_day(row.left_on)), (_("Why"), describe_reason(row))]
	return Words(_("A candidate stands no longer"), lines, get_link(election), facts)


def describe_reason(row: "ElectionCandidate") -> str:
	return _(row.left_reason, context="Election Candidate")


def word_return(election: "RepresentativeElection", row: "ElectionCandidate") -> Words:
	line = _(
		"{0} stands in the election below after all and can be elected. What was said before was a mistake."
	)
	return Words(_("A candidate stands after all"), [line.format(row.candidate_name)], get_link(election))


def get_link(election: "RepresentativeElection") -> tuple[str, str]:
	return _("About this election"), election_url(election.name)
