# SPDX-License-Identifier: GPL-3.0-only
"""Units, candidates and electors of an election: who may stand and vote where."""

from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now, today

from planota_hub.local_networks.bodies import mandates
from planota_hub.planota_hub.register.identity.persons import is_same_person
from planota_hub.planota_hub.register.representatives import current_term_condition
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
	from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

ELECTION = "Representative Election"
REGISTERED, ALL_NGOS = "NGOs That Register", "All NGOs of the Unit"
STANDING = "Confirmed"
SECRET, OPEN_VOTE = "Secret Ballot", "Open Vote"
# in these stages people still register; later the register is frozen
OPEN_STAGES = frozenset({"Draft", "Call Open", "Consensus"})
# do not stand, and so leave the place of their NGO to somebody else
OUT = frozenset({"Rejected", "Withdrawn"})

Key = tuple[str | None, str | None]


def get_key(row) -> Key:
	"""Return what a row is about: administrative unit and field of work, None where it has none."""
	return row.get("administrative_unit") or None, row.get("field_of_work") or None


def describe_key(key: Key) -> str:
	"""Return the name of a unit, a field or both, in the reader's language."""
	unit, field_of_work = key
	return " · ".join(part for part in (unit, _(field_of_work) if field_of_work else None) if part)


def get_standing(election: "RepresentativeElection", unit: "ElectionUnit") -> list["ElectionCandidate"]:
	"""Return the confirmed candidates of a unit, in the order of the table."""
	key = get_key(unit)
	return [row for row in election.candidates if row.status == STANDING and get_key(row) == key]


# Units


def validate_units(election: "RepresentativeElection") -> None:
	"""Each row is a unit or field of the body, once, with no more seats than the body has for it."""
	if election.is_new() and frappe.db.get_value(mandates.BODY, election.body, "status") != "Active":
		refuse(election, "body", _("the body is dissolved."))
	seats = count_seats(election.body)
	known: dict[Key, int] = {}
	for row in election.units:
		key = get_key(row)
		if key not in seats:
			message = _("the body has no seat for this: {0}.").format(
				describe_key(key) or _("no unit, no field")
			)
			refuse(row, "administrative_unit", message, _("No Such Seat"))
		if key in known:
			refuse(row, "administrative_unit", _("this is the same as row {0}.").format(known[key]))
		known[key] = row.idx
		if not 1 <= cint(row.seats) <= seats[key]:
			refuse(row, "seats", _("expected is a number from 1 to {0}.").format(seats[key]))


def count_seats(body: str) -> dict[Key, int]:
	"""Return how many seats a body has for each unit and field."""
	seats = frappe.get_all(
		mandates.SEAT,
		filters={"parenttype": mandates.BODY, "parent": body},
		fields=["administrative_unit", "field_of_work"],
		order_by="idx asc",
		limit_page_length=0,
	)
	return dict(Counter(map(get_key, seats)))


def count_free_seats(body: str, key: Key, from_date, to_date) -> int:
	"""Return how many seats of a unit and field nobody holds on any day of a term."""
	return len(mandates.get_free_seats(body, *key, from_date, to_date))


def get_mandates(body: str) -> list[frappe._dict]:
	return frappe.get_all(
		mandates.MANDATE,
		filters={"body": body},
		fields=mandates.TERM_FIELDS,
		order_by="from_date asc, name asc",
		limit_page_length=0,
	)


# NGOs


def get_ngos(names: list[str]) -> dict[str, frappe._dict]:
	"""Return `ngo_name`, `stage`, `administrative_unit`, `email` and `fields` (of work) of NGOs by name."""
	names = sorted({name for name in names if name}) or [""]
	ngos = {
		row.name: frappe._dict(row, fields=set())
		for row in frappe.get_all(
			"NGO",
			filters={"name": ("in", names)},
			fields=["name", "ngo_name", "stage", "administrative_unit", "email"],
			order_by="name asc",
			limit_page_length=0,
		)
	}
	for row in frappe.get_all(
		"NGO Field of Work",
		filters={"parenttype": "NGO", "parent": ("in", names)},
		fields=["parent", "field_of_work"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		ngos[row.parent]["fields"].add(row.field_of_work)
	return ngos


def belongs_to(ngo: frappe._dict, key: Key) -> bool:
	"""Tell whether an NGO is seated in the unit and works in the field."""
	unit, field_of_work = key
	return (not unit or ngo.administrative_unit == unit) and (
		not field_of_work or field_of_work in ngo["fields"]
	)


def get_own_keys(election: "RepresentativeElection", ngo: dict) -> list[Key]:
	"""Return the units and fields of an election in which an NGO can stand and vote."""
	return [key for key in map(get_key, election.units) if belongs_to(ngo, key)]


def place(
	election: "RepresentativeElection", row: "ElectionCandidate | ElectionElector", ngo: frappe._dict
) -> None:
	"""Give a candidate or elector the unit of the NGO; the row chooses where there are several.

	Raises:
	        frappe.ValidationError: when the NGO is not verified, or belongs to no unit of the election.
	"""
	if ngo.stage != "Verified":
		refuse(row, "ngo", _("{0} is not a verified NGO.").format(ngo.ngo_name), _("Not Eligible"))
	own = get_own_keys(election, ngo)
	if not own:
		message = _("{0} belongs to no unit and no field of this election.").format(ngo.ngo_name)
		refuse(row, "ngo", message, _("Not Eligible"))
	chosen = get_key(row)
	fitting = [key for key in own if chosen == (None, None) or key == chosen]
	if not fitting and chosen in {(unit, None) for unit, _field in own}:
		fitting = [key for key in own if key[0] == chosen[0]]
	if len(fitting) != 1:
		choices = ", ".join(describe_key(key) for key in own)
		message = _("{0} can stand and vote here: {1}. Please choose one.").format(ngo.ngo_name, choices)
		refuse(row, "administrative_unit", message, _("Wrong Unit"))
	row.administrative_unit, row.field_of_work = fitting[0]


def needs_placing(
	row: "ElectionCandidate | ElectionElector", before: "RepresentativeElection | None"
) -> bool:
	"""Tell whether a row is new or about another NGO or unit; what stood once is not judged again."""
	if row.parent_doc and row.parent_doc.first_round:
		return False
	old = next((old for old in before.get(row.parentfield) if old.name == row.name), None) if before else None
	return not old or old.ngo != row.ngo or get_key(old) != get_key(row)


def is_open(election: "RepresentativeElection") -> bool:
	"""Tell whether the register was not frozen before this save; two NGOs of a frozen one may have merged since."""
	before = election.get_doc_before_save()
	return not before or before.stage in OPEN_STAGES


# Candidates


def validate_candidates(election: "RepresentativeElection") -> None:
	"""One candidate per NGO and person, eligible, under a name of their own, and with their consent."""
	before = election.get_doc_before_save()
	ngos = get_ngos([row.ngo for row in election.candidates])
	names: dict[str, int] = {}
	for row in election.candidates:
		normalise_email(row, "email")
		if needs_placing(row, before):
			place(election, row, ngos[row.ngo])
		name = cstr(row.candidate_name).casefold()
		if name in names:
			message = _(
				"row {0} has the same name; ballots could not be told apart. Please add something to it."
			)
			refuse(row, "candidate_name", message.format(names[name]), _("Same Name"))
		names[name] = row.idx
		stamp_consent(row)
	if is_open(election):
		refuse_double_candidates(election)
		refuse_members(election)


def stamp_consent(row: "ElectionCandidate") -> None:
	"""Nobody stands without having agreed; when that was written down is kept."""
	if row.status == STANDING:
		message = _("nobody stands without having agreed; please tick this once the consent is there.")
		refuse_missing(row, "has_agreed", message, _("Consent Missing"))
	row.agreed_on = (row.agreed_on or now()) if row.has_agreed else None


def refuse_double_candidates(election: "RepresentativeElection") -> None:
	"""One NGO has one candidate, and one person stands once; colleagues who share a mailbox are several people."""
	standing = [row for row in election.candidates if row.status not in OUT]
	for position, row in enumerate(standing):
		for other in standing[:position]:
			if row.ngo == other.ngo:
				message = _("one NGO has one candidate; row {0} is another one.")
				refuse(row, "ngo", message.format(other.idx), _("Second Candidate"))
			if row.email and is_same_person(row.candidate_name, row.email, other.candidate_name, other.email):
				message = _("this is the same person as in row {0}.")
				refuse(row, "email", message.format(other.idx), _("Second Candidate"))


def refuse_members(election: "RepresentativeElection") -> None:
	"""Whoever has a seat in the body at that time can't be elected into another one."""
	members = None
	for row in election.candidates:
		if row.status != STANDING:
			continue
		members = get_mandates(election.body) if members is None else members
		term = frappe._dict(
			from_date=election.mandate_from,
			to_date=election.mandate_to,
			person_name=row.candidate_name,
			email=row.email,
		)
		for member in members:
			if mandates.do_overlap(term, member) and mandates.is_same_person(term, member):
				message = _("this person has the seat {0} of the body at that time ({1}).")
				refuse(
					row, "candidate_name", message.format(member.seat, member.name), _("Already in the Body")
				)


# Electors


def validate_electors(election: "RepresentativeElection") -> None:
	"""Each NGO is registered once, in the one unit in which it votes."""
	before = election.get_doc_before_save()
	ngos = get_ngos([row.ngo for row in election.electors])
	known: dict[str, int] = {}
	for row in election.electors:
		normalise_email(row, "email")
		if needs_placing(row, before):
			place(election, row, ngos[row.ngo])
		if row.ngo in known and is_open(election):
			refuse(row, "ngo", _("this NGO is registered already in row {0}.").format(known[row.ngo]))
		known[row.ngo] = row.idx
		row.registered_on = row.registered_on or today()
		if getdate(row.registered_on) > getdate(today()):
			refuse(row, "registered_on", _("the day lies in the future."), _("Wrong Date"))
	if is_open(election):
		fill_addresses(election)


def fill_addresses(election: "RepresentativeElection") -> None:
	"""The link to the ballot goes to the address in the register, not to one that somebody typed."""
	missing = [row for row in election.electors if not row.email]
	addresses = get_addresses([row.ngo for row in missing])
	for row in missing:
		row.email = addresses.get(row.ngo)


def get_addresses(names: list[str]) -> dict[str, str]:
	"""Return the address of each NGO: the one in the register, else that of its first current representative."""
	ngos = get_ngos(names)
	people = get_addresses_of_people([name for name in ngos if not ngos[name].email])
	addresses = {name: ngo.email or people.get(name) for name, ngo in ngos.items()}
	return {name: email for name, email in addresses.items() if email}


def get_addresses_of_people(ngos: list[str]) -> dict[str, str]:
	"""Return the address of the first current representative of each NGO that has one."""
	if not ngos:
		return {}
	person = frappe.qb.DocType("NGO Representative")
	rows = (
		frappe.qb.from_(person)
		.select(person.parent, person.email)
		.where((person.parenttype == "NGO") & person.parent.isin(ngos))
		.where(person.email.isnotnull() & (person.email != "") & current_term_condition(person))
		.orderby(person.parent)
		.orderby(person.idx, order=frappe.qb.desc)
		.run()
	)
	return dict(rows)


def get_users_of(ngos: list[str]) -> dict[str, list[str]]:
	"""Return the users of the portal who represent each NGO today."""
	person = frappe.qb.DocType("NGO Representative")
	rows = (
		frappe.qb.from_(person)
		.select(person.parent, person.user)
		.where((person.parenttype == "NGO") & person.parent.isin(ngos or [""]))
		.where(person.user.isnotnull() & (person.user != "") & current_term_condition(person))
		.orderby(person.parent)
		.orderby(person.idx)
		.run()
	)
	users: dict[str, list[str]] = {}
	for ngo, user in rows:
		users.setdefault(ngo, []).append(user)
	return users


def note_entitled_users(election: "RepresentativeElection") -> None:
	"""Keep who represents each elector when the voting begins: whoever is added later finds no way to its ballot."""
	users = get_users_of([row.ngo for row in election.electors])
	for row in election.electors:
		row.entitled_users = "\n".join(users.get(row.ngo, [])) or None


def forget_entitled_users(election: "RepresentativeElection") -> None:
	for row in election.electors:
		row.entitled_users = None


def add_all_electors(election: "RepresentativeElection") -> int:
	"""Enter all verified NGOs of the units as electors; return how many came in.

	An NGO that could vote in several units is left out: it has to choose one.
	"""
	known = {row.ngo for row in election.electors}
	names = frappe.get_all(
		"NGO",
		filters={"stage": "Verified"},
		pluck="name",
		order_by="ngo_name asc, name asc",
		limit_page_length=0,
	)
	ngos = get_ngos([name for name in names if name not in known])
	number = 0
	for name in names:
		own = get_own_keys(election, ngos[name]) if name in ngos else []
		if len(own) == 1:
			unit, field_of_work = own[0]
			election.append(
				"electors", {"ngo": name, "administrative_unit": unit, "field_of_work": field_of_work}
			)
			number += 1
	return number


def describe_departure(row: "ElectionCandidate") -> str:
	"""Return in words since when a candidate can't be elected any more; empty for whoever can."""
	if not row.left_on:
		return ""
	return _("stands no longer since {0}").format(show_day(row.left_on))
