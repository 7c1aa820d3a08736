"""From the result of an election to mandates in the body."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.local_networks.election_count import CONSENSUS, ELECTED
from planota_hub.local_networks.election_people import describe_key, get_free_seats, get_key, get_standing
from planota_hub.local_networks.mandates import MANDATE
from planota_hub.planota_hub.meeting_rules import refuse


def create_mandates(election: Document) -> list[str]:
	"""Give everybody who was elected one of the free seats of their unit, in the order of the seats.

	Raises:
	        frappe.ValidationError: when a seat was filled in the meantime; nothing is saved then.
	"""
	frappe.db.get_value("Representative Body", election.body, "name", for_update=True)
	free = get_free_seats(election.body, election.mandate_from, election.mandate_to)
	names = []
	for unit in election.units:
		seats = free.get(get_key(unit), [])
		elected = [row for row in get_standing(election, unit) if row.result == ELECTED]
		if len(elected) > len(seats):
			message = _("{0}: {1} candidates are elected, but only {2} seats are free during these mandates.")
			text = message.format(describe_key(get_key(unit)), len(elected), len(seats))
			refuse(election, "units", text, _("Seat Taken"))
		by_votes = sorted(elected, key=lambda row: -(row.votes or 0))
		names += [create_mandate(election, row, seat) for row, seat in zip(by_votes, seats, strict=False)]
	return names


def create_mandate(election: Document, candidate: Document, seat: str) -> str:
	mandate = frappe.get_doc(
		{
			"doctype": MANDATE,
			"body": election.body,
			"seat": seat,
			"from_date": election.mandate_from,
			"to_date": election.mandate_to,
			"person_name": candidate.candidate_name,
			"ngo": candidate.ngo,
			"email": candidate.email,
			"origin": "Consensus" if candidate.elected_by == CONSENSUS else "Elected",
			"decision_reference": cstr(election.legal_basis),
		}
	)
	mandate.flags.set_by_hub = {"election": election.name}
	return mandate.insert(ignore_permissions=True).name
