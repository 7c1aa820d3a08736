# SPDX-License-Identifier: GPL-3.0-only
"""Which seats of a body are filled, expiring and vacant: unit by field, one function for form, page and report."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, SEAT, get_last_day, get_status, lasts_on
from planota_hub.rules.readable import show_day
from planota_hub.rules.sorting import sort_key

FILLED, EXPIRING, VACANT = "Filled", "Expiring", "Vacant"


def get_seats(bodies: Iterable[str] | None = None, day=None, locked: bool = False) -> list[frappe._dict]:
	"""Return the seats of bodies with who holds each on a day, in the order of the bodies' tables.

	Args:
	        bodies: names; all active bodies without it.
	        day: today unless another one is given.
	        locked: see also what others committed since this request began, and lock the mandates.

	Returns:
	        each with `body`, `body_name`, `seat`, `administrative_unit`, `field_of_work`, `status` (Filled,
	        Expiring, Vacant), and of the mandate `mandate`, `person_name`, `ngo`, `from_date`, `last_day`.
	"""
	day = getdate(day or today())
	filters = {"status": "Active"} if bodies is None else {"name": ("in", list(bodies) or [""])}
	names = dict(frappe.get_all(BODY, filters, ["name", "body_name"], order_by="name asc", as_list=True))
	held = {(row.body, row.seat): row for row in get_mandates(names, day, locked)}
	seats = frappe.get_all(
		SEAT,
		filters={"parenttype": BODY, "parent": ("in", list(names) or [""])},
		fields=["parent as body", "seat", "administrative_unit", "field_of_work"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	for seat in seats:
		seat.body_name = names[seat.body]
		add_holder(seat, held.get((seat.body, seat.seat)), day)
	return seats


@frappe.whitelist()
def get_seat_choices(body: str) -> list[dict[str, str]]:
	"""Return the seats of a body for the form of a mandate, those vacant today first.

	Returns:
	        each with `value`, `label` and `description`: who holds it and until when.
	"""
	frappe.get_doc(BODY, body).check_permission("read")
	seats = sorted(get_seats([body]), key=lambda seat: seat.status != VACANT)
	return [{"value": seat.seat, "label": seat.seat, "description": describe_holder(seat)} for seat in seats]


def describe_holder(seat: frappe._dict) -> str:
	if seat.status == VACANT:
		return _("Vacant")
	return _("{0}, until {1}").format(seat.person_name, show_day(seat.last_day))


def get_mandates(bodies: Iterable[str], day, locked: bool = False) -> list[frappe._dict]:
	"""Return the mandates of bodies that last on a day."""
	mandate = frappe.qb.DocType(MANDATE)
	fields = ("name", "body", "seat", "person_name", "ngo", "from_date", "to_date", "ended_early_on")
	query = (
		frappe.qb.from_(mandate)
		.select(*(mandate[field] for field in fields))
		.where(mandate.body.isin(list(bodies) or [""]) & lasts_on(mandate, day))
	)
	return (query.for_update() if locked else query).run(as_dict=True)


def add_holder(seat: dict, mandate: frappe._dict | None, day) -> None:
	if not mandate:
		seat.update(status=VACANT, mandate=None, person_name=None, ngo=None, from_date=None, last_day=None)
		return
	status = EXPIRING if get_status(mandate, day) == "Expiring" else FILLED
	seat.update(
		status=status,
		mandate=mandate.name,
		person_name=mandate.person_name,
		ngo=mandate.ngo,
		from_date=mandate.from_date,
		last_day=get_last_day(mandate),
	)


def summarise(seats: Iterable[frappe._dict]) -> frappe._dict:
	"""Return `required`, `filled` (with those that expire), `expiring`, `vacant` and `percent` of seats."""
	seats = list(seats)
	expiring = sum(seat.status == EXPIRING for seat in seats)
	vacant = sum(seat.status == VACANT for seat in seats)
	filled = len(seats) - vacant
	percent = round(100 * filled / len(seats), 1) if seats else 0
	return frappe._dict(required=len(seats), filled=filled, expiring=expiring, vacant=vacant, percent=percent)


def get_matrix(body: str, day=None) -> frappe._dict:
	"""Return the seats of a body as a matrix; see `make_matrix`."""
	return make_matrix(get_seats([body], day))


def make_matrix(seats: list[frappe._dict]) -> frappe._dict:
	"""Return the seats of one body as a matrix.

	Returns:
	        `units` and `fields` (names, None for seats without one), `cells`: (unit, field) -> summary with the
	        `seats` themselves, and `total`.
	"""
	keys = [(seat.administrative_unit or None, seat.field_of_work or None) for seat in seats]
	cells: dict[tuple, list] = {}
	for key, seat in zip(keys, seats, strict=True):
		cells.setdefault(key, []).append(seat)
	return frappe._dict(
		units=sorted({unit for unit, _field in keys}, key=lambda name: (name is None, sort_key(name))),
		fields=sorted({field for _unit, field in keys}, key=lambda name: sort_key(_(name) if name else "")),
		cells={key: frappe._dict(summarise(rows), seats=rows) for key, rows in cells.items()},
		total=summarise(seats),
	)


def render_matrix(
	body: str,
	day=None,
	in_desk: bool = False,
	can_start: bool = False,
	running: Collection[tuple[str, str]] = (),
) -> str:
	"""Return the matrix of a body as HTML, for its form, its print and the page of the council.

	Args:
	        in_desk: let the people lead to their mandates.
	        can_start: put a button on vacant and expiring seats that starts their election.
	        running: unit and field ("" for none) of the seats whose election runs; the button opens that.
	"""
	args = {"in_desk": in_desk, "can_start": can_start, "running": running}
	return render_matrices([body], day, **args)[body]


def render_matrices(bodies: Sequence[str], day=None, **args: Any) -> dict[str, str]:
	"""Return the matrices of bodies as HTML, asked for at once; the first one carries the style of all.

	Args:
	        args: `in_desk`, `can_start` and `running` as for `render_matrix`.
	"""
	seats: dict[str, list[frappe._dict]] = {body: [] for body in bodies}
	for seat in get_seats(bodies, day):
		seats[seat.body].append(seat)
	ngo_names = get_ngo_names(seat.ngo for rows in seats.values() for seat in rows)
	filters = {"name": ("in", list(bodies) or [""])}
	body_names = dict(frappe.get_all(BODY, filters, ["name", "body_name"], order_by="name asc", as_list=True))
	return {
		body: frappe.render_template(
			"templates/includes/hub_coverage.html",
			{
				**args,
				"body_name": body_names.get(body),
				"matrix": make_matrix(rows),
				"ngo_names": ngo_names,
				"has_style": body == bodies[0],
			},
		)
		for body, rows in seats.items()
	}


def get_ngo_names(names: Iterable[str | None]) -> dict[str, str]:
	"""Return the names of NGOs by their numbers."""
	filters = {"name": ("in", sorted({name for name in names if name}) or [""])}
	return dict(frappe.get_all("NGO", filters, ["name", "ngo_name"], order_by="name asc", as_list=True))


def update_figures(body: str) -> dict[str, int]:
	"""Derive the numbers of seats that the list of bodies shows, and return them."""
	totals = summarise(get_seats([body], locked=True))
	figures = {f"seats_{key}": totals[key] for key in ("required", "filled", "vacant")}
	frappe.db.set_value(BODY, body, figures, update_modified=False)
	frappe.clear_document_cache(BODY, body)
	return figures
