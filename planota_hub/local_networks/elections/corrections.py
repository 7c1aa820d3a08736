# SPDX-License-Identifier: GPL-3.0-only
"""What is corrected while the voting runs: one of the staff proposes it, another one confirms it, the NGO is told.

The address to which the link to a ballot goes, and which of two ballots counts once two electors have become one NGO.
A secret ballot is set aside without being opened.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, now

from planota_hub.local_networks.elections import mail as election_mail
from planota_hub.local_networks.elections.ballots import INVALID, VALID, lock_election
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION, get_addresses
from planota_hub.mail import hub_mail
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_correction.election_correction import ElectionCorrection

CORRECTION, ELECTOR = "Election Correction", "Election Elector"
ADDRESS, SECOND_BALLOT = "Address of an Elector", "Second Ballot"
PROPOSED, CONFIRMED, REJECTED = "Proposed", "Confirmed", "Rejected"


def propose(correction: "ElectionCorrection") -> None:
	"""Check a proposal and note whose it is.

	Raises:
	        frappe.ValidationError: outside the voting, for an NGO that is no elector or has voted, or for a ballot
	        beside which no other one of the NGO counts.
	"""
	CHECKS[correction.kind](correction)
	correction.correction_title = frappe.db.get_value("NGO", correction.ngo, "ngo_name")
	correction.status = PROPOSED
	correction.proposed_by, correction.proposed_on = frappe.session.user, now()


def check_address(correction: "ElectionCorrection") -> None:
	require_voting(correction)
	correction.ballot = None
	normalise_email(correction, "new_email")
	electors = get_electors(correction)
	if not electors:
		refuse(correction, "ngo", _("this NGO is not in the register of electors."))
	if has_counted_ballot(correction):
		refuse(correction, "ngo", _("this NGO has voted; its link opens nothing any more."))
	correction.old_email = next((row.email for row in electors if row.email), None)
	refuse_missing(correction, "new_email", _("please enter an e-mail address such as name@example.org."))
	if cstr(correction.old_email) == correction.new_email:
		refuse(correction, "new_email", _("the link goes to this address already."))


def check_second_ballot(correction: "ElectionCorrection") -> None:
	require_voting(correction)
	correction.new_email = None
	counted = get_counted_ballots(correction)
	if correction.ballot not in counted:
		refuse(correction, "ballot", _("please choose a ballot of this NGO that counts."))
	if len(counted) < 2:
		refuse(correction, "ballot", _("no other ballot of this NGO counts; the only one is not set aside."))


CHECKS = {ADDRESS: check_address, SECOND_BALLOT: check_second_ballot}


def require_voting(correction: "ElectionCorrection") -> None:
	if lock_election(correction.election).stage != "Voting":
		message = _("this is corrected while the voting runs; before it, change the election itself.")
		refuse(correction, "election", message, _("No Voting"))


def get_electors(correction: "ElectionCorrection") -> list[frappe._dict]:
	"""Return the rows of an NGO in the register; two, when another elector was merged into it."""
	filters = {"parenttype": ELECTION, "parent": correction.election, "ngo": correction.ngo}
	return frappe.get_all(ELECTOR, filters, ["name", "email"], order_by="idx asc")


def get_counted_ballots(correction: "ElectionCorrection") -> list[str]:
	filters = {"election": correction.election, "ngo": correction.ngo, "status": VALID}
	return [name for (name,) in frappe.db.get_values(BALLOT, filters, "name", for_update=True) or ()]


def has_counted_ballot(correction: "ElectionCorrection") -> bool:
	return bool(get_counted_ballots(correction))


def decide(correction: "ElectionCorrection", status: str) -> None:
	"""Carry out a proposal or reject it, once.

	Raises:
	        frappe.ValidationError: when it is decided already, or confirmed by whoever proposed it.
	"""
	correction.reload()
	lock_election(correction.election)
	if frappe.db.get_value(CORRECTION, correction.name, "status", for_update=True) != PROPOSED:
		refuse(correction, "status", _("this was decided on already."), _("Already Decided"))
	if status == CONFIRMED:
		if frappe.session.user == correction.proposed_by:
			message = _("another member of staff confirms what you have proposed.")
			refuse(correction, "decided_by", message, _("Second Person Needed"))
		CHECKS[correction.kind](correction)
	correction.flags.set_by_hub = {"status": status, "decided_by": frappe.session.user, "decided_on": now()}
	correction.save()
	if status == CONFIRMED:
		CHANGES[correction.kind](correction)


def change_address(correction: "ElectionCorrection") -> None:
	"""Let the link go to the new address, and tell the one before."""
	names = [row.name for row in get_electors(correction)]
	values = {"email": correction.new_email}
	frappe.db.set_value(ELECTOR, {"name": ("in", names)}, values, update_modified=False)
	frappe.clear_document_cache(ELECTION, correction.election)
	tell_ngo(
		correction,
		lambda: _("the link to your ballot goes to another address from now on: {0}.").format(
			correction.new_email
		),
	)
	election = frappe.get_doc(ELECTION, correction.election)
	row = next(row for row in election.electors if row.name in names)
	election_mail.tell_elector(election, row, word_new_address, with_ballot=True)


def word_new_address() -> election_mail.Words:
	return election_mail.Words(
		_("You can vote"), [_("from now on the link to the ballot goes to this address.")]
	)


def set_ballot_aside(correction: "ElectionCorrection") -> None:
	"""Let one of two ballots of an NGO not count; what is under its seal is deleted unread."""
	frappe.db.set_value(BALLOT, correction.ballot, "sealed_choice", None, update_modified=False)
	ballot = frappe.get_doc(BALLOT, correction.ballot)
	ballot.flags.set_by_hub = {"status": INVALID, "reason": SECOND_BALLOT, "vote_key": None}
	# whoever confirms was entitled above; nobody changes a ballot by hand
	ballot.save(ignore_permissions=True)
	tell_ngo(
		correction,
		lambda: _("of two ballots of your organisation only one counts; {0} does not count any more.").format(
			ballot.name
		),
	)


CHANGES = {ADDRESS: change_address, SECOND_BALLOT: set_ballot_aside}


def tell_of_proposal(correction: "ElectionCorrection") -> None:
	"""Tell the NGO at the addresses that it has now, and the staff, one of whom has to confirm it."""
	if correction.kind == ADDRESS:
		tell_ngo(
			correction,
			lambda: _("the hub was asked to send the link to your ballot to another address: {0}.").format(
				correction.new_email
			),
		)
	subject = _("To be confirmed by a second person: {0}", hub_mail.site_language())
	hub_mail.notify_staff(CORRECTION, correction.name, subject.format(correction.correction_title))


def tell_ngo(correction: "ElectionCorrection", compose: Callable[[], str]) -> None:
	"""Write to the address of the elector before the correction, and to the one in the register.

	Args:
	        compose: what has happened, made in the language of the NGO.
	"""
	election = frappe.get_doc(ELECTION, correction.election)
	known = get_addresses([correction.ngo]).get(correction.ngo)
	rows = [row for row in election.electors if row.ngo == correction.ngo]
	addresses = dict.fromkeys(filter(None, (correction.old_email, *(row.email for row in rows), known)))
	language = next((row.preferred_language for row in rows if row.preferred_language), None)

	def words() -> election_mail.Words:
		lines = [
			compose(),
			_("Reason: {0}").format(correction.reason),
			_("If you did not ask for this, please write to the hub at once."),
		]
		return election_mail.Words(_("Your ballot"), lines)

	for email in addresses:
		if email != correction.new_email:
			election_mail.send_about(election, email, words, language=language)
