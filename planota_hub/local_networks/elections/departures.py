# SPDX-License-Identifier: GPL-3.0-only
"""Candidates who withdraw or die after the voting began: they stay on the ballot, but can't be elected any more.

Before the voting their nomination is set to Withdrawn; after the decision their mandate ends early.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, getdate, today

from planota_hub.local_networks.elections.departure_mail import tell_departure, tell_return
from planota_hub.local_networks.elections.people import ELECTION, STANDING, get_key
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

REASONS = ("Withdrew", "Died", "Not Eligible Any More")


def note_departure(
	election: str, candidate: str, left_on, reason: str, note: str, is_told: bool = False
) -> int:
	"""Write down that a candidate can't be elected any more; votes for them count as cast, the next one follows.

	Args:
	        candidate: name of the row.
	        left_on: the day from which on the candidate stands no longer.
	        reason: one of `REASONS`.
	        note: how it became known.
	        is_told: those whom it concerns are told by e-mail, see `departure_mail`.

	Returns:
	        to how many addresses mails go.

	Raises:
	        frappe.ValidationError: outside voting and count, or when something is missing; nothing is saved then.
	"""
	document = frappe.get_doc(ELECTION, election, for_update=True)
	row = find(document, candidate)
	if row.left_on:
		frappe.throw(_("{0} stands no longer since {1}.").format(row.candidate_name, show_day(row.left_on)))
	if reason not in REASONS:
		refuse(row, "left_reason", _("please choose from the list."))
	if not left_on or getdate(left_on) > getdate(today()):
		refuse(row, "left_on", _("expected is a day that is not in the future."), _("Wrong Date"))
	if not cstr(note).strip():
		refuse(row, "left_note", _("please write down when and from whom you know it."))
	row.wins_tie = 0
	row.flags.set_by_hub = {
		"left_on": getdate(left_on),
		"left_reason": reason,
		"left_note": cstr(note).strip(),
		"left_noted_by": frappe.session.user,
	}
	document.save()
	number = tell_departure(document, find_row(document, candidate)) if is_told else 0
	write_down_mails(document, row, number)
	return number


def take_back(election: str, candidate: str, is_told: bool = False) -> int:
	"""Let a candidate stand again about whom it was noted wrongly; by somebody else than who noted it.

	Returns:
	        to how many addresses mails go, where it is told.

	Raises:
	        frappe.ValidationError: outside voting and count, or for whoever noted it.
	"""
	document = frappe.get_doc(ELECTION, election, for_update=True)
	row = find(document, candidate)
	if not row.left_on:
		frappe.throw(_("{0} still stands.").format(row.candidate_name))
	if row.left_noted_by == frappe.session.user:
		frappe.throw(_("You noted it yourself; please let another member of staff take it back."))
	what = _("{0}: {1} since {2} was noted by mistake ({3}).").format(
		row.candidate_name,
		_(row.left_reason, context="Election Candidate"),
		show_day(row.left_on),
		row.left_note,
	)
	row.flags.set_by_hub = {"left_on": None, "left_reason": None, "left_note": None, "left_noted_by": None}
	document.save()
	document.add_comment("Info", frappe.utils.escape_html(what))
	number = tell_return(document, find_row(document, candidate)) if is_told else 0
	write_down_mails(document, row, number)
	return number


def write_down_mails(election: "RepresentativeElection", row: "ElectionCandidate", number: int) -> None:
	"""Keep in the history of an election how many were told about a candidate."""
	if number:
		text = _("About {0}: {1} people and organisations are told by e-mail.").format(
			row.candidate_name, number
		)
		election.add_comment("Info", frappe.utils.escape_html(text))


def find_row(election: "RepresentativeElection", candidate: str) -> "ElectionCandidate | None":
	return next((row for row in election.candidates if row.name == candidate), None)


def find(election: "RepresentativeElection", candidate: str) -> "ElectionCandidate":
	"""Return a candidate for whom it can be noted now.

	Raises:
	        frappe.ValidationError: where it is noted in another way, with that way.
	"""
	row = find_row(election, candidate)
	if not row or row.status != STANDING:
		frappe.throw(_("This person does not stand in the election."))
	if election.stage == "Decided":
		refuse(election, "stage", _("the result stands. Please end the mandate of who was elected early."))
	is_between_rounds = election.stage == "Consensus" and election.first_round
	if election.stage not in ("Voting", "Counted") and not is_between_rounds:
		refuse(election, "stage", _("before the voting, please set the nomination to Withdrawn."))
	if any(unit.in_second_round and get_key(unit) == get_key(row) for unit in election.units):
		message = _("this seat is decided in the second round; please note it there: {0}.")
		refuse(election, "second_round", message.format(election.second_round))
	return row
