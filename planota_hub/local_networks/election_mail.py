"""What electors, candidates and staff are told about an election."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, format_datetime, get_datetime, get_url, now, now_datetime

from planota_hub.capacity_building.workshop_texts import speaking
from planota_hub.local_networks.election_count import BALLOT, ELECTED
from planota_hub.local_networks.election_people import ELECTION, describe_key, get_key, get_ngos
from planota_hub.local_networks.election_result import format_moment
from planota_hub.planota_hub.hub_mail import is_quiet, notify_staff, send_confirmation, site_language
from planota_hub.planota_hub.jobs import one_of_many
from planota_hub.planota_hub.tokens import make_token

# what the link to a ballot is for
BALLOT_PURPOSE = "election ballot"
REMIND_BEFORE = timedelta(hours=24)


def election_url(name: str) -> str:
	"""Return the public address of an election."""
	return get_url(f"/elections/{name}")


def ballot_url(elector: str) -> str:
	"""Return the address at which an elector votes without a log-in: void once used, or once a newer one was sent.

	Args:
	        elector: name of the row in the register of electors.
	"""
	return get_url(f"/vote?token={make_token(BALLOT_PURPOSE, elector)}")


def renew_ballot_url(elector: Document) -> str:
	"""Return a new address at which an elector votes; the one that was sent before opens nothing any more."""
	elector.ballot_link = cint(elector.ballot_link) + 1
	frappe.db.set_value(
		elector.doctype, elector.name, "ballot_link", elector.ballot_link, update_modified=False
	)
	return ballot_url(elector.name)


def tell_step(election: Document) -> None:
	"""Tell who is concerned that an election has taken a step."""
	if is_quiet():
		return
	if election.stage == "Voting":
		announce_voting(election)
	elif election.stage == "Decided":
		announce_result(election)
	elif election.stage == "Cancelled":
		announce_cancellation(election)


def announce_voting(election: Document) -> None:
	"""Send each elector the link to the ballot, unless the voting is over and only entered afterwards."""
	if get_datetime(election.voting_until) <= now_datetime():
		return
	election.db_set("announced_on", now(), update_modified=False)
	line = _("the voting begins. Each elector has one vote and marks one candidate.")
	for elector in election.electors:
		tell_elector(election, elector, _("You can vote"), [line], with_ballot=True)


def announce_result(election: Document) -> None:
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
			send(election, candidate.email, _("You have been elected"), lines, link)


def announce_cancellation(election: Document) -> None:
	lines = [
		_("the election does not take place."),
		_("Reason: {0}").format(election.cancellation_reason),
	]
	for elector in election.electors:
		tell_elector(election, elector, _("The election is cancelled"), lines)


def tell_elector(
	election: Document,
	elector: Document,
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
	return send(election, elector.email, subject, lines, link, elector)


def send(
	election: Document,
	email: str,
	subject: str,
	lines: list[str],
	link: tuple[str, str] | None,
	elector: Document | None = None,
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
		title = f"{subject}: {election.election_title}"
		return send_confirmation(email, title, "hub_message", {"lines": lines, "facts": facts, "link": link})


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


def remind(election: Document) -> None:
	frappe.db.set_value(ELECTION, election.name, "reminded_on", now(), update_modified=False)
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
	for elector in election.electors:
		if elector.ngo not in voted:
			tell_elector(election, elector, _("The voting ends soon"), [line], with_ballot=True)


def confirm_ballot(election: Document, elector: Document, ballot: Document) -> bool:
	"""Queue the receipt of an online ballot: that it came, never for whom it is."""
	if not elector.email:
		return False
	ngo = get_ngos([ballot.ngo])[ballot.ngo].ngo_name
	facts = [
		(_("Election"), election.election_title),
		(_("Elector"), ngo),
		(_("Ballot"), ballot.name),
		(_("Received On"), format_moment(ballot.received_on)),
	]
	line = (
		_("we have received the ballot of your organisation.")
		if ballot.status == "Valid"
		else _("a ballot of your organisation came in, but it does not count: {0}.").format(_(ballot.reason))
	)
	args = {"lines": [line], "facts": facts, "link": None}
	return send_confirmation(elector.email, _("Receipt of your ballot"), "hub_message", args)


def confirm_registration(election: Document, elector: Document, has_candidate: bool, sender: str) -> None:
	"""Tell who registered an NGO, and the NGO itself, that it takes part; and the staff of a nomination."""
	lines = [_("your organisation is registered for the election below.")]
	if has_candidate:
		lines.append(
			_("The hub will check the nomination and publish the candidates after the call has closed.")
		)
	link = (_("Open the call"), election_url(election.name))
	for email in dict.fromkeys(filter(None, (sender, elector.email))):
		send(election, email, _("Registered for the election"), lines, link, elector)
	if has_candidate:
		ngo = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
		subject = _("{0} has nominated a candidate: {1}", site_language())
		notify_staff(ELECTION, election.name, subject.format(ngo, election.election_title))
