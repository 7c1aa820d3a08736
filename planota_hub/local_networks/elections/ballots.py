# SPDX-License-Identifier: GPL-3.0-only
"""Ballots: each that comes in is kept, and judged once. What does not count has its reason.

A ballot is judged while the row of its election is locked, so that of two ballots of one NGO in the same moment
exactly one counts, and none slips in while the ballots are counted.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.local_networks.elections.count import COUNTED_STAGES, VOTE
from planota_hub.local_networks.elections.mail import ONLINE
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION, SECRET, STANDING, Key, get_key
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules import seal as election_seal
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_ballot.election_ballot import ElectionBallot

VALID, INVALID, LATE = "Valid", "Invalid", "Late"
# a ballot by e-mail is read by whoever opens it
SECRET_CHANNELS = frozenset({"Post", "In Person"})
MISTAKE = "Entered by Mistake"
NOBODY = "Not a Candidate"
ELECTION_FIELDS = ["name", "stage", "voting_from", "voting_until", "ballot_secrecy", "seal_key"]


def lock_election(name: str) -> frappe._dict:
	"""Return stage, times, way of voting and key of an election, and keep its row locked until the commit."""
	election = frappe.db.get_value(ELECTION, name, ELECTION_FIELDS, as_dict=True, for_update=True)
	if not election:
		frappe.throw(_("This election was not found."), frappe.DoesNotExistError)
	return election


def judge(ballot: "ElectionBallot") -> None:
	"""Decide once and for all whether a new ballot counts.

	Raises:
	        frappe.ValidationError: when nobody can vote in that election, or the ballot comes from the future.
	"""
	election = lock_election(ballot.election)
	if election.stage in ("Draft", "Cancelled"):
		message = _("this election takes no ballots ({0}).").format(_(election.stage))
		refuse(ballot, "election", message, _("No Voting"))
	if get_datetime(ballot.received_on) > now_datetime():
		refuse(ballot, "received_on", _("the moment lies in the future."), _("Wrong Time"))
	refuse_readable_choice(ballot, election)
	elector = get_elector(ballot)
	ballot.administrative_unit, ballot.field_of_work = get_key(elector or get_seat_of_ngo(ballot))
	ballot.status, ballot.reason = find_fault(ballot, election, elector) or (VALID, None)
	ballot.vote_key = get_vote_key(ballot) if ballot.status == VALID else None
	if ballot.status != VALID:
		ballot.sealed_choice = ballot.receipt = None


def refuse_readable_choice(ballot: "ElectionBallot", election: frappe._dict) -> None:
	"""In a secret election no ballot names a candidate, and none comes in a way that shows whom it names."""
	if election.ballot_secrecy != SECRET or ballot.channel == ONLINE:
		return
	if ballot.candidate:
		message = _(
			"in a secret election the papers are counted without the name of the NGO, once the voting is over."
		)
		refuse(ballot, "candidate", message, _("Secret Ballot"))
	if ballot.channel not in SECRET_CHANNELS:
		message = _("in a secret election NGOs vote by their link, or on paper in a sealed envelope.")
		refuse(ballot, "channel", message, _("Secret Ballot"))


def get_elector(ballot: "ElectionBallot") -> frappe._dict | None:
	filters = {"parenttype": ELECTION, "parent": ballot.election, "ngo": ballot.ngo}
	fields = ["name", "administrative_unit", "field_of_work"]
	return frappe.db.get_value("Election Elector", filters, fields, as_dict=True)


def get_seat_of_ngo(ballot: "ElectionBallot") -> dict:
	"""Return the unit of an NGO that is no elector, when it is one of the election's."""
	unit = frappe.db.get_value("NGO", ballot.ngo, "administrative_unit")
	filters = {"parenttype": ELECTION, "parent": ballot.election, "administrative_unit": unit}
	return {"administrative_unit": unit} if unit and frappe.db.exists("Election Unit", filters) else {}


def find_fault(
	ballot: "ElectionBallot", election: frappe._dict, elector: dict | None
) -> tuple[str, str] | None:
	"""Return status and reason of a ballot that does not count; None when it does."""
	if election.stage in COUNTED_STAGES:
		return LATE, "After the Count"
	if election.stage != "Voting" or get_datetime(ballot.received_on) < get_datetime(election.voting_from):
		return INVALID, "Before the Voting"
	if get_datetime(ballot.received_on) > get_datetime(election.voting_until):
		return LATE, "After the Voting"
	if not elector:
		return INVALID, "Not an Elector"
	if get_left([ballot.ngo]):
		return INVALID, "NGO Not Active"
	if has_voted(ballot):
		return INVALID, "Second Ballot"
	reason = find_fault_of_form(ballot) or find_fault_of_content(ballot, election, get_key(elector))
	return (INVALID, reason) if reason else None


def find_fault_of_content(ballot: "ElectionBallot", election: frappe._dict, key: Key) -> str | None:
	"""Return what is wrong with the mark; of a secret ballot it was looked at before it was sealed."""
	if not has_vote(ballot.election, key):
		return "No Vote in the Unit"
	if election.ballot_secrecy == SECRET:
		is_sealed = ballot.sealed_choice or ballot.channel != ONLINE
		# what was cast in the moment in which the voting began has no seal
		return ballot.flags.fault_of_mark or (None if is_sealed else "Before the Voting")
	candidate, reason = read_mark(ballot.election, ballot.candidate, key)
	if reason == NOBODY:
		refuse_typing_error(ballot, key)
	ballot.candidate = candidate or ballot.candidate
	return reason


def refuse_typing_error(ballot: "ElectionBallot", key: Key) -> None:
	"""A name that nobody bears may be mistyped: whoever enters it says that it stands on the paper."""
	if ballot.channel == ONLINE or ballot.names_nobody:
		return
	message = _("nobody of this name stands here: {0}. Please choose from these: {1}; or tick {2}.")
	names = ", ".join(get_names(ballot.election, key))
	label = field_label(ballot, "names_nobody")
	refuse(ballot, "candidate", message.format(shown(ballot.candidate), names, label), _("Unknown Name"))


def get_vote_key(ballot: "ElectionBallot") -> str:
	return f"{ballot.election}:{ballot.ngo}"


def has_voted(ballot: "ElectionBallot") -> bool:
	"""Tell whether a ballot of this NGO counts already; read past the snapshot of the transaction."""
	counted = {"election": ballot.election, "ngo": ballot.ngo, "status": VALID}
	return bool(frappe.db.get_value(BALLOT, counted, "name", for_update=True))


def find_fault_of_form(ballot: "ElectionBallot") -> str | None:
	if ballot.channel == ONLINE:
		return None
	if not ballot.is_signed:
		return "Not Signed"
	return None if ballot.is_stamped else "No Stamp or Statement"


def read_mark(election: str, mark: str | None, key: Key) -> tuple[str | None, str | None]:
	"""Return for whom a mark is, with the name as it is in the register, and what is wrong with it."""
	if not mark:
		return None, "No Clear Mark"
	candidate = find_candidate(election, mark)
	if not candidate:
		return None, NOBODY
	reason = None if get_key(candidate) == key else "Candidate of Another Unit"
	return candidate.candidate_name, reason


def seal_mark(election: frappe._dict, mark: str, key: Key) -> tuple[str | None, str | None]:
	"""Return the sealed mark of a secret ballot, and what is wrong with it; what is at fault is not kept.

	Raises:
	        election_seal.MissingKeyError: when it could never be opened.
	"""
	candidate, fault = read_mark(election.name, mark, key)
	if fault:
		return None, fault
	return election_seal.seal(election.name, election.seal_key, candidate), None


def has_vote(election: str, key: Key) -> bool:
	filters = {"parenttype": ELECTION, "parent": election, "settled_by": VOTE}
	units = frappe.get_all(
		"Election Unit", filters, ["administrative_unit", "field_of_work"], order_by="idx asc"
	)
	return any(get_key(unit) == key for unit in units)


def find_candidate(election: str, name: str) -> frappe._dict | None:
	filters = {"parenttype": ELECTION, "parent": election, "status": STANDING}
	fields = ["candidate_name", "administrative_unit", "field_of_work"]
	wanted = " ".join(cstr(name).split()).casefold()
	for candidate in frappe.get_all("Election Candidate", filters, fields, order_by="idx asc"):
		if candidate.candidate_name.casefold() == wanted:
			return candidate
	return None


def get_candidate_names(election: str, ngo: str | None = None) -> list[str]:
	"""Return who stands in an election: in the unit of an elector, or without one, in all."""
	elector = get_elector(frappe._dict(election=election, ngo=ngo)) if ngo else None
	return get_names(election, get_key(elector) if elector else None)


def get_names(election: str, key: Key | None) -> list[str]:
	filters = {"parenttype": ELECTION, "parent": election, "status": STANDING}
	fields = ["candidate_name", "administrative_unit", "field_of_work"]
	rows = frappe.get_all("Election Candidate", filters, fields, order_by="idx asc")
	return [row.candidate_name for row in rows if key is None or get_key(row) == key]


def annul(ballot: "ElectionBallot", note: str) -> None:
	"""Take back a ballot that was entered wrongly, so that the right one can be entered; it is kept.

	Raises:
	        frappe.ValidationError: without a note, after the count, for a ballot that an NGO cast itself, or for
	        whoever entered it.
	"""
	election = lock_election(ballot.election)
	if election.stage != "Voting":
		refuse(ballot, "election", _("ballots are taken back only until they are counted."), _("Too Late"))
	if ballot.channel == ONLINE:
		refuse(ballot, "channel", _("the NGO cast this ballot itself; it can't be taken back."))
	if ballot.owner == frappe.session.user:
		message = _("you entered this ballot yourself; please let another member of staff take it back.")
		refuse(ballot, "taken_back_by", message, _("Second Person Needed"))
	if not cstr(note).strip():
		refuse(ballot, "mistake_note", _("please write down what was wrong."))
	ballot.flags.set_by_hub = {
		"status": INVALID,
		"reason": MISTAKE,
		"mistake_note": note,
		"taken_back_by": frappe.session.user,
		"vote_key": None,
		"sealed_choice": None,
		"receipt": None,
	}
	ballot.save(ignore_permissions=True)
