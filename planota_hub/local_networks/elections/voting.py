# SPDX-License-Identifier: GPL-3.0-only
"""Voting online: page `/vote?token=…`, by the link that each elector gets; one NGO, one ballot."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr, get_datetime, now, now_datetime

from planota_hub.local_networks.elections.ballots import INVALID, ONLINE, lock_election, seal_mark
from planota_hub.local_networks.elections.count import VOTE
from planota_hub.local_networks.elections.mail import BALLOT_PURPOSE, confirm_ballot
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import (
	ELECTION,
	Key,
	describe_departure,
	get_key,
	get_standing,
)
from planota_hub.planota_hub.register.state import get_left
from planota_hub.public_forms import intake
from planota_hub.rules.seal import get_receipt
from planota_hub.rules.text import clean_field
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_ballot.election_ballot import ElectionBallot
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

VOTES_PER_HOUR = 60
ELECTOR = "Election Elector"


def get_elector(token: str | None) -> frappe._dict:
	"""Return the elector behind a link: `name`, `parent` (the election), `ngo`, `email`, and its unit.

	Raises:
	        tokens.InvalidTokenError: when the link was not made by the hub, or is not the newest one.
	        frappe.DoesNotExistError: when the NGO was taken off the register.
	"""
	name = read_token(BALLOT_PURPOSE, token)
	fields = [
		"name",
		"parent",
		"ngo",
		"email",
		"preferred_language",
		"administrative_unit",
		"field_of_work",
		"ballot_link_used",
	]
	elector = frappe.db.get_value(ELECTOR, {"name": name, "parenttype": ELECTION}, fields, as_dict=True)
	if not elector:
		frappe.throw(
			_("Your organisation is no longer registered for this election."), frappe.DoesNotExistError
		)
	return elector


def get_obstacle(election: "RepresentativeElection", elector: frappe._dict) -> str | None:
	"""Return in words why an elector can't vote online now; None when it can."""
	now_ = now_datetime()
	if election.stage == "Cancelled":
		return _("This election was cancelled.")
	if not election.online_voting:
		return _("In this election nobody votes online; please send the ballot the way the call says.")
	if election.stage in ("Counted", "Decided") or (
		election.stage == "Voting" and get_datetime(election.voting_until) < now_
	):
		return _("The voting is over.")
	if election.stage != "Voting" or get_datetime(election.voting_from) > now_:
		return _("The voting has not begun yet.")
	if get_left([elector.ngo]):
		return _(
			"Your organisation is not active in the register; as long as this is so, its ballot does not count."
		)
	if not get_candidates(election, elector):
		return _("There is no vote in your unit.")
	counted = {"election": election.name, "ngo": elector.ngo, "status": "Valid"}
	if elector.ballot_link_used or frappe.db.exists(BALLOT, counted):
		return _("Your organisation has voted. Thank you.")
	return None


def get_candidates(
	election: "RepresentativeElection", elector: "ElectionElector | frappe._dict"
) -> list["ElectionCandidate"]:
	"""Return for whom an elector can vote."""
	for unit in election.units:
		if get_key(unit) == get_key(elector) and unit.settled_by == VOTE:
			return get_standing(election, unit)
	return []


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=VOTES_PER_HOUR, seconds=3600)
def cast_vote(token: str, candidate: str = "", cast_by: str = "", is_entitled: int = 0) -> dict[str, str]:
	"""Keep the ballot of an elector; whether it counts is judged like that of any other ballot.

	Args:
	        token: of the elector's link.
	        candidate: name of the chosen candidate.
	        cast_by: who votes for the NGO.
	        is_entitled: 1 when that person declares to be entitled to it.

	Returns:
	        `outcome` "counted" or "kept", `message`, the number of the `ballot`, and of a sealed one the `receipt`.

	Raises:
	        frappe.ValidationError: when name, choice or declaration is missing, nobody votes online, or the link
	        was used already; nothing is kept then.
	"""
	# what watches requests (the framework's recorder and log of errors) must not keep for whom somebody voted
	frappe.local.form_dict.pop("candidate", None)
	try:
		return keep_vote(token, candidate, cast_by, is_entitled)
	except (frappe.ValidationError, frappe.PermissionError):
		raise
	except Exception:
		frappe.db.rollback()
		frappe.log_error(_("A ballot could not be kept"), frappe.get_traceback(), defer_insert=True)
	frappe.throw(_("The ballot could not be kept. Please try again; if it happens again, write to the hub."))


def keep_vote(token: str, candidate: str, cast_by: str, is_entitled: int) -> dict[str, str]:
	elector = get_elector(token)
	election = frappe.get_doc(ELECTION, elector.parent)
	if election.stage in ("Draft", "Cancelled") or not election.online_voting:
		frappe.throw(get_obstacle(election, elector) or _("The voting has not begun yet."))
	if not cstr(candidate).strip():
		frappe.throw(_("{0}: please choose from the list.").format(_("Candidate")))
	if not cstr(cast_by).strip():
		frappe.throw(_("Please fill in: {0}.").format(_("Your Name")))
	if not cint(is_entitled):
		frappe.throw(_("Please confirm that you are entitled to vote on behalf of your organisation."))
	refuse_used_link(elector)
	refuse_departed(election, cstr(candidate).strip())
	ballot = make_ballot(election, elector, cstr(candidate).strip(), cast_by)
	with intake.saving_for_guest():
		# the signed link entitles its holder to vote for this one elector
		ballot.insert(ignore_permissions=True)
	if ballot.status != INVALID:
		frappe.db.set_value(ELECTOR, elector.name, "ballot_link_used", 1, update_modified=False)
	confirm_ballot(election, elector, ballot)
	return {
		"outcome": "counted" if ballot.status == "Valid" else "kept",
		"ballot": ballot.name,
		"receipt": ballot.receipt or "",
		**describe(ballot),
	}


def refuse_departed(election: "RepresentativeElection", candidate: str) -> None:
	"""Who votes online is told in time that a candidate can't be elected any more; a paper counts as it was marked."""
	for row in election.candidates:
		if row.left_on and row.candidate_name == candidate:
			frappe.throw(
				_("{0} {1} and can't be elected any more. Please choose somebody else.").format(
					row.candidate_name, describe_departure(row)
				)
			)


def refuse_used_link(elector: frappe._dict) -> None:
	"""A link casts one ballot; of two in the same moment the second one waits, and sees that it was used."""
	lock_election(elector.parent)
	if frappe.db.get_value(ELECTOR, elector.name, "ballot_link_used", for_update=True):
		frappe.throw(_("This link was used already: a ballot of your organisation was cast with it."))


def make_ballot(
	election: "RepresentativeElection", elector: frappe._dict, candidate: str, cast_by: str, received_on=None
) -> "ElectionBallot":
	"""Return the ballot of an elector, to be inserted; a secret one never holds for whom it is but under a seal.

	Args:
	        received_on: when it came in; empty: now.
	"""
	ballot = frappe.get_doc(
		{
			"doctype": BALLOT,
			"election": elector.parent,
			"ngo": elector.ngo,
			"candidate": None if election.is_secret() else candidate,
			"channel": ONLINE,
			"received_on": received_on or now(),
			"cast_by": cstr(cast_by).strip(),
		}
	)
	clean_field(ballot, ballot.meta.get_field("cast_by"))
	ballot.flags.set_by_hub = {"cast_by": ballot.cast_by}
	if election.is_secret() and election.stage == "Voting":
		seal_ballot(ballot, election, candidate, get_key(elector))
	return ballot


def seal_ballot(
	ballot: "ElectionBallot", election: "RepresentativeElection", candidate: str, key: Key
) -> None:
	sealed, ballot.flags.fault_of_mark = seal_mark(election, candidate, key)
	if sealed:
		ballot.flags.set_by_hub |= {"sealed_choice": sealed, "receipt": get_receipt(sealed)}


def describe(ballot: "ElectionBallot") -> dict[str, str]:
	if ballot.receipt:
		message = _("Thank you. The ballot of your organisation is sealed until the count. Its receipt: {0}.")
		return {"message": message.format(ballot.receipt)}
	if ballot.status == "Valid":
		return {"message": _("Thank you. The ballot {0} of your organisation counts.").format(ballot.name)}
	message = _("The ballot {0} was kept, but it does not count: {1}.")
	return {"message": message.format(ballot.name, _(ballot.reason, context=BALLOT))}
