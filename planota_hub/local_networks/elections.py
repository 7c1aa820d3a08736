"""What the form, the cards and the workspace ask about elections."""

import frappe
from frappe.utils import now, today

from planota_hub.local_networks.election_people import ELECTION, count_free_seats, count_seats
from planota_hub.local_networks.mandates import BODY

Filters = str | list | None


@frappe.whitelist()
def get_vacant_units(body: str, mandate_from: str, mandate_to: str) -> list[dict]:
	"""Return the rows for the seats of a body that nobody holds on any day of a term.

	Raises:
	        frappe.PermissionError: for whoever may not see the body.
	"""
	frappe.has_permission(BODY, "read", body, throw=True)
	rows = [
		{
			"administrative_unit": unit,
			"field_of_work": field_of_work,
			"seats": count_free_seats(body, (unit, field_of_work), mandate_from, mandate_to),
		}
		for unit, field_of_work in count_seats(body)
	]
	return [row for row in rows if row["seats"]]


@frappe.whitelist()
def get_waiting_elections(filters: Filters = None) -> dict:
	"""Return the number card of the elections in which the hub has to take the next step.

	That is: the call is over, the attempt at consensus is under way, the voting is over, or the result is to be
	confirmed.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	waiting = frappe.get_list(
		ELECTION,
		or_filters=[
			["stage", "in", ("Consensus", "Counted")],
			["name", "in", get_names({"stage": "Call Open", "call_closes_on": ("<", today())})],
			["name", "in", get_names({"stage": "Voting", "voting_until": ("<", now())})],
		],
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	return {
		"value": len(waiting),
		"fieldtype": "Int",
		"route": ["List", ELECTION, "List"],
		"route_options": {"name": ["in", waiting]},
	}


def get_names(filters: dict) -> list[str]:
	return frappe.get_all(ELECTION, filters, pluck="name", order_by="name asc") or [""]
