"""What the form of an election asks the server."""

import frappe

from planota_hub.local_networks.election_people import count_free_seats, count_seats
from planota_hub.local_networks.mandates import BODY


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
