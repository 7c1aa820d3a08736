# SPDX-License-Identifier: GPL-3.0-only
"""What electors, candidates and staff are told about an election."""

from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, format_datetime, get_datetime, get_url, now, now_datetime

from planota_hub.local_networks.elections.count import ELECTED
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION, describe_key, get_addresses, get_key
from planota_hub.local_networks.elections.result import describe_secrecy, format_moment
from planota_hub.mail.hub_mail import is_quiet, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_ballot.election_ballot import ElectionBallot
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.election_registration.election_registration import (
		ElectionRegistration,
	)
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

# what the link to a ballot is for
BALLOT_PURPOSE = "election ballot"
# what the link is for by which an NGO confirms what somebody sent in its name
REGISTRATION_PURPOSE = "election registration"
LINK_PURPOSES = {
	"election ballot": {
		"doctype": "Election Elector",
		"depends_on": ("email", "ballot_link"),
		"decides": True,
	},
	"election registration": {"decides": True},
}
REMIND_BEFORE = timedelta(hours=24)
ONLINE = "Online"
TELL_WITHIN_DAYS = 7


def election_url(name: str) -> str:
	"""Return the public address of an election."""
	return get_url(f"/elections/{name}")


def ballot_url(elector: str) -> str:
	"""Return the address at which an elector votes without a log-in: void once used, or once a newer one was sent.

	Args:
	        elector: name of the row in the register of electors.
	"""
	return get_url(f"/vote?token={make_token(BALLOT_PURPOSE, elector)}")


def renew_ballot_url(elector: "ElectionElector") -> str:
	"""Return a new address at which an elector votes; the one that was sent before opens nothing any more."""
	elector.ballot_link = cint(elector.ballot_link) + 1
	frappe.db.set_value(
		elector.doctype, elector.name, "ballot_link", elector.ballot_link, update_modified=False
	)
	return ballot_url(elector.name)


def tell_step(election: "RepresentativeElection") -> None:
	"""Tell who is concerned that an election has taken a step."""
	if is_quiet():
		return
	if election.stage == "Voting":
		announce_voting(election)
	elif election.stage == "Decided":
		announce_result(election)
	elif election.stage == "Cancelled":
		announce_cancellation(election)


def announce_voting(election: "RepresentativeElection") -> None:
	"""Send each elector the link to the ballot, unless the voting is over and only entered afterwards."""
	if get_datetime(election.voting_until) <= now_datetime():
		return
	line = _("the voting begins. Each elector has one vote and marks one candidate.")
	told = [
		tell_elector(election, elector, _("You can vote"), [line], with_ballot=True)
		for elector in election.electors
	]
	if any(told):
		election.db_set("announced_on", now(), update_modified=False)


def announce_result(election: "RepresentativeElection") -> None:
	"""Tell electors and candidates where the result stands, and those who were elected that they were."""
	link = (_("See the result"), election_url(election.name))
	for elector in election.electors:
		lines = [_("the election is over and its result is published.")]
		tell_elector(election, elector, _("Result of the election"), lines, link=link)
	for candidate in election.candidates:
		if candidate.email and candidate.result == ELECTED:
			lines = [
				_(
					"congratulations, you have been elected. The hub will write to you about the first meeting."
				)
			]
			send_about(election, candidate.email, _("You have been elected"), lines, link)


def announce_cancellation(election: "RepresentativeElection") -> None:
	lines = [
		_("the election does not take place."),
		_("Reason: {0}").format(election.cancellation_reason),
	]
	for elector in election.electors:
		tell_elector(election, elector, _("The election is cancelled"), lines)


def tell_elector(
	election: "RepresentativeElection",
	elector: "ElectionElector",
	subject: str,
	lines: list[str],
	with_ballot: bool = False,
	link: tuple[str, str] | None = None,
) -> bool:
	"""Queue a message to an elector, with the link to the ballot where it can be cast online."""
	if not elector.email:
		return False
	if with_ballot:
		if election.online_voting:
			link = (_("Vote now"), renew_ballot_url(elector))
			lines = [*lines, _("The link is for your organisation alone; please do not pass it on.")]
		else:
			link = (_("How to vote"), election_url(election.name))
	return send_about(election, elector.email, subject, lines, link, elector)


def send_about(
	election: "RepresentativeElection",
	email: str,
	subject: str,
	lines: list[str],
	link: tuple[str, str] | None,
	elector: "ElectionElector | ElectionRegistration | None" = None,
) -> bool:
	with speaking(site_language()):
		facts = [(_("Election"), election.election_title)]
		if elector:
			ngo = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
			facts += [(_("Elector"), ngo), (_("Unit"), describe_key(get_key(elector)))]
		if election.stage == "Voting":
			facts.append(
				(
					_("Voting"),
					f"{format_moment(election.voting_from)} – {format_moment(election.voting_until)}",
				)
			)
		return send(email, Message(f"{subject}: {election.election_title}", lines, facts, link))


def remind_electors() -> None:
	"""Hourly: once to everybody who has not voted when the voting ends within a day."""
	for name in frappe.get_all(
		ELECTION,
		filters=[
			["stage", "=", "Voting"],
			["reminded_on", "is", "not set"],
			["voting_until", ">", now()],
			["voting_until", "<=", now_datetime() + REMIND_BEFORE],
		],
		pluck="name",
		order_by="name asc",
	):
		with one_of_many(_("The electors could not be reminded"), ELECTION, name):
			remind(frappe.get_doc(ELECTION, name))


def remind(election: "RepresentativeElection") -> None:
	"""Tell everybody with an address who has not voted until when they can.

	Raises:
	        frappe.OutgoingEmailError: when nothing could be queued; the links that were sent before must stay valid.
	"""
	voted = set(
		frappe.get_all(
			BALLOT,
			{"election": election.name, "status": "Valid"},
			pluck="ngo",
			order_by="name asc",
			limit_page_length=0,
		)
	)
	until = format_datetime(election.voting_until, "short")
	line = _("we have no ballot of your organisation yet. You can vote until {0}.").format(until)
	told = [
		tell_elector(election, elector, _("The voting ends soon"), [line], with_ballot=True)
		for elector in election.electors
		if elector.email and elector.ngo not in voted
	]
	if told and not any(told):
		raise frappe.OutgoingEmailError
	frappe.db.set_value(ELECTION, election.name, "reminded_on", now(), update_modified=False)


def confirm_ballot(
	election: "RepresentativeElection", elector: "ElectionElector", ballot: "ElectionBallot"
) -> bool:
	"""Queue the receipt of an online ballot: that it came, never for whom it is."""
	if not elector.email:
		return False
	lines = [_("we have received the ballot of your organisation."), describe_secrecy(election)]
	if ballot.status != "Valid":
		lines = [describe_fault(ballot)]
	facts = [*describe_ballot(election, ballot), (_("Receipt"), ballot.receipt)]
	link = (_("About this election"), election_url(election.name))
	return send(elector.email, Message(_("Receipt of your ballot"), lines, facts, link))


def describe_fault(ballot: "ElectionBallot") -> str:
	text = _("a ballot of your organisation came in, but it does not count: {0}.")
	return text.format(_(ballot.reason, context=BALLOT))


def describe_ballot(election: "RepresentativeElection", ballot: "ElectionBallot") -> list[tuple[str, str]]:
	return [
		(_("Election"), election.election_title),
		(_("Elector"), frappe.db.get_value("NGO", ballot.ngo, "ngo_name")),
		(_("Ballot"), ballot.name),
		(_("Channel"), _(ballot.channel, context=BALLOT)),
		(_("Received On"), format_moment(ballot.received_on)),
	]


def tell_of_entered_ballot(ballot: "ElectionBallot") -> None:
	"""Tell an NGO that the staff have entered a ballot in its name, so that none is entered behind its back."""
	election = frappe.get_doc(ELECTION, ballot.election)
	line = _("a ballot of your organisation was received and entered by the hub.")
	lines = [line if ballot.status == "Valid" else describe_fault(ballot)]
	if tell_about_ballot(election, ballot, _("A ballot of your organisation was entered"), lines):
		ballot.db_set("told_on", now(), update_modified=False)


def tell_of_mistake(ballot: "ElectionBallot") -> None:
	"""Tell an NGO that a ballot in its name was taken back."""
	election = frappe.get_doc(ELECTION, ballot.election)
	lines = [
		_("the ballot below was entered by mistake and does not count any more."),
		_("What was wrong: {0}").format(ballot.mistake_note),
	]
	tell_about_ballot(election, ballot, _("A ballot of your organisation was taken back"), lines)


def tell_about_ballot(
	election: "RepresentativeElection", ballot: "ElectionBallot", subject: str, lines: list[str]
) -> bool:
	email = get_address(ballot)
	if not email:
		return False
	with speaking(site_language()):
		lines = [
			*lines,
			_(
				"If this is not right, please write to the hub at once; the scan of what came in is kept there."
			),
		]
		facts = describe_ballot(election, ballot)
		link = (_("About this election"), election_url(election.name))
		return send(email, Message(f"{subject}: {election.election_title}", lines, facts, link))


def get_address(ballot: "ElectionBallot") -> str | None:
	"""Return where an NGO hears of its ballots: the address of the elector, else the one in the register."""
	elector = {"parenttype": ELECTION, "parent": ballot.election, "ngo": ballot.ngo}
	return frappe.db.get_value("Election Elector", elector, "email") or get_addresses([ballot.ngo]).get(
		ballot.ngo
	)


def tell_of_untold_ballots() -> None:
	"""Hourly: what was entered while mails were held back is told now."""
	for name in frappe.get_all(
		BALLOT,
		[
			["told_on", "is", "not set"],
			["channel", "!=", ONLINE],
			["creation", ">", add_to_date(now_datetime(), days=-TELL_WITHIN_DAYS)],
		],
		pluck="name",
		order_by="name asc",
	):
		with one_of_many(_("The NGO could not be told of its ballot"), BALLOT, name):
			tell_of_entered_ballot(frappe.get_doc(BALLOT, name))


def confirm_registration(
	election: "RepresentativeElection", elector: "ElectionElector", has_candidate: bool, sender: str
) -> None:
	"""Tell an NGO that it takes part, whoever sent it that it worked, and the staff of a nomination.

	The address of the sender was typed by somebody: it hears nothing of the NGO.
	"""
	lines = [_("your organisation is registered for the election below.")]
	if has_candidate:
		lines.append(
			_("The hub will check the nomination and publish the candidates after the call has closed.")
		)
	subject, link = _("Registered for the election"), (_("Open the call"), election_url(election.name))
	if elector.email:
		send_about(election, elector.email, subject, lines, link, elector)
	if sender != elector.email:
		send_about(election, sender, subject, lines, link)
	if has_candidate:
		ngo = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
		subject = _("{0} has nominated a candidate: {1}", site_language())
		notify_staff(ELECTION, election.name, subject.format(ngo, election.election_title))


def ask_to_confirm(election: "RepresentativeElection", registration: "ElectionRegistration") -> bool:
	"""Ask an NGO at its own address whether what somebody sent in its name is right; tell whether it has one."""
	email = get_addresses([registration.ngo]).get(registration.ngo)
	if not email:
		subject = _("{0} has no address at which it could confirm a registration", site_language())
		notify_staff(registration.doctype, registration.name, subject.format(registration.registration_title))
		return False
	lines = [
		_("somebody has registered your organisation for the election below."),
		_(
			"It counts once you have confirmed it. If it does not come from you, do nothing, or tell the hub there."
		),
	]
	token = make_token(REGISTRATION_PURPOSE, registration.name)
	address = get_url(f"/confirm?token={token}&for={REGISTRATION_PURPOSE.replace(' ', '-')}")
	link = (_("Look at it and confirm"), address)
	return send_about(election, email, _("Please confirm the registration"), lines, link, registration)


def tell_sender(election: "RepresentativeElection", sender: str) -> None:
	"""Tell somebody that the organisation was asked; the address was typed, so nothing is said of the NGO."""
	lines = [
		_("we have received your registration for the election below."),
		_("It counts once your organisation has confirmed it at its address in the register."),
	]
	link = (_("Open the call"), election_url(election.name))
	send_about(election, sender, _("Registration received"), lines, link)
