# SPDX-License-Identifier: GPL-3.0-only
"""Which seats of the bodies are filled, expiring and vacant on a day: units by fields of work."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.figures.report_parts import column, figure
from planota_hub.local_networks.bodies.coverage import EXPIRING, FILLED, VACANT, get_seats, summarise
from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.local_networks.bodies.vacancies import get_running_elections
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

FIGURES = ("required", "filled", "expiring", "vacant")
COLOURS = {FILLED: "#2f8f5b", EXPIRING: "#d9a441", VACANT: "#b33a3a"}
NO_FIELD = "all_fields"


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns (one per field with seats), a row per body and unit, no note, chart and summary.

	Args:
	        filters: `day` (today if not given) and any of `body`, `body_type`, `administrative_unit`.
	"""
	filters = read_filters(filters)
	seats = get_visible_seats(filters)
	fields = sorted(
		{seat.field_of_work or "" for seat in seats}, key=lambda field: (field != "", sort_key(_(field)))
	)
	rows = get_rows(seats)
	return get_columns(fields), rows, None, get_chart(rows), get_summary(seats)


def get_visible_seats(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the seats of the bodies that the reader may see and the filters let through."""
	day = getdate(filters.day or today())
	conditions = {key: filters[key] for key in ("body_type",) if filters.get(key)}
	if filters.body:
		conditions["name"] = filters.body
	bodies = frappe.get_list(
		BODY, filters=conditions, fields=["name", "dissolved_on"], order_by="name asc", limit_page_length=0
	)
	existing = [
		body.name
		for body in bodies
		if filters.body or not body.dissolved_on or getdate(body.dissolved_on) > day
	]
	unit = filters.administrative_unit
	return [seat for seat in get_seats(existing, day) if not unit or seat.administrative_unit == unit]


def get_rows(seats: list[frappe._dict]) -> list[dict]:
	"""Return a row per body and unit: `body`, `body_name`, `administrative_unit`, a cell for each field, figures.

	A cell is `filled / required`; beside it stand its `_state` and its `_people`, for colour and hint, and whether
	an election for it `_runs`.
	"""
	groups: dict[tuple, list] = {}
	running = get_running_elections({seat.body for seat in seats})
	for seat in seats:
		groups.setdefault((seat.body_name, seat.body, seat.administrative_unit or ""), []).append(seat)
	rows = []
	for (body_name, body, unit), members in sorted(
		groups.items(), key=lambda group: [*map(sort_key, group[0])]
	):
		row = {"body": body, "body_name": body_name, "administrative_unit": unit or None}
		for field in {seat.field_of_work or "" for seat in members}:
			row.update(get_cell(field, [seat for seat in members if (seat.field_of_work or "") == field]))
			row[f"{column_of(field)}_runs"] = int((body, unit, field) in running)
		rows.append({**row, **{key: summarise(members)[key] for key in FIGURES}})
	return rows


def get_cell(field: str, seats: list[frappe._dict]) -> dict:
	total, column = summarise(seats), column_of(field)
	state = VACANT if total.vacant else EXPIRING if total.expiring else FILLED
	people = [seat.person_name or _("Vacant") for seat in seats]
	return {
		column: f"{total.filled} / {total.required}",
		f"{column}_state": state,
		f"{column}_people": ", ".join(people),
	}


def column_of(field: str) -> str:
	"""Return the column of a field of work; seats for all fields have one of their own."""
	return f"field_{frappe.scrub(field)}" if field else NO_FIELD


def get_columns(fields: list[str]) -> list[dict]:
	return [
		column("body_name", _("Body"), "Data", 240),
		column("administrative_unit", _("Administrative Unit"), "Link", 160, options="Administrative Unit"),
		*(
			column(
				column_of(field),
				_(field) if field else _("All fields"),
				"Data",
				140,
				is_cell=1,
				field_of_work=field,
			)
			for field in fields
		),
		column("required", _("NGO Seats"), "Int", 80),
		column("filled", _("Filled"), "Int", 100),
		column("expiring", _("Expiring"), "Int", 100),
		column("vacant", _("Vacant"), "Int", 100),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return what is filled, expiring and vacant in each unit; None when there is nothing to draw."""
	if not rows:
		return None
	units = list(dict.fromkeys(row["administrative_unit"] for row in rows))
	totals = {
		unit: {key: sum(row[key] for row in rows if row["administrative_unit"] == unit) for key in FIGURES}
		for unit in sorted(units, key=sort_key)
	}
	labels = [unit or _("Whole region") for unit in totals]
	figures = {
		FILLED: [total["filled"] - total["expiring"] for total in totals.values()],
		EXPIRING: [total["expiring"] for total in totals.values()],
		VACANT: [total["vacant"] for total in totals.values()],
	}
	return {
		"data": {
			"labels": labels,
			"datasets": [{"name": _(state), "values": values} for state, values in figures.items()],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": list(COLOURS.values()),
		"barOptions": {"stacked": 1},
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(seats: list[dict]) -> list[dict]:
	total = summarise(seats)
	colours = ("Blue", "Green", "Orange" if total.expiring else "Green", "Red" if total.vacant else "Green")
	labels = (_("NGO Seats"), _("Filled"), _("Expiring"), _("Vacant"))
	return [
		figure(label, total[key], colour) for key, label, colour in zip(FIGURES, labels, colours, strict=True)
	]
