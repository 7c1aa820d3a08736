# SPDX-License-Identifier: GPL-3.0-only
"""How people are written to about an election, and what they hear of registrations and ballots.

Each mail is wholly in the language of its reader, whoever caused it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, get_url, now, now_datetime

from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION, describe_key, get_addresses, get_key
from planota_hub.local_networks.elections.result import describe_secrecy
from planota_hub.mail.hub_mail import get_language, notify_staff, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import leave_out
from planota_hub.mail.wording import speaking
from planota_hub.rules.readable import show_moment
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


@dataclass(frozen=True)
class Words:
	"""What a mail about an election says besides what it always says; made in the language of its reader."""

	subject: str
	lines: list[str]
	link: tuple[str, str] | None = None
	facts: list[tuple[str, str]] = field(default_factory=list)


def tell_elector(
	election: "RepresentativeElection",
	elector: "ElectionElector",
	compose: Callable[[], Words],
	with_ballot: bool = False,
) -> bool:
	"""Queue a message to an elector, with the link to the ballot where it can be cast online.

	Args:
	        compose: called once the language of the elector is spoken.
	"""
	if not elector.email:
		leave_out(frappe.db.get_value("NGO", elector.ngo, "ngo_name"), _("no e-mail address"))
		return False

	def with_link() -> Words:
		return add_ballot(election, elector, compose()) if with_ballot else compose()

	return send_about(election, elector.email, with_link, elector)


def add_ballot(election: "RepresentativeElection", elector: "ElectionElector", words: Words) -> Words:
	if not election.online_voting:
		return replace(words, link=(_("How to vote"), election_url(election.name)))
	warning = _("The link is for your organisation alone; please do not pass it on.")
	link = (_("Vote now"), renew_ballot_url(elector))
	return replace(words, lines=[*words.lines, warning], link=link)


def send_about(
	election: "RepresentativeElection",
	email: str,
	compose: Callable[[], Words],
	elector: "ElectionElector | ElectionRegistration | None" = None,
	language: str | None = None,
) -> bool:
	"""Queue a message about an election in the language of its reader.

	Args:
	        elector: the NGO that the message is about.
	        language: of a reader who is no elector; empty: that of the log-in with this address, or of the site.
	"""
	language = language or (elector and elector.get("preferred_language"))
	with speaking(language or get_language(email)):
		words = compose()
		body = frappe.db.get_value("Representative Body", election.body, "body_name")
		facts = [(_("Election"), election.election_title), (_("Body"), body)]
		if elector:
			ngo = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
			facts += [(_("Elector"), ngo), (_("Unit"), describe_key(get_key(elector)))]
		if election.stage == "Voting":
			time = f"{show_moment(election.voting_from)} – {show_moment(election.voting_until)}"
			facts.append((_("Voting"), time))
		subject = f"{words.subject}: {election.election_title}"
		return send(email, Message(subject, words.lines, [*facts, *words.facts], words.link))


def confirm_ballot(
	election: "RepresentativeElection", elector: "ElectionElector", ballot: "ElectionBallot"
) -> bool:
	"""Queue the receipt of an online ballot: that it came, never for whom it is."""
	if not elector.email:
		return False
	with speaking(elector.get("preferred_language") or get_language(elector.email)):
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
		(_("Received On"), show_moment(ballot.received_on)),
	]


def tell_of_entered_ballot(ballot: "ElectionBallot") -> None:
	"""Tell an NGO that the staff have entered a ballot in its name, so that none is entered behind its back."""

	def compose() -> Words:
		line = _("a ballot of your organisation was received and entered by the hub.")
		lines = [line if ballot.status == "Valid" else describe_fault(ballot)]
		return Words(_("A ballot of your organisation was entered"), lines)

	if tell_about_ballot(ballot, compose):
		ballot.db_set("told_on", now(), update_modified=False)


def tell_of_mistake(ballot: "ElectionBallot") -> None:
	"""Tell an NGO that a ballot in its name was taken back."""

	def compose() -> Words:
		lines = [
			_("the ballot below was entered by mistake and does not count any more."),
			_("What was wrong: {0}").format(ballot.mistake_note),
		]
		return Words(_("A ballot of your organisation was taken back"), lines)

	tell_about_ballot(ballot, compose)


def tell_about_ballot(ballot: "ElectionBallot", compose: Callable[[], Words]) -> bool:
	election = frappe.get_doc(ELECTION, ballot.election)
	email = get_address(ballot)
	if not email:
		return False
	with speaking(get_language_of_elector(ballot) or get_language(email)):
		words = compose()
		warning = _(
			"If this is not right, please write to the hub at once; the scan of what came in is kept there."
		)
		facts = describe_ballot(election, ballot)
		link = (_("About this election"), election_url(election.name))
		subject = f"{words.subject}: {election.election_title}"
		return send(email, Message(subject, [*words.lines, warning], facts, link))


def get_language_of_elector(ballot: "ElectionBallot") -> str | None:
	elector = {"parenttype": ELECTION, "parent": ballot.election, "ngo": ballot.ngo}
	return frappe.db.get_value("Election Elector", elector, "preferred_language")


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
		order_by="creation asc, name asc",
	):
		with one_of_many(_("The NGO could not be told of its ballot"), BALLOT, name):
			tell_of_entered_ballot(frappe.get_doc(BALLOT, name))


def confirm_registration(
	election: "RepresentativeElection", elector: "ElectionElector", has_candidate: bool, sender: str
) -> None:
	"""Tell an NGO that it takes part, whoever sent it that it worked, and the staff of a nomination.

	The address of the sender was typed by somebody: it hears nothing of the NGO.
	"""

	def compose() -> Words:
		lines = [_("your organisation is registered for the election below.")]
		if has_candidate:
			lines.append(
				_("The hub will check the nomination and publish the candidates after the call has closed.")
			)
		return Words(_("Registered for the election"), lines, get_call_link(election))

	if elector.email:
		send_about(election, elector.email, compose, elector)
	if sender != elector.email:
		send_about(election, sender, compose, language=frappe.local.lang)
	if has_candidate:
		ngo = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
		subject = _("{0} has nominated a candidate: {1}", site_language())
		notify_staff(ELECTION, election.name, subject.format(ngo, election.election_title))


def get_call_link(election: "RepresentativeElection") -> tuple[str, str]:
	return _("Open the call", context="Election"), election_url(election.name)


def ask_to_confirm(election: "RepresentativeElection", registration: "ElectionRegistration") -> bool:
	"""Ask an NGO at its own address whether what somebody sent in its name is right; tell whether it has one."""
	email = get_addresses([registration.ngo]).get(registration.ngo)
	if not email:
		subject = _("{0} has no address at which it could confirm a registration", site_language())
		notify_staff(registration.doctype, registration.name, subject.format(registration.registration_title))
		return False

	def compose() -> Words:
		lines = [
			_("somebody has registered your organisation for the election below."),
			_(
				"It counts once you have confirmed it. If it does not come from you, do nothing, or tell the hub there."
			),
		]
		token = make_token(REGISTRATION_PURPOSE, registration.name)
		address = get_url(f"/confirm?token={token}&for={REGISTRATION_PURPOSE.replace(' ', '-')}")
		return Words(_("Please confirm the registration"), lines, (_("Look at it and confirm"), address))

	# the language of the sender says nothing about that of the NGO
	return send_about(election, email, compose, registration, get_language(email))


def tell_sender(election: "RepresentativeElection", sender: str) -> None:
	"""Tell somebody that the organisation was asked; the address was typed, so nothing is said of the NGO."""

	def compose() -> Words:
		lines = [
			_("we have received your registration for the election below."),
			_("It counts once your organisation has confirmed it at its address in the register."),
		]
		return Words(_("Registration received"), lines, get_call_link(election))

	send_about(election, sender, compose, language=frappe.local.lang)
