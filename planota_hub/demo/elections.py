# SPDX-License-Identifier: GPL-3.0-only
"""Elections of the demo region: one decided, as it was in the unit Ajdovščina in 2014/15, one in which ballots come
in, one whose first round gave nobody a majority and whose second one runs, and one whose call is open. All go through
the steps and the rules of the app."""

from itertools import cycle
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, get_datetime, now_datetime

from planota_hub.demo.files import DATA, read
from planota_hub.demo.marking import mark, marked_records
from planota_hub.demo.plans import day
from planota_hub.local_networks.elections.form import get_vacant_units
from planota_hub.local_networks.elections.people import belongs_to, get_key, get_ngos
from planota_hub.local_networks.elections.rounds import open_second_round
from planota_hub.local_networks.elections.voting import make_ballot

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

ELECTION, BALLOT, BODY, MANDATE = (
	"Representative Election",
	"Election Ballot",
	"Representative Body",
	"Body Mandate",
)
STEPS = {
	"Call Open": ("Publish Call",),
	"Voting": ("Publish Call", "Close Call", "Open Voting"),
	"Counted": ("Publish Call", "Close Call", "Open Voting", "Count Ballots"),
	"Decided": ("Publish Call", "Close Call", "Open Voting", "Count Ballots", "Confirm Result"),
}
COPIED = (
	"election_title",
	"legal_basis",
	"call_text",
	"commission_members",
	"online_voting",
	"ballot_secrecy",
	"acclamation_allowed",
	"call_published_on",
	"call_closes_on",
	"voting_from",
	"voting_until",
	"mandate_from",
	"mandate_to",
)
CHANNELS = ("Post", "Post", "E-mail", "In Person")


def load_elections() -> None:
	"""Load bodies and elections, each unless it is there."""
	data = read("elections.json")
	for values in data["bodies"]:
		load_body(values)
	for values in data["elections"]:
		if not find(ELECTION, "election_title", values["election_title"]):
			load_election(values)


def find(doctype: str, fieldname: str, value: str) -> str | None:
	return frappe.db.get_value(doctype, {fieldname: value}, "name", order_by="creation asc")


def load_body(values: dict) -> None:
	if find(BODY, "body_name", values["body_name"]):
		return
	body = frappe.get_doc(
		{
			"doctype": BODY,
			**values,
			"stakeholder": find("Stakeholder", "stakeholder_name", values["stakeholder"]),
			"seats": [{"administrative_unit": unit} for unit in values["seats"]],
		}
	).insert(ignore_permissions=True)
	mark(BODY, body.name)


def load_election(values: dict) -> None:
	"""Lead an election to its stage: candidates, electors, ballots, count and mandates."""
	body = get_body(values)
	if not body:
		return
	dates = get_dates(values)
	units = values.get("units") or get_vacant_units(
		body, str(dates["mandate_from"]), str(dates["mandate_to"])
	)
	if not units:
		return
	fields = {**values, **dates}
	election = frappe.get_doc(
		{
			"doctype": ELECTION,
			"body": body,
			"units": units,
			"elector_rule": "NGOs That Register",
			"online_voting": 1,
			**{fieldname: fields[fieldname] for fieldname in COPIED if fieldname in fields},
		}
	)
	add_people(election, values)
	election.insert(ignore_permissions=True)
	mark(ELECTION, election.name)
	for action in STEPS[values["stage"]]:
		if action == "Open Voting":
			election.consensus_note = values["consensus_note"]
			election.save(ignore_permissions=True)
		if action == "Count Ballots":
			enter_ballots(election, values)
		election = apply_workflow(election, action)
	if values["stage"] == "Voting":
		enter_ballots(election, values)
	set_history(election, values)
	if "second_round" in values:
		load_second_round(election, values["second_round"])


def load_second_round(first: "RepresentativeElection", values: dict) -> None:
	"""Let the electors vote again on those who are left; some of the ballots have come in."""
	times = get_voting_times(values)
	second = frappe.get_doc(ELECTION, open_second_round(first.name, **times))
	second.db_set("election_title", values["election_title"], update_modified=False)
	mark(ELECTION, second.name)
	enter_ballots(second, values)
	set_history(second, values)


def get_body(values: dict) -> str | None:
	"""Return the body of an election: the one of that name, or the demo region's of that kind."""
	if "body" in values:
		return find(BODY, "body_name", values["body"])
	names = marked_records().get(BODY, [])
	filters = {"name": ("in", names or [""]), "body_type": values["body_type"], "status": "Active"}
	return frappe.db.get_value(BODY, filters, "name", order_by="creation asc")


def get_dates(values: dict) -> dict:
	"""Return the dates of an election: those of the case, or counted from today."""
	if "call_published_on" in values:
		return {key: values[key] for key in ("mandate_from", "mandate_to")}
	mandate_from = day(values["mandate_from_days"])
	return {
		"call_published_on": day(values["call_published_days"]),
		"call_closes_on": day(values["call_closes_days"]),
		**get_voting_times(values),
		"mandate_from": mandate_from,
		"mandate_to": add_days(add_months(mandate_from, 12 * values["mandate_years"]), -1),
	}


def get_voting_times(values: dict) -> dict:
	"""Return from when to when there is a vote, counted from today."""
	return {
		"voting_from": get_datetime(f"{day(values['voting_from_days'])} 08:00:00"),
		"voting_until": get_datetime(f"{day(values['voting_until_days'])} 20:00:00"),
	}


# Candidates and electors


def add_people(election: "RepresentativeElection", values: dict) -> None:
	"""Enter the candidates, and as electors the NGOs of the units: all of them, or half while the call is open."""
	if "candidates" in values:
		for row in values["candidates"]:
			add_candidate(election, {**row, "ngo": find("NGO", "ngo_name", row["ngo"])}, "Confirmed")
	registered: dict[str, tuple] = {}
	for unit in election.units:
		ngos = [name for name in get_ngos_of_unit(get_key(unit)) if name not in registered]
		if "nominations" in values:
			ngos = ngos[::2]
			nominate(election, values["nominations"], unit, ngos)
		registered.update(dict.fromkeys(ngos, get_key(unit)))
	nominators = [row.ngo for row in election.candidates]
	for ngo in sorted(registered, key=lambda name: name not in nominators):
		add_elector(election, ngo, registered[ngo])


def nominate(election: "RepresentativeElection", number: int, unit: "ElectionUnit", ngos: list[str]) -> None:
	"""Let an NGO that has no seat in the body nominate somebody; the hub has confirmed the first nomination."""
	members = frappe.get_all(MANDATE, {"body": election.body}, pluck="ngo", order_by="name asc")
	for ngo in [name for name in ngos if name not in members][:1]:
		if len(election.candidates) < number:
			place = {"administrative_unit": unit.administrative_unit, "field_of_work": unit.field_of_work}
			status = "Nominated" if election.candidates else "Confirmed"
			add_candidate(election, {**get_nomination(ngo), **place}, status)


def add_elector(election: "RepresentativeElection", ngo: str, key: tuple) -> None:
	unit, field_of_work = key
	election.append(
		"electors",
		{
			"ngo": ngo,
			"administrative_unit": unit,
			"field_of_work": field_of_work,
			"registered_on": election.call_published_on,
		},
	)


def get_ngos_of_unit(key: tuple) -> list[str]:
	"""Return the verified demo NGOs that belong to a unit and field, in the order in which they registered."""
	names = frappe.get_all(
		"NGO",
		{"stage": "Verified", "name": ("in", marked_records().get("NGO", []) or [""])},
		pluck="name",
		order_by="creation asc, name asc",
	)
	ngos = get_ngos(names)
	return [name for name in names if belongs_to(ngos[name], key)]


def add_candidate(election: "RepresentativeElection", row: dict, status: str) -> None:
	election.append("candidates", {**row, "status": status, "has_agreed": 1})


def get_nomination(ngo: str) -> dict:
	"""Return somebody of an NGO as its candidate."""
	person = frappe.get_doc("NGO", ngo).representatives[0]
	return {"candidate_name": person.full_name, "email": person.email, "ngo": ngo}


# Ballots


def enter_ballots(election: "RepresentativeElection", values: dict) -> None:
	"""Enter the ballots of the electors, in the order of the register, spread over the time of the voting."""
	kept_out = find("NGO", "ngo_name", values.get("voters_keep_out", ""))
	voters = iter([row for row in election.electors if row.ngo != kept_out])
	channels = cycle(CHANNELS)
	begin = get_datetime(election.voting_from)
	end = min(get_datetime(election.voting_until), now_datetime())
	marks = [
		row.candidate_name
		for row, number in zip(election.candidates, values["votes"], strict=True)
		for _number in range(number)
	]
	for position, candidate in enumerate(marks):
		received_on = begin + (end - begin) * (position * 7 % len(marks)) / len(marks)
		if election.is_secret():
			cast_ballot(election, next(voters), candidate, received_on)
		else:
			enter_ballot(election, next(voters), received_on, next(channels), candidate=candidate)
	mark_of_others = {} if election.is_secret() else {"candidate": marks[0]}
	for _number in range(values.get("unsigned", 0)):
		enter_ballot(election, next(voters), end, "Post", is_signed=0, **mark_of_others)
	for received_on in values.get("late", ()):
		enter_ballot(election, next(voters), received_on, "Post", candidate=marks[-1])


def cast_ballot(
	election: "RepresentativeElection", elector: "ElectionElector", candidate: str, received_on
) -> None:
	"""Let an elector vote online, as a secret election has it: the choice lies under a seal."""
	person = frappe.get_doc("NGO", elector.ngo).representatives[0].full_name
	ballot = make_ballot(election, elector, candidate, person, received_on.replace(microsecond=0))
	ballot.insert(ignore_permissions=True)
	mark(BALLOT, ballot.name)


def enter_ballot(
	election: "RepresentativeElection", elector: "ElectionElector", received_on, channel: str, **values
) -> None:
	"""Enter a ballot on paper; nobody is told of it."""
	received_on = get_datetime(received_on).replace(microsecond=0)
	ballot = frappe.get_doc(
		{
			"doctype": BALLOT,
			"election": election.name,
			"ngo": elector.ngo,
			"received_on": received_on,
			"channel": channel,
			"is_signed": 1,
			"is_stamped": 1,
			"scan": make_scan(),
			**values,
		}
	)
	ballot.flags.set_by_hub = {"told_on": received_on}
	ballot.insert(ignore_permissions=True)
	mark(BALLOT, ballot.name)


def make_scan() -> str:
	"""Make the scan of a ballot; return its address."""
	content = (DATA / "ballot.pdf").read_bytes()
	file = frappe.get_doc({"doctype": "File", "file_name": "ballot.pdf", "content": content, "is_private": 1})
	file.insert(ignore_permissions=True)
	mark("File", file.name)
	return file.file_url


def set_history(election: "RepresentativeElection", values: dict) -> None:
	"""Say of a past election when it was counted and decided, and mark its mandates; nobody is called to vote."""
	for row in election.electors:
		told = {"called_on": election.voting_from, "reminded_on": election.voting_from}
		frappe.db.set_value("Election Elector", row.name, told, update_modified=False)
	if "decided_on" in values:
		history = {fieldname: values[fieldname] for fieldname in ("counted_on", "decided_on")}
		history["stage_changed_on"] = values["decided_on"]
		frappe.db.set_value(ELECTION, election.name, history, update_modified=False)
	agreed_on = f"{election.call_published_on} 12:00:00"
	for row in election.candidates:
		frappe.db.set_value("Election Candidate", row.name, "agreed_on", agreed_on, update_modified=False)
	for name in frappe.get_all(MANDATE, {"election": election.name}, pluck="name", order_by="name asc"):
		mark(MANDATE, name)
