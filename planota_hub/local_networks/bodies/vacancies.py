# SPDX-License-Identifier: GPL-3.0-only
"""From a vacant seat to its election: one click makes the draft."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_days, add_years, cint, cstr, getdate, today

from planota_hub.local_networks.bodies.coverage import FILLED, get_seats
from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, get_last_day
from planota_hub.mail.hub_mail import site_language

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.representative_body.representative_body import RepresentativeBody

ELECTION = "Representative Election"
FINISHED_STAGES = ("Decided", "Cancelled")
# from the end of the call to the first day of the mandates: presentation, voting and count
DAYS_AFTER_CALL = 30


@frappe.whitelist(methods=["POST"])
def start_election(
	body: str, administrative_unit: str | None = None, field_of_work: str | None = None
) -> str:
	"""Make the draft of the election that fills the vacant and expiring seats of one cell of the coverage.

	Args:
	        administrative_unit, field_of_work: of the seats; None or "" for seats without one.

	Returns:
	        the name of the election; the running one when there is one for these seats already.

	Raises:
	        frappe.PermissionError: when the user may not make elections, or not read the body.
	        frappe.ValidationError: when the body is dissolved, or all these seats are filled.
	"""
	frappe.has_permission(ELECTION, "create", throw=True)
	document = frappe.get_doc(BODY, body, for_update=True)
	document.check_permission("read")
	place = {"administrative_unit": administrative_unit or None, "field_of_work": field_of_work or None}
	key = (body, administrative_unit or "", field_of_work or "")
	return get_running_elections([body], locked=True).get(key) or make_election(document, place)


def get_running_elections(bodies: Iterable[str], locked: bool = False) -> dict[tuple[str, str, str], str]:
	"""Return the elections that are not finished, by body, unit and field ("" for none), the oldest of each.

	Args:
	        locked: see also what others committed since this request began.
	"""
	running = frappe.db.get_values(
		ELECTION,
		{"body": ("in", sorted(bodies) or [""]), "stage": ("not in", FINISHED_STAGES)},
		["name", "body"],
		as_dict=True,
		order_by="creation desc, name desc",
		for_update=locked,
	)
	rows = frappe.db.get_values(
		"Election Unit",
		{"parenttype": ELECTION, "parent": ("in", [election.name for election in running] or [""])},
		["parent", "administrative_unit", "field_of_work"],
		as_dict=True,
		order_by="parent asc, idx asc",
		for_update=locked,
	)
	return {
		(election.body, cstr(row.administrative_unit), cstr(row.field_of_work)): election.name
		for election in running
		for row in rows
		if row.parent == election.name
	}


def make_election(body: "RepresentativeBody", place: dict) -> str:
	if body.status == "Dissolved":
		frappe.throw(_("{0} was dissolved; nobody is elected to it any more.").format(body.body_name))
	to_fill = [
		seat
		for seat in get_seats([body.name])
		if all(cstr(seat[key]) == cstr(place[key]) for key in place) and seat.status != FILLED
	]
	if not to_fill:
		frappe.throw(_("All these seats are filled."), title=_("No Vacancy"))
	from_date, to_date = propose_term(body, to_fill)
	where = " · ".join(_(part) for part in place.values() if part)
	election = frappe.new_doc(ELECTION)
	election.update(
		{
			"election_title": _("Election: {0}, {1}", site_language()).format(body.body_name, where)[:140],
			"body": body.name,
			"legal_basis": body.legal_basis,
			"mandate_from": from_date,
			"mandate_to": to_date,
			"units": [{**place, "seats": len(to_fill)}],
		}
	)
	return election.insert().name


def propose_term(body: "RepresentativeBody", to_fill: list[frappe._dict]) -> tuple:
	"""Return the first and the last day for new mandates.

	They begin when call and voting can be over, and not before those that expire have ended. A vacant seat is
	filled for the rest of the term of the others; without others, or once theirs is over, for a whole term.
	"""
	call_days = cint(frappe.get_cached_doc("Hub Settings").election_call_days)
	begin = getdate(add_days(today(), call_days + DAYS_AFTER_CALL))
	begin = max([begin, *(getdate(add_days(seat.last_day, 1)) for seat in to_fill if seat.last_day)])
	rest = [
		get_last_day(row)
		for row in frappe.get_all(
			MANDATE,
			{"body": body.name, "status": ("!=", "Ended")},
			["to_date", "ended_early_on"],
			order_by="to_date asc",
		)
	]
	end = max(rest, default=begin)
	if end <= begin:
		end = getdate(add_days(add_years(begin, cint(body.term_years) or 4), -1))
	return begin, end
