# SPDX-License-Identifier: GPL-3.0-only
"""What local networks can prove: one row per counted record, for the indicators of a funded project."""

from datetime import date

import frappe
from frappe.utils import add_months, cint, getdate

from planota_hub.local_networks.bodies.mandates import MANDATE, get_last_day
from planota_hub.local_networks.needs.stages import ANSWERED_STAGES, NEED
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.metrics.registry import accepts
from planota_hub.planota_hub.meetings.rules import HELD_STAGES


def get_identified_needs(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the needs that were accepted from `start` to `end`, both included.

	Args:
	        filters: further ones on Local Need.
	"""
	return get_needs("accepted_on", {"stage": ("in", ANSWERED_STAGES)}, start, end, filters)


def get_addressed_needs(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the needs that are addressed since a day from `start` to `end`, both included.

	Args:
	        filters: further ones on Local Need.
	"""
	return get_needs("stage_changed_on", {"stage": "Addressed"}, start, end, filters)


def get_needs(day_field: str, conditions: dict, start: date, end: date, filters: dict | None) -> list[dict]:
	rows = frappe.get_all(
		NEED,
		{**(filters or {}), **conditions, day_field: ("between", [start, end])},
		["name", f"{day_field} as day", "ngo", "municipality", "field_of_work"],
		order_by=f"{day_field} asc, name asc",
		limit_page_length=0,
	)
	return [
		{
			"doctype": NEED,
			"name": row.name,
			"date": getdate(row.day),
			"value": 1.0,
			"ngo": row.ngo,
			"municipality": row.municipality,
			"field_of_work": row.field_of_work,
			"legal_form": None,
		}
		for row in rows
	]


@accepts(lasting=True)
def get_municipalities_in_dialogue(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the municipalities with permanent dialogue: those of networks that met in the months of Hub Settings
	before `end`, or since `start` when that is earlier. Each municipality counts once, by its latest meeting.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").living_network_months)
	since = min(getdate(start), getdate(add_months(end, -months)))
	meetings = frappe.get_all(
		"Hub Meeting",
		{
			"meeting_of_doctype": NETWORK,
			"stage": ("in", sorted(HELD_STAGES)),
			"starts_on": ("between", [f"{since} 00:00:00", f"{end} 23:59:59"]),
		},
		["name", "meeting_of", "starts_on"],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)
	places = get_municipalities(sorted({meeting.meeting_of for meeting in meetings}))
	latest = {
		municipality: meeting for meeting in meetings for municipality in places.get(meeting.meeting_of, ())
	}
	return [
		{
			"doctype": "Hub Meeting",
			"name": meeting.name,
			"date": getdate(meeting.starts_on),
			"value": 1.0,
			"ngo": None,
			"municipality": municipality,
			"field_of_work": None,
			"legal_form": None,
		}
		for municipality, meeting in sorted(latest.items())
	]


def get_filled_mandates(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the mandates of NGOs in bodies that began from `start` to `end`, both included.

	One that ended on the day on which it was to begin does not count. Municipality and legal form are those of the NGO, the field of work is that of the seat.

	Args:
	        filters: further ones on Body Mandate.
	"""
	rows = frappe.get_all(
		MANDATE,
		{**(filters or {}), "from_date": ("between", [start, end])},
		["name", "from_date", "ended_early_on", "ngo", "field_of_work"],
		order_by="from_date asc, name asc",
		limit_page_length=0,
	)
	return as_seats([row for row in rows if row.ended_early_on != row.from_date])


@accepts(lasting=True)
def get_filled_seats(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the mandates of NGOs in bodies that last on `end`. Places and forms as in `get_filled_mandates`.

	Args:
	        filters: further ones on Body Mandate.
	"""
	rows = frappe.get_all(
		MANDATE,
		{**(filters or {}), "from_date": ("<=", end), "to_date": (">=", end)},
		["name", "from_date", "to_date", "ended_early_on", "ngo", "field_of_work"],
		order_by="from_date asc, name asc",
		limit_page_length=0,
	)
	return as_seats([row for row in rows if get_last_day(row) >= getdate(end)])


def as_seats(mandates: list[frappe._dict]) -> list[dict]:
	"""Return a row for each mandate, with municipality and legal form of its NGO."""
	ngos = {
		row.name: row
		for row in frappe.get_all(
			"NGO",
			{"name": ("in", sorted({row.ngo for row in mandates if row.ngo}) or [""])},
			["name", "municipality", "legal_form"],
			order_by="name asc",
			limit_page_length=0,
		)
	}
	return [
		{
			"doctype": MANDATE,
			"name": row.name,
			"date": getdate(row.from_date),
			"value": 1.0,
			"ngo": row.ngo,
			"municipality": ngos[row.ngo].municipality if row.ngo in ngos else None,
			"field_of_work": row.field_of_work,
			"legal_form": ngos[row.ngo].legal_form if row.ngo in ngos else None,
		}
		for row in mandates
	]


def get_municipalities(networks: list[str]) -> dict[str, list[str]]:
	"""Return the municipalities of networks, by network."""
	found: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Local Network Municipality",
		{"parenttype": NETWORK, "parent": ("in", networks or [""])},
		["parent", "municipality"],
		order_by="parent asc, idx asc",
	):
		found.setdefault(row.parent, []).append(row.municipality)
	return found
