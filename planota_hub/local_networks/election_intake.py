"""NGOs register for an election while its call is open, and nominate a candidate: web form `register-for-election`."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, today

from planota_hub.local_networks.election_mail import confirm_registration
from planota_hub.local_networks.election_people import (
	ELECTION,
	OUT,
	belongs_to,
	describe_key,
	get_key,
	get_ngos,
)
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub import intake
from planota_hub.planota_hub.choices import pick_ngo
from planota_hub.planota_hub.text_rules import clean_field

CANDIDATE, ELECTOR = "Election Candidate", "Election Elector"
TEXT_FIELDS = ("candidate_name", "presentation")


def register_for_election(values: dict) -> dict[str, str]:
	"""Enter an NGO as elector, and its candidate where it names one; handler of `register-for-election`.

	Sent again, it adds what is new and changes nothing that is there. Whether an NGO was registered already is
	told to its representatives only.

	Returns:
	        `outcome`: "registered", "nominated", or to a representative "known".

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "registered"}
	sender = intake.read_email(_("Your Email"), values.get("email"))
	intake.require_consent(values)
	ngo = pick_ngo(values)
	candidate = read_candidate(values)
	election = lock_open_election(values.get("election"))
	unit = pick_unit(election, ngo, values.get("unit"))
	is_new = add_elector(election, ngo, unit, sender)
	is_nominated = bool(candidate) and add_candidate(election, ngo, unit, candidate)
	if not (is_new or is_nominated):
		return {"outcome": "known" if ngo in get_own_ngos() else "nominated" if candidate else "registered"}
	intake.check_throttle(sender)
	with intake.saving_for_guest():
		election.save(ignore_permissions=True)
	elector = next(row for row in election.electors if row.ngo == ngo)
	confirm_registration(election, elector, is_nominated, sender)
	return {"outcome": "nominated" if is_nominated else "registered"}


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


def lock_open_election(name) -> Document:
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


def pick_unit(election: Document, ngo: str, chosen) -> tuple:
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


def add_elector(election: Document, ngo: str, unit: tuple, sender: str) -> bool:
	"""Enter an NGO as elector; False when it is one already. The ballot goes to its own address."""
	if any(row.ngo == ngo for row in election.electors):
		return False
	row = election.append(
		"electors",
		{"ngo": ngo, "administrative_unit": unit[0], "field_of_work": unit[1], "registered_on": today()},
	)
	row.flags.set_by_hub = {"registered_by": sender}
	return True


def add_candidate(election: Document, ngo: str, unit: tuple, candidate: dict) -> bool:
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
	election.append(
		"candidates",
		{
			**candidate,
			"ngo": ngo,
			"administrative_unit": unit[0],
			"field_of_work": unit[1],
			"status": "Nominated",
		},
	)
	return True
