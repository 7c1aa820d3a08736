# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of elections; nothing else of them leaves the Desk.

Candidates are shown once the call has closed, votes and results once the election is decided. Who voted for
whom is never among it.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_url, getdate, today

from planota_hub.local_networks.elections import rules as election_rules
from planota_hub.local_networks.elections.mail import ballot_url
from planota_hub.local_networks.elections.papers import BALLOT
from planota_hub.local_networks.elections.people import ELECTION
from planota_hub.local_networks.elections.result import describe_units, get_receipts
from planota_hub.local_networks.elections.voting import get_candidates, get_obstacle
from planota_hub.mail.calendar_entries import CalendarEntry
from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms.public_areas import PublicArea, PublicItem
from planota_hub.rules.readable import show_day, show_day_in_text, show_moment
from planota_hub.rules.sorting import sort_rows

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

FIELDS = [
	"name",
	"election_title",
	"body",
	"stage",
	"call_closes_on",
	"voting_from",
	"voting_until",
	"decided_on",
	"call_published_on",
	"modified",
]
LIVE_STAGES = ("Voting", "Call Open")
ORDER_OF_STAGES = ("Voting", "Call Open", "Consensus", "Counted", "Decided", "Cancelled")


def get_elections() -> list[frappe._dict]:
	"""Return the public elections: those that can be voted in first, then open calls, at last what is over."""
	elections = get_rows()
	names = {row.body for row in elections}
	bodies = dict(
		frappe.get_all(
			"Representative Body",
			{"name": ("in", sorted(names) or [""])},
			["name", "body_name"],
			order_by="name asc",
			as_list=True,
		)
	)
	for row in elections:
		row.body_name, row.time = bodies.get(row.body), describe_time(row)
	return sorted(elections, key=lambda row: ORDER_OF_STAGES.index(row.stage))


def get_rows() -> list[frappe._dict]:
	"""Return the public elections as they are, the latest first."""
	return frappe.get_all(
		ELECTION,
		filters={"stage": ("in", election_rules.PUBLIC_STAGES)},
		fields=FIELDS,
		order_by="call_published_on desc, name asc",
	)


def describe_time(election: "RepresentativeElection | frappe._dict") -> str:
	"""Return what matters next: the last day of the call, the time of the voting, or the day of the decision."""
	if election.stage == "Call Open":
		return _("Call open until {0}").format(show_day_in_text(election.call_closes_on))
	if election.stage == "Decided":
		return _("Decided on {0}").format(show_day_in_text(election.decided_on))
	if election.stage == "Cancelled" or not election.voting_from:
		return ""
	return _("Voting from {0} to {1}").format(
		show_moment(election.voting_from), show_moment(election.voting_until)
	)


def get_election(name: str) -> frappe._dict | None:
	"""Return what the page of one election shows; None when there is no public one of that name."""
	filters = {"name": name, "stage": ("in", election_rules.PUBLIC_STAGES)}
	if not frappe.db.exists(ELECTION, filters):
		return None
	election = frappe.get_doc(ELECTION, name)
	is_over = election.stage == "Decided"
	units = describe_units(election)
	return frappe._dict(
		name=election.name,
		title=election.election_title,
		body_name=frappe.db.get_value("Representative Body", election.body, "body_name"),
		stage=election.stage,
		time=describe_time(election),
		begins=election.voting_from or election.call_published_on,
		ends=election.voting_until or election.call_closes_on,
		text=election.call_text,
		legal_basis=election.legal_basis,
		reason=election.cancellation_reason if election.stage == "Cancelled" else None,
		facts=get_facts(election),
		takes_registrations=takes_registrations(election),
		units=units if is_over else hide_result(units),
		has_presentations=any(candidate.presentation for unit in units for candidate in unit.candidates),
		shows_candidates=election.stage not in ("Call Open", "Cancelled"),
		is_over=is_over,
		own=get_own_electors(election),
		receipts=get_receipts(election),
		other_rounds=get_other_rounds(election),
	)


def get_other_rounds(election: "RepresentativeElection") -> list[tuple[str, str, str]]:
	"""Return what the other round of an election is, its name and its title, where it is public."""
	rounds = ((_("First Round"), election.first_round), (_("Second Round"), election.second_round))
	return [
		(label, name, frappe.db.get_value(ELECTION, name, "election_title"))
		for label, name in rounds
		if name and frappe.db.exists(ELECTION, {"name": name, "stage": ("in", election_rules.PUBLIC_STAGES)})
	]


def takes_registrations(election: "RepresentativeElection | frappe._dict") -> bool:
	return election.stage == "Call Open" and getdate(election.call_closes_on) >= getdate(today())


def get_facts(election: "RepresentativeElection") -> list[tuple[str, str]]:
	facts = [
		(
			_("Public Call"),
			f"{show_day(election.call_published_on)} – {show_day(election.call_closes_on)}",
		),
		(_("Electors"), _(election.elector_rule, context=ELECTION)),
		(_("Majority"), _(election.majority_rule, context=ELECTION)),
		(_("Way of Voting"), _(election.ballot_secrecy, context=ELECTION)),
		(
			_("Voting"),
			f"{show_moment(election.voting_from)} – {show_moment(election.voting_until)}"
			if election.voting_from and election.voting_until
			else "",
		),
		(_("Mandates"), f"{show_day(election.mandate_from)} – {show_day(election.mandate_to)}"),
		(_("Legal Basis"), election.legal_basis),
	]
	return [fact for fact in facts if fact[1]]


def hide_result(units: list[frappe._dict]) -> list[frappe._dict]:
	"""Return units with their candidates, without votes and results."""
	for unit in units:
		unit.update(is_counted=False, vacant=0, outcome=None)
		for candidate in unit.candidates:
			candidate.update(votes=None, percent=None, result=None, is_elected=False)
	return units


def get_own_electors(election: "RepresentativeElection") -> list[frappe._dict]:
	"""Return for each NGO that the visitor represents: `ngo_name`, and what it can do: `vote_url` or `message`."""
	own = get_own_ngos()
	electors = {row.ngo: row for row in election.electors if row.ngo in own}
	names = frappe.get_all(
		"NGO", {"name": ("in", own or [""])}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	return [describe_own(election, ngo, electors.get(ngo.name)) for ngo in sort_rows(names, "ngo_name")]


def describe_own(
	election: "RepresentativeElection", ngo: frappe._dict, elector: "ElectionElector"
) -> frappe._dict:
	if not elector:
		message = _("Not registered for this election.") if not takes_registrations(election) else ""
		return frappe._dict(ngo_name=ngo.ngo_name, message=message, vote_url=None, can_register=not message)
	obstacle = get_obstacle(election, elector)
	has_voted = frappe.db.exists(BALLOT, {"election": election.name, "ngo": ngo.name, "status": "Valid"})
	if election.stage in ("Call Open", "Consensus") or not (has_voted or get_candidates(election, elector)):
		obstacle = _("Registered for this election.")
	if not obstacle and frappe.session.user not in cstr(elector.entitled_users).split("\n"):
		obstacle = _(
			"The link to the ballot went to the address of your organisation in the register. Who has come to represent "
			"it since the voting began votes with that link."
		)
	return frappe._dict(
		ngo_name=ngo.ngo_name,
		message=obstacle,
		vote_url=None if obstacle else ballot_url(elector.name),
		can_register=False,
	)


def get_public_area() -> PublicArea:
	"""Return what the public sees of elections. Hook `hub_public_areas`."""
	return PublicArea(
		folder="elections",
		title=_("Elections"),
		doctype=ELECTION,
		filters=({"stage": ("in", election_rules.PUBLIC_STAGES)},),
		get_items=lambda: list(map(as_item, get_elections())),
		block="Elections",
		heading=_("Elections"),
		more=_("All elections"),
		feed=_("Calls, votes and results of the elections of representatives."),
		get_entries=lambda: [entry for row in get_rows() for entry in make_entries(row)],
	)


def as_item(election: frappe._dict) -> PublicItem:
	"""Return an election as lists and feeds tell of it."""
	return PublicItem(
		title=election.election_title,
		url=f"/elections/{election.name}",
		text=election.time,
		summary=election.body_name or "",
		since=election.call_published_on,
		is_open=election.stage in LIVE_STAGES,
	)


def make_entries(election: frappe._dict) -> list[CalendarEntry]:
	"""Return the last day of the call and the voting of an election, as entries of a calendar."""
	common = {"modified": election.modified, "url": get_url(f"/elections/{election.name}")}
	if election.stage == "Cancelled":
		return []
	entries = []
	if election.call_closes_on:
		day = getdate(election.call_closes_on)
		title = _("Last day of the call: {0}").format(election.election_title)
		entries.append(CalendarEntry(f"{election.name}-call", title, day, day, **common))
	if election.voting_from and election.voting_until:
		title = _("Voting: {0}").format(election.election_title)
		entries.append(
			CalendarEntry(
				f"{election.name}-voting", title, election.voting_from, election.voting_until, **common
			)
		)
	return entries
