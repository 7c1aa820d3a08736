# SPDX-License-Identifier: GPL-3.0-only
"""What local networks can prove: one row per counted record, for the indicators of a funded project."""

from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.utils import add_months, cint, getdate
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder

from planota_hub.local_networks.bodies.mandates import MANDATE
from planota_hub.local_networks.needs.stages import ANSWERED_STAGES, NEED
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.metrics.queries import is_within, keep_fields, select_records
from planota_hub.metrics.registry import accepts
from planota_hub.planota_hub.meetings.rules import HELD_STAGES

MEETING = "Hub Meeting"


def get_identified_needs(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the needs that were accepted from `start` to `end`, both included.

	Args:
	        filters: further ones on Local Need.
	"""
	return select_needs("accepted_on", ANSWERED_STAGES, start, end, filters)


def get_addressed_needs(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the needs that are addressed since a day from `start` to `end`, both included.

	Args:
	        filters: further ones on Local Need.
	"""
	return select_needs("stage_changed_on", ("Addressed",), start, end, filters)


def select_needs(
	day_field: str, stages: tuple[str, ...], start: date, end: date, filters: dict | None
) -> QueryBuilder:
	need = DocType(NEED)
	found = frappe.qb.from_(need).where(
		need.stage.isin(sorted(stages)) & is_within(need[day_field], start, end)
	)
	further = {key: value for key, value in (filters or {}).items() if key not in ("stage", day_field)}
	places = {key: need[key] for key in ("ngo", "municipality", "field_of_work")}
	return select_records(keep_fields(found, NEED, further), NEED, need.name, need[day_field], **places)


@accepts(lasting=True)
def get_municipalities_in_dialogue(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the municipalities with permanent dialogue: those of networks that met in the months of Hub Settings
	before `end`, or since `start` when that is earlier. Each municipality counts once, by its latest meeting.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").living_network_months)
	since = min(getdate(start), getdate(add_months(end, -months)))
	meeting, place = DocType(MEETING), DocType("Local Network Municipality")
	turn = RowNumber().over(place.municipality)
	turn = turn.orderby(meeting.starts_on, meeting.name, order=frappe.qb.desc)
	meetings = (
		frappe.qb.from_(meeting)
		.join(place)
		.on((place.parent == meeting.meeting_of) & (place.parenttype == NETWORK))
		.select(meeting.name, meeting.starts_on, place.municipality, turn.as_("turn"))
		.where((meeting.meeting_of_doctype == NETWORK) & meeting.stage.isin(sorted(HELD_STAGES)))
		.where(is_within(meeting.starts_on, since, end))
	).as_("held")
	latest = frappe.qb.from_(meetings).where(meetings.turn == 1)
	return select_records(
		latest, MEETING, meetings["name"], meetings.starts_on, municipality=meetings.municipality
	)


def get_filled_mandates(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the mandates of NGOs in bodies that began from `start` to `end`, both included.

	One that ended on the day on which it was to begin does not count. Municipality and legal form are those of the NGO, the field of work is that of the seat.

	Args:
	        filters: further ones on Body Mandate.
	"""
	mandate = DocType(MANDATE)
	began = frappe.qb.from_(mandate).where(is_within(mandate.from_date, start, end))
	began = began.where(mandate.ended_early_on.isnull() | (mandate.ended_early_on != mandate.from_date))
	further = {key: value for key, value in (filters or {}).items() if key != "from_date"}
	return select_records(
		keep_fields(began, MANDATE, further),
		MANDATE,
		mandate.name,
		mandate.from_date,
		ngo=mandate.ngo,
		field_of_work=mandate.field_of_work,
	)


@accepts(lasting=True)
def get_filled_seats(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the mandates of NGOs in bodies that last on `end`. Places as in `get_filled_mandates`.

	Args:
	        filters: further ones on Body Mandate.
	"""
	mandate, day = DocType(MANDATE), getdate(end)
	lasting = frappe.qb.from_(mandate).where((mandate.from_date <= day) & (mandate.to_date >= day))
	lasting = lasting.where(mandate.ended_early_on.isnull() | (mandate.ended_early_on > day))
	return select_records(
		keep_fields(lasting, MANDATE, filters),
		MANDATE,
		mandate.name,
		mandate.from_date,
		ngo=mandate.ngo,
		field_of_work=mandate.field_of_work,
	)


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
