# SPDX-License-Identifier: GPL-3.0-only
"""NGOs register for an election while its call is open, and nominate a candidate: web form `register-for-election`."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import add_days, cint, cstr, getdate, now, now_datetime, today

from planota_hub.local_networks.elections import mail as election_mail
from planota_hub.local_networks.elections.mail import confirm_registration
from planota_hub.local_networks.elections.people import (
	ELECTION,
	OUT,
	belongs_to,
	describe_key,
	get_key,
	get_ngos,
)
from planota_hub.mail import hub_mail
from planota_hub.mail.jobs import one_of_many
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.register.identity.choices import REGISTERED_STAGES, is_verified, pick_ngo
from planota_hub.public_forms import intake
from planota_hub.public_forms.confirmation_links import (
	CONFIRMATIONS_PER_TEN_MINUTES,
	find_record,
	get_valid_days,
	is_expired,
	throw_expired,
)
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.text import clean_field

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_registration.election_registration import (
		ElectionRegistration,
	)
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

CANDIDATE, REGISTRATION = "Election Candidate", "Election Registration"
WAITING, CONFIRMED = "Waiting", "Confirmed"
TEXT_FIELDS = ("candidate_name", "presentation")


def register_for_election(values: dict) -> dict[str, str]:
	"""Enter an NGO as elector, and its candidate where it names one; handler of `register-for-election`.

	A representative who is logged in is believed. What anybody else sends waits until the NGO has confirmed it by
	the link that goes to its address in the register; until then it blocks nothing and is seen by the staff alone.
	An NGO that waits for its verification may send it too, and confirms it once it is in the register. Whether an NGO was registered already is told to its representatives only.

	Returns:
	        `outcome`: to a representative "registered", "nominated" or "known", to anybody else "asked"; "waits" for
	        an NGO that is not verified yet.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "asked"}
	sender = intake.read_email(_("Your Email"), values.get("email"))
	intake.require_consent(values)
	ngo = pick_ngo(values, REGISTERED_STAGES)
	candidate = read_candidate(values)
	election = lock_open_election(values.get("election"))
	unit = pick_unit(election, ngo, values.get("unit"))
	if not is_verified(ngo):
		ask_ngo(election, ngo, unit, candidate, sender)
		return {"outcome": "waits"}
	if ngo in get_own_ngos():
		return register(election, ngo, unit, candidate, sender)
	return ask_ngo(election, ngo, unit, candidate, sender)


def register(
	election: "RepresentativeElection", ngo: str, unit: tuple, candidate: dict | None, sender: str
) -> dict[str, str]:
	"""Enter what an NGO itself has sent or confirmed; sent again, it adds what is new and changes nothing."""
	is_new = add_elector(election, ngo, unit, sender)
	is_nominated = bool(candidate) and add_candidate(election, ngo, unit, candidate)
	if not (is_new or is_nominated):
		return {"outcome": "known"}
	with intake.saving_for_guest():
		election.save(ignore_permissions=True)
	elector = next(row for row in election.electors if row.ngo == ngo)
	confirm_registration(election, elector, is_nominated, sender)
	return {"outcome": "nominated" if is_nominated else "registered"}


# What the NGO has to confirm


def ask_ngo(
	election: "RepresentativeElection", ngo: str, unit: tuple, candidate: dict | None, sender: str
) -> dict[str, str]:
	"""Keep what somebody sent for an NGO apart from the election, and ask the NGO; the sender learns no more."""
	given = {"election": election.name, "ngo": ngo, "email": sender, **describe_candidate(candidate)}
	fingerprint = intake.fingerprint(given)
	if frappe.db.exists(REGISTRATION, {**intake.get_same(fingerprint, ngo), "status": WAITING}):
		return {"outcome": "asked"}
	intake.check_throttle(sender)
	registration = frappe.get_doc(
		{
			"doctype": REGISTRATION,
			**given,
			"administrative_unit": unit[0],
			"field_of_work": unit[1],
			"submission_fingerprint": fingerprint,
			**get_consent("Elections"),
		}
	)
	with intake.saving_for_guest():
		registration.insert(ignore_permissions=True)
	if election_mail.ask_to_confirm(election, registration):
		registration.db_set("asked_on", now(), update_modified=False)
	election_mail.tell_sender(election, sender)
	return {"outcome": "asked"}


def describe_candidate(candidate: dict | None) -> dict:
	"""Return what a registration keeps of a candidate."""
	if not candidate:
		return {}
	texts = {fieldname: candidate[fieldname] for fieldname in TEXT_FIELDS}
	return {**texts, "candidate_email": candidate["email"]}


def find_registration(token: str | None, for_update: bool = False) -> "ElectionRegistration":
	"""Return the registration behind a link.

	Raises:
	        tokens.InvalidTokenError: for a link that the hub has not made.
	        confirmation_links.ExpiredLinkError: when it was not confirmed in time, or the NGO did not want it.
	"""
	name = find_record(election_mail.REGISTRATION_PURPOSE, token, REGISTRATION)
	return frappe.get_doc(REGISTRATION, name, for_update=for_update)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CONFIRMATIONS_PER_TEN_MINUTES, seconds=600)
def confirm_for_ngo(token: str) -> dict[str, str]:
	"""Enter what somebody sent for an NGO, by the link that the NGO got; pressing twice does no harm.

	Returns:
	        `outcome` "confirmed", and `message`, which is said to whoever pressed.

	Raises:
	        tokens.InvalidTokenError: for a forged link.
	        confirmation_links.ExpiredLinkError: for one that is too old.
	        frappe.ValidationError: when the call is closed, the NGO has another candidate, or is not verified yet.
	"""
	registration = find_registration(token)
	election = lock_open_election(registration.election)
	registration = find_registration(token, for_update=True)
	if registration.status == WAITING:
		if is_expired(registration.creation):
			throw_expired()
		refuse_unverified(registration.ngo)
		unit = registration.administrative_unit, registration.field_of_work
		register(election, registration.ngo, unit, read_kept_candidate(registration), registration.email)
		registration.update({"status": CONFIRMED, "confirmed_on": now()})
		with intake.saving_for_guest():
			# the signed link entitles its holder to confirm this one registration
			registration.save(ignore_permissions=True)
	message = _("Thank you. Your organisation takes part in the election.")
	return {"outcome": "confirmed", "message": message}


def refuse_unverified(ngo: str) -> None:
	"""Refuse to enter an NGO that still waits for its verification.

	Raises:
	        frappe.ValidationError: with what is still needed.
	"""
	if not is_verified(ngo):
		frappe.throw(
			_(
				"The hub has not verified your organisation yet. Please open this link again once it is in the register, "
				"before the call closes."
			),
			title=_("Not Verified Yet"),
		)


def read_kept_candidate(registration: "ElectionRegistration") -> dict | None:
	if not registration.candidate_name:
		return None
	texts = {fieldname: registration.get(fieldname) for fieldname in TEXT_FIELDS}
	return {**texts, "email": registration.candidate_email, "has_agreed": 1}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CONFIRMATIONS_PER_TEN_MINUTES, seconds=600)
def decline_for_ngo(token: str) -> dict[str, str]:
	"""Delete what somebody sent for an NGO without being entitled to it, by the link that the NGO got.

	Returns:
	        `outcome` "declined", and `message`.

	Raises:
	        tokens.InvalidTokenError: for a forged link.
	        frappe.ValidationError: when the NGO has confirmed it already.
	"""
	registration = find_registration(token, for_update=True)
	if registration.status != WAITING:
		frappe.throw(_("Your organisation has confirmed this already; please write to the hub."))
	subject = _("{0} has not confirmed a registration for the election", hub_mail.site_language())
	hub_mail.notify_staff(ELECTION, registration.election, subject.format(registration.registration_title))
	delete_registration(registration.name)
	message = _("Thank you. What was sent is deleted; the hub was told.")
	return {"outcome": "declined", "message": message}


def delete_registration(name: str) -> None:
	frappe.delete_doc(REGISTRATION, name, ignore_permissions=True, delete_permanently=True, force=True)


def delete_old_registrations() -> None:
	"""Scheduler, daily: what no NGO has confirmed in time is not kept, and nothing of it after the call.

	What was confirmed stands in the election itself.
	"""
	until = add_days(now_datetime(), -get_valid_days() - 1)
	open_elections = list(get_open_elections()) or [""]
	for conditions in (
		{"status": WAITING, "creation": ("<", until)},
		{"election": ("not in", open_elections)},
	):
		for name in frappe.get_all(REGISTRATION, conditions, pluck="name", order_by="creation asc"):
			with one_of_many(_("The registration could not be deleted"), REGISTRATION, name):
				delete_registration(name)


# What the form says


def read_candidate(values: dict) -> dict | None:
	"""Return what the form says of a candidate; None when the NGO only wants to vote."""
	texts = intake.pick_values(CANDIDATE, TEXT_FIELDS, values)
	address = cstr(values.get("candidate_email")).strip()
	if not (texts["candidate_name"] or texts["presentation"] or address):
		return None
	intake.require_values(CANDIDATE, ("candidate_name",), texts)
	if not cint(values.get("has_agreed")):
		frappe.throw(
			_("{0}: nobody stands without having agreed; please tick this once the consent is there.").format(
				_("Agrees to Stand", context=CANDIDATE)
			)
		)
	stub = frappe.new_doc(CANDIDATE)
	stub.update(texts)
	for fieldname in TEXT_FIELDS:
		clean_field(stub, stub.meta.get_field(fieldname))
	return {
		**{fieldname: stub.get(fieldname) for fieldname in TEXT_FIELDS},
		"email": intake.read_email(_("Email of the Candidate"), address),
		"has_agreed": 1,
	}


def get_open_elections() -> dict[str, str]:
	"""Return name and title of the elections whose call is open today, the one that closes first at the top."""
	rows = frappe.get_all(
		ELECTION,
		{"stage": "Call Open", "call_closes_on": (">=", today())},
		["name", "election_title"],
		order_by="call_closes_on asc, name asc",
	)
	return {row.name: row.election_title for row in rows}


def lock_open_election(name) -> "RepresentativeElection":
	"""Return an election whose call is open, with its row locked: registrations come one after the other.

	Raises:
	        frappe.ValidationError: when there is none of that name, or its call is not open today.
	"""
	name = cstr(name).strip() if not isinstance(name, list | dict) else ""
	if not frappe.db.exists(ELECTION, name):
		frappe.throw(_("{0}: please choose from the list.").format(_("Election")))
	election = frappe.get_doc(ELECTION, name, for_update=True)
	if election.stage != "Call Open" or getdate(election.call_closes_on) < getdate(today()):
		frappe.throw(_("The call for this election is not open."), title=_("Call Closed"))
	return election


def pick_unit(election: "RepresentativeElection", ngo: str, chosen) -> tuple:
	"""Return the unit in which an NGO stands and votes; where there are several, the chosen one."""
	details = get_ngos([ngo])[ngo]
	own = {
		describe_key(get_key(unit)): get_key(unit)
		for unit in election.units
		if belongs_to(details, get_key(unit))
	}
	if not own:
		frappe.throw(
			_("{0}: your organisation belongs to no unit and no field of this election.").format(
				_("Election")
			)
		)
	if len(own) == 1:
		return next(iter(own.values()))
	chosen = cstr(chosen).strip() if not isinstance(chosen, list | dict) else ""
	if chosen not in own:
		message = _("{0}: your organisation votes in one of these: {1}. Please choose.")
		frappe.throw(message.format(_("Unit"), ", ".join(own)))
	return own[chosen]


def add_elector(election: "RepresentativeElection", ngo: str, unit: tuple, sender: str) -> bool:
	"""Enter an NGO as elector; False when it is one already. The ballot goes to its own address."""
	if any(row.ngo == ngo for row in election.electors):
		return False
	row = election.append(
		"electors",
		{"ngo": ngo, "administrative_unit": unit[0], "field_of_work": unit[1], "registered_on": today()},
	)
	row.flags.set_by_hub = {"registered_by": sender, "preferred_language": frappe.local.lang}
	return True


def add_candidate(election: "RepresentativeElection", ngo: str, unit: tuple, candidate: dict) -> bool:
	"""Enter the candidate of an NGO; False when it has named the same one already.

	Raises:
	        frappe.ValidationError: when the NGO has another candidate.
	"""
	for row in election.candidates:
		if row.ngo == ngo and row.status not in OUT:
			if row.candidate_name.casefold() == candidate["candidate_name"].casefold():
				return False
			frappe.throw(
				_("{0}: your organisation has nominated somebody already; please write to the hub.").format(
					_("Candidate", context=CANDIDATE)
				)
			)
	row = election.append(
		"candidates",
		{
			**candidate,
			"ngo": ngo,
			"administrative_unit": unit[0],
			"field_of_work": unit[1],
			"status": "Nominated",
		},
	)
	row.flags.set_by_hub = {"preferred_language": frappe.local.lang}
	return True
