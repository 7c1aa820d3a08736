"""Ways to reach the people of mandates, elections and join requests are not kept longer than the hub says.

Who held a seat, who stood and how the vote went stays: it is the record of a public election.
"""

import frappe
from frappe.utils import add_months, cint, getdate, today

from planota_hub.local_networks.election_people import ELECTION
from planota_hub.local_networks.joining import REQUEST
from planota_hub.local_networks.mandates import MANDATE

BATCH = 500
MANDATE_FIELDS = ("email", "phone", "deputy_email")
REQUEST_FIELDS = ("contact_person", "email", "phone", "message")
# DocType -> its column that names the election, and what leads to a person
PEOPLE_OF_ELECTIONS = {
	"Election Candidate": ("parent", ("email",)),
	"Election Elector": ("parent", ("email", "registered_by")),
	"Election Ballot": ("election", ("cast_by",)),
}


def anonymise_old_people() -> None:
	"""Scheduler, daily: remove addresses of what ended `retention_months` of Hub Settings ago; 0 keeps all."""
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if not months:
		return
	limit = getdate(add_months(today(), -months))
	anonymise(MANDATE, MANDATE_FIELDS, {"status": "Ended", "to_date": ("<", limit)})
	ended = {"stage_changed_on": ("<", limit)}
	anonymise(REQUEST, REQUEST_FIELDS, {"stage": ("in", ("Accepted", "Declined")), **ended})
	anonymise_elections({"stage": ("in", ("Decided", "Cancelled")), **ended})


def anonymise(doctype: str, fields: tuple[str, ...], filters: dict) -> None:
	"""Empty the fields of at most one batch of records, and remove the history that tells what was in them."""
	filled = {field: ("is", "set") for field in fields}
	names = frappe.get_all(
		doctype, filters, pluck="name", or_filters=filled, order_by="modified asc", limit_page_length=BATCH
	)
	if names:
		clear(doctype, {"name": ("in", names)}, fields)
		forget_changes(doctype, names)


def anonymise_elections(filters: dict) -> None:
	names = frappe.get_all(ELECTION, filters, pluck="name", order_by="name asc")
	if not names:
		return
	for doctype, (column, fields) in PEOPLE_OF_ELECTIONS.items():
		clear(doctype, {column: ("in", names)}, fields)
	forget_changes(ELECTION, names)


def clear(doctype: str, filters: dict, fields: tuple[str, ...]) -> None:
	frappe.db.set_value(doctype, filters, dict.fromkeys(fields), update_modified=False)


def forget_changes(doctype: str, names: list[str]) -> None:
	frappe.db.delete("Version", {"ref_doctype": doctype, "docname": ("in", names)})
