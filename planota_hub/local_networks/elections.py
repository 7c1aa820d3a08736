"""Beginning an election at the vacant seats of a body."""

import frappe
from frappe import _
from frappe.utils import add_days, add_months, cint, getdate, today

from planota_hub.local_networks.election_people import (
	ELECTION,
	Key,
	count_free_seats,
	count_seats,
	describe_key,
)
from planota_hub.local_networks.election_rules import get_call_days

BODY = "Representative Body"
# from the end of the call to the first day of the mandates: presentation, voting, count
DAYS_TO_MANDATES = 30
DEFAULT_YEARS = 4


@frappe.whitelist(methods=["POST"])
def start_election(
	body: str, administrative_unit: str | None = None, field_of_work: str | None = None
) -> str:
	"""Begin an election for the vacant seats of a body; return the name of the draft.

	Args:
	        administrative_unit, field_of_work: only for the seats of this unit and field; without both, for all.

	Raises:
	        frappe.PermissionError: for whoever may not create elections.
	        frappe.ValidationError: when no such seat is vacant.
	"""
	frappe.has_permission(ELECTION, "create", throw=True)
	frappe.has_permission(BODY, "read", body, throw=True)
	only = (administrative_unit or None, field_of_work or None)
	from_date = getdate(add_days(today(), get_call_days() + DAYS_TO_MANDATES))
	to_date = get_last_day(body, from_date)
	vacant = get_vacant_seats(body, only, from_date, to_date)
	if not vacant:
		frappe.throw(_("No seat is vacant at the time of the new mandates."), title=_("No Vacant Seat"))
	body_name, legal_basis = frappe.db.get_value(BODY, body, ["body_name", "legal_basis"])
	election = frappe.get_doc(
		{
			"doctype": ELECTION,
			"election_title": get_title(body_name, only),
			"body": body,
			"legal_basis": legal_basis,
			"mandate_from": from_date,
			"mandate_to": to_date,
			"units": [
				{"administrative_unit": unit, "field_of_work": field, "seats": number}
				for (unit, field), number in vacant.items()
			],
		}
	)
	return election.insert().name


def get_last_day(body: str, from_date):
	years = cint(frappe.db.get_value(BODY, body, "term_years")) or DEFAULT_YEARS
	return getdate(add_days(add_months(from_date, 12 * years), -1))


def get_vacant_seats(body: str, only: Key, from_date, to_date) -> dict[Key, int]:
	"""Return how many seats nobody holds during a term, by unit and field in the order of the body."""
	keys = [key for key in count_seats(body) if only in ((None, None), key)]
	numbers = {key: count_free_seats(body, key, from_date, to_date) for key in keys}
	return {key: number for key, number in numbers.items() if number}


def get_title(body_name: str, only: Key) -> str:
	place = describe_key(only)
	title = _("Election: {0}").format(body_name)
	return (f"{title} ({place})" if place else title)[:140]
