# SPDX-License-Identifier: GPL-3.0-only
"""Who of the NGOs or stakeholders was reached in a period, on which channel, and who was not."""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import cint, cstr, flt, getdate
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import figure
from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.interactions.rules import CHANNELS as NOTED_CHANNELS
from planota_hub.planota_hub.outreach.reached import (
	CHANNELS,
	NGO,
	ORGANISATIONS,
	STAKEHOLDER,
	select_reached,
	show_channel,
)
from planota_hub.planota_hub.segments.members import get_segment, select_names
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

ALL_CHANNELS = (*CHANNELS, *NOTED_CHANNELS)
# the column of each
KEYS = {channel: frappe.scrub(channel) for channel in ALL_CHANNELS}
WORK, FIELD_OF_WORK, ORGANISATION = "NGO Field of Work", "Field of Work", "Organisation"
# filter "group_by" -> field of the organisation; fields of work are several per NGO and come from their own table
PLACES = {
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Statistical Region": "statistical_region",
}
GROUP_FIELDS = {
	NGO: {**PLACES, FIELD_OF_WORK: "field_of_work", "Legal Form": "legal_form"},
	STAKEHOLDER: {**PLACES, "Type": "stakeholder_type"},
}
NAME_FIELDS = {NGO: "ngo_name", STAKEHOLDER: "stakeholder_name"}
# of which an overview is: those in the register, and those in use
KEPT = {NGO: ("stage", "Verified"), STAKEHOLDER: ("disabled", 0)}
DAY = len("2026-01-31")
REACHED, MISSED = "Reached", "Not Reached"
CHART_GROUPS = 13
COLORS = ["#1f7a5c", "#d9a441"]


def execute(
	filters: frappe._dict | None = None,
) -> tuple[list, list, str | None, dict | None, list, bool]:
	"""Return columns, one row per group or organisation, a note, the chart, the summary and whether totals would mislead.

	Args:
	        filters: `from_date` and `to_date`; `organisations` ("NGO" or "Stakeholder"); `group_by` (a key of
	                `GROUP_FIELDS`, or "Organisation"); `show` ("Reached" or "Not Reached") of organisations; `municipality`,
	                `field_of_work`, `legal_form`, `stakeholder_type`, `segment`.

	Raises:
	        frappe.ValidationError: when a date is missing, they are the wrong way round, or a choice is unknown.
	"""
	filters = read_filters(filters)
	filters.organisations = filters.organisations or NGO
	filters.group_by = filters.group_by or "Municipality"
	validate_filters(filters)
	if filters.group_by == ORGANISATION:
		every_row = get_organisations(filters)
		rows = [row for row in every_row if filters.show in (None, "", REACHED if row["times"] else MISSED)]
		summary = get_summary(filters, len(every_row), sum(row["times"] > 0 for row in every_row))
		return get_columns_of_organisations(filters), rows, None, None, summary, True
	rows = get_groups(filters)
	counted_twice = filters.group_by == FIELD_OF_WORK
	# each counts once above the rows
	parts = add_up(frappe._dict(filters, group_by=None)) if counted_twice else rows
	summary = get_summary(filters, add(parts, "organisations"), add(parts, "reached"))
	return get_columns(filters), rows, get_note(counted_twice), get_chart(rows), summary, counted_twice


def validate_filters(filters: frappe._dict) -> None:
	refuse_wrong_period(filters, is_needed=True)
	if filters.organisations not in ORGANISATIONS:
		frappe.throw(_("Organisations: please choose one of {0}.").format(", ".join(map(_, ORGANISATIONS))))
	known = (*GROUP_FIELDS[filters.organisations], ORGANISATION)
	refuse_unknown_group(filters.group_by, known)


# Questions to the database


def select_organisations(filters: frappe._dict) -> tuple[Any, Any]:
	"""Return a query of the organisations that the reader may see and the filters let through, and its table; nothing is selected."""
	doctype = filters.organisations
	table = DocType(doctype)
	field, value = KEPT[doctype]
	query = frappe.qb.from_(table).where(visible(doctype)).where(table[field] == value)
	own = {**PLACES, "Legal Form": "legal_form"} if doctype == NGO else {**PLACES, "Type": "stakeholder_type"}
	for fieldname in own.values():
		if filters.get(fieldname):
			query = query.where(table[fieldname] == filters[fieldname])
	if filters.segment:
		query = query.where(table.name.isin(select_names(get_segment(filters.segment), doctype)))
	if filters.field_of_work and doctype == NGO:
		work = DocType(WORK)
		of_field = (work.parenttype == NGO) & (work.field_of_work == filters.field_of_work)
		query = query.where(table.name.isin(frappe.qb.from_(work).select(work.parent).where(of_field)))
	return query, table


def select_contacts(filters: frappe._dict) -> QueryBuilder:
	"""Return each organisation and channel of the period once, with the number of contacts and the last of them."""
	contact = select_period(filters)
	return (
		frappe.qb.from_(contact)
		.select(
			contact["organisation"],
			contact["channel"],
			Count("*").as_("times"),
			Max(contact["reached_on"]).as_("last_on"),
		)
		.groupby(contact["organisation"], contact["channel"])
	)


def select_channels(filters: frappe._dict) -> QueryBuilder:
	"""Return each organisation of the period once, with 1 for each channel on which it was reached."""
	contact = select_period(filters)
	on_channel = (
		Max(Case().when(contact["channel"] == channel, 1).else_(0)).as_(get_key(channel))
		for channel in ALL_CHANNELS
	)
	return (
		frappe.qb.from_(contact).select(contact["organisation"], *on_channel).groupby(contact["organisation"])
	)


def select_period(filters: frappe._dict) -> Any:
	first, last = getdate(filters.from_date), getdate(filters.to_date)
	return select_reached(first, last, filters.organisations).as_("contact")


def add_up(filters: frappe._dict) -> list[frappe._dict]:
	"""Return `organisations`, `reached` and those of each channel, for each `group` or, without `group_by`, together."""
	query, table = select_organisations(filters)
	channels = select_channels(filters).as_("channels")
	query = query.left_join(channels).on(channels["organisation"] == table.name)
	query, group = join_group(query, table, filters)
	query = query.select(
		Count(table.name).as_("organisations"),
		Count(channels["organisation"]).as_("reached"),
		*(Sum(channels[get_key(channel)]).as_(get_key(channel)) for channel in ALL_CHANNELS),
	)
	if group is not None:
		query = query.select(group.as_("group")).groupby(group)
	return query.run(as_dict=True)


def join_group(query: Any, table: Any, filters: frappe._dict) -> tuple[Any, Term | None]:
	"""Return the query with what it is grouped by, and that column; None where it counts all together."""
	if not filters.group_by or filters.group_by == ORGANISATION:
		return query, None
	if filters.group_by != FIELD_OF_WORK:
		return query, table[GROUP_FIELDS[filters.organisations][filters.group_by]]
	work = DocType(WORK)
	query = query.left_join(work).on((work.parent == table.name) & (work.parenttype == NGO))
	return query, work.field_of_work


# Rows


def get_groups(filters: frappe._dict) -> list[dict]:
	"""Return one row per group, the largest first."""
	parts: dict[str, list[frappe._dict]] = {}
	for part in add_up(filters):
		parts.setdefault(part.group or "", []).append(part)
	rows = [make_group(group, of_group) for group, of_group in parts.items()]
	return sorted(rows, key=lambda row: (-row["organisations"], sort_key(row["label"])))


def make_group(group: str, parts: list[frappe._dict]) -> dict:
	number, reached = add(parts, "organisations"), add(parts, "reached")
	return {
		"group": group,
		"label": _(group) if group else _("Not specified"),
		"organisations": number,
		"reached": reached,
		"not_reached": number - reached,
		"share": get_share(reached, number),
		**{key: add(parts, key) for key in map(get_key, ALL_CHANNELS)},
	}


def add(parts: list[frappe._dict], key: str) -> int:
	return sum(cint(part[key]) for part in parts)


def get_share(reached: int, number: int) -> float:
	return flt(100 * reached / number, 1) if number else 0.0


def get_key(channel: str) -> str:
	return KEYS[channel]


def get_organisations(filters: frappe._dict) -> list[dict]:
	"""Return one row per organisation, those that were not reached first, then by name."""
	query, table = select_organisations(filters)
	contacts = select_contacts(filters).as_("reached")
	name = table[NAME_FIELDS[filters.organisations]]
	query = query.left_join(contacts).on(contacts["organisation"] == table.name)
	query = query.select(table.name, name.as_("title"), table.municipality)
	query = query.select(contacts["channel"], contacts["times"], contacts["last_on"])
	found: dict[str, list[frappe._dict]] = {}
	for row in query.orderby(table.name).run(as_dict=True):
		found.setdefault(row.name, []).append(row)
	states = {True: _(REACHED), False: _(MISSED)}
	rows = [make_organisation(filters.organisations, parts, states) for parts in found.values()]
	return sorted(rows, key=lambda row: (row["times"] > 0, sort_key(row["title"]), row["organisation"]))


def make_organisation(doctype: str, parts: list[frappe._dict], states: dict[bool, str]) -> dict:
	times = {part.channel: part.times for part in parts if part.channel}
	# days are compared as they are written: reading each would take longer than the statement
	days = [cstr(part.last_on)[:DAY] for part in parts if part.last_on]
	return {
		"organisation_doctype": doctype,
		"organisation": parts[0].name,
		"title": parts[0].title,
		"municipality": parts[0].municipality,
		"state": states[bool(times)],
		"times": sum(times.values()),
		"last_on": getdate(max(days)) if days else None,
		**{key: times.get(channel, 0) for channel, key in KEYS.items()},
	}


# What stands around them


def get_columns(filters: frappe._dict) -> list[dict]:
	"""Return the columns of groups; the first is named after what the rows are grouped by."""
	label = _("NGOs") if filters.organisations == NGO else _("Stakeholders")
	return [
		{"fieldname": "label", "label": _(filters.group_by), "fieldtype": "Data", "width": 210},
		{"fieldname": "organisations", "label": label, "fieldtype": "Int", "width": 100},
		{"fieldname": "reached", "label": _(REACHED), "fieldtype": "Int", "width": 100},
		{"fieldname": "not_reached", "label": _(MISSED), "fieldtype": "Int", "width": 130},
		{
			"fieldname": "share",
			"label": _("Share Reached"),
			"fieldtype": "Percent",
			"precision": 1,
			"width": 140,
			"disable_total": 1,
		},
		*get_channel_columns(),
	]


def get_columns_of_organisations(filters: frappe._dict) -> list[dict]:
	return [
		{
			"fieldname": "organisation",
			"label": _("ID"),
			"fieldtype": "Dynamic Link",
			"options": "organisation_doctype",
			"width": 120,
		},
		{"fieldname": "title", "label": _("Organisation"), "fieldtype": "Data", "width": 280},
		{
			"fieldname": "municipality",
			"label": _("Municipality"),
			"fieldtype": "Link",
			"options": "Municipality",
			"width": 140,
		},
		{"fieldname": "state", "label": _("State"), "fieldtype": "Data", "width": 130},
		{"fieldname": "times", "label": _("Times"), "fieldtype": "Int", "width": 80},
		{"fieldname": "last_on", "label": _("Last Reached On"), "fieldtype": "Date", "width": 140},
		*get_channel_columns(),
	]


def get_channel_columns() -> list[dict]:
	return [
		{"fieldname": get_key(channel), "label": show_channel(channel), "fieldtype": "Int", "width": 110}
		for channel in ALL_CHANNELS
	]


def get_note(counted_twice: bool) -> str | None:
	if not counted_twice:
		return None
	return _("An NGO that works in several fields is counted in each of them, and once in the figures above.")


def get_chart(rows: list[dict]) -> dict | None:
	"""Return how many of the largest groups were reached and how many were not; None when there is nobody."""
	if not rows:
		return None
	largest = rows[:CHART_GROUPS]
	return {
		"data": {
			"labels": [row["label"] for row in largest],
			"datasets": [
				{"name": _(REACHED), "values": [row["reached"] for row in largest]},
				{"name": _(MISSED), "values": [row["not_reached"] for row in largest]},
			],
		},
		"type": "bar",
		"colors": COLORS,
		"barOptions": {"stacked": 1},
		"fieldtype": "Int",
	}


def get_summary(filters: frappe._dict, number: int, reached: int) -> list[dict]:
	"""Return the figures above the chart; each organisation counts once, whatever the grouping."""
	label = _("NGOs") if filters.organisations == NGO else _("Stakeholders")
	missed = number - reached
	return [
		figure(label, number, "Blue"),
		figure(_(REACHED), reached, "Green"),
		figure(_(MISSED), missed, "Orange" if missed else "Green"),
		{"label": _("Share Reached"), "value": get_share(reached, number), "datatype": "Percent"},
	]
