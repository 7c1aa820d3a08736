# SPDX-License-Identifier: GPL-3.0-only
"""How many organisations were founded, dissolved, moved and changed in a period, by place, field, form or month."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType
from frappe.query_builder.functions import Count, Max, Min
from frappe.utils import getdate

from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.planota_hub.register.permissions import get_change_condition
from planota_hub.planota_hub.register.sector_changes import (
	CHANGE,
	DISSOLVED,
	FORM_CHANGED,
	FOUNDED,
	GRANTED,
	KINDS,
	MOVED,
	RENAMED,
	WITHDRAWN,
	get_labels,
)
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_day, show_month
from planota_hub.rules.sorting import sort_key

MONTH = "Month"
# filter "group_by" -> field of the change
GROUP_FIELDS = {
	"Municipality": "municipality",
	MONTH: "happened_on",
	"Field of Work": "field_of_work",
	"Legal Form": "legal_form",
	"What Happened": "kind",
}
FILTER_FIELDS = ("kind", "legal_form", "field_of_work")
# column of the report -> kind of change
COUNTED = {
	"founded": FOUNDED,
	"dissolved": DISSOLVED,
	"moved_in": MOVED,
	"renamed": RENAMED,
	"form_changed": FORM_CHANGED,
	"granted": GRANTED,
	"withdrawn": WITHDRAWN,
}
MOVED_AWAY = "moved_away"
# so many names can be read below the bars
CHART_GROUPS, CHART_MONTHS = 10, 12
# columns of the report of which a part of a bar is made -> its colour
DRAWN = {
	("founded",): "#1f7a5c",
	("dissolved",): "#c4623b",
	("moved_in",): "#3b82c4",
	(MOVED_AWAY,): "#9bbfe3",
	("renamed", "form_changed", "granted", "withdrawn"): "#c9a227",
}


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per group, why there is none, the chart and the summary.

	Args:
	        filters: `from_date`, `to_date`, `group_by` (a key of `GROUP_FIELDS`), any of `FILTER_FIELDS`, and
	                `municipality`, `administrative_unit` or `statistical_region`.

	Raises:
	        frappe.ValidationError: when `group_by` is unknown or the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	group_by = filters.group_by or "Municipality"
	validate_filters(filters, group_by)
	rows = get_rows(filters, group_by)
	note = None if rows else explain_nothing()
	return get_columns(group_by), rows, note, get_chart(rows, group_by), get_summary(rows)


def validate_filters(filters: frappe._dict, group_by: str) -> None:
	refuse_unknown_group(group_by, GROUP_FIELDS)
	refuse_wrong_period(filters)


def get_rows(filters: frappe._dict, group_by: str) -> list[dict]:
	"""Return one row per group: months in their order, all else with the most changes first."""
	rows: dict[str, dict] = {}
	for group, fieldname, number in count_changes(filters, group_by):
		row = rows.setdefault(group, make_row(group, group_by))
		row[fieldname] += number
	for row in rows.values():
		row["balance"] = row["founded"] - row["dissolved"]
	if group_by == MONTH:
		return sorted(rows.values(), key=lambda row: row["group"])
	return sorted(rows.values(), key=lambda row: (-count_all(row), sort_key(row["label"])))


def count_changes(filters: frappe._dict, group_by: str) -> Iterator[tuple[str, str, int]]:
	"""Yield group, column and number; a move counts where the organisation went and where it was before."""
	columns = {kind: fieldname for fieldname, kind in COUNTED.items()}
	for group, kind, number in count(filters, group_by, "municipality"):
		yield get_group(group, group_by), columns[kind], number
	if filters.kind in (None, "", MOVED):
		moves = frappe._dict(filters, kind=MOVED)
		for group, _kind, number in count(moves, group_by, "former_municipality"):
			yield get_group(group, group_by), MOVED_AWAY, number


def count(filters: frappe._dict, group_by: str, place: str) -> list[tuple]:
	"""Return group, kind and number of the changes that the reader may see, counted by the database.

	Args:
	        place: which of the two municipalities of a change is looked at.
	"""
	change = DocType(CHANGE)
	field = change[place if group_by == "Municipality" else GROUP_FIELDS[group_by]]
	query = frappe.qb.from_(change).select(field, change.kind, Count(change.name)).groupby(field, change.kind)
	return query.where(Criterion.all(get_conditions(filters, change, place))).run()


def get_conditions(filters: frappe._dict, change: DocType, place: str) -> list[Criterion]:
	"""Return which changes the filters let through and the reader may see."""
	conditions = [change.kind.isin(KINDS)]
	conditions += [change[field] == filters[field] for field in FILTER_FIELDS if filters.get(field)]
	if filters.from_date:
		conditions.append(change.happened_on >= getdate(filters.from_date))
	if filters.to_date:
		conditions.append(change.happened_on <= getdate(filters.to_date))
	if filters.municipality:
		conditions.append(change[place] == filters.municipality)
	for field in ("administrative_unit", "statistical_region"):
		if filters.get(field):
			municipality = DocType("Municipality")
			there = municipality[field] == filters[field]
			conditions.append(
				change[place].isin(frappe.qb.from_(municipality).select(municipality.name).where(there))
			)
	seen = get_change_condition(frappe.session.user)
	return conditions if seen is None else [*conditions, seen]


def get_group(value, group_by: str) -> str:
	"""Return the key of a group; days become months."""
	return str(value)[:7] if group_by == MONTH else value or ""


def make_row(group: str, group_by: str) -> dict:
	return {
		"group": group,
		"label": get_label(group, group_by),
		**dict.fromkeys([*COUNTED, MOVED_AWAY, "balance"], 0),
	}


def get_label(group: str, group_by: str) -> str:
	"""Return what a group is called in the reader's language."""
	if group_by == MONTH:
		return show_month(f"{group}-01")
	return get_labels().get(group) or _(group) if group else _("Not specified")


def explain_nothing() -> str:
	"""Return why nothing is shown, for somebody who has just imported a register: of what days changes are known at all."""
	change = DocType(CHANGE)
	query = frappe.qb.from_(change).select(Min(change.happened_on), Max(change.happened_on))
	seen = get_change_condition(frappe.session.user)
	first, last = (query if seen is None else query.where(seen)).run()[0]
	if not first:
		return _("No change is known yet. They come with the second import of a source, and by hand.")
	return _("Nothing that the filters ask for. Changes are known from {0} to {1}.").format(
		show_day(first), show_day(last)
	)


def count_all(row: dict) -> int:
	return sum(row[fieldname] for fieldname in COUNTED) + row[MOVED_AWAY]


def get_columns(group_by: str) -> list[dict]:
	"""Return the columns; those that count changes say of which kind (`counted_kind`), for the way to their records."""
	labels = get_labels()
	columns = [
		column("label", _(group_by), "Data", 220),
		column("founded", labels[FOUNDED], width=140),
		column("dissolved", labels[DISSOLVED]),
		column("balance", _("Net Change"), width=160),
		column("moved_in", _("Moved In")),
		column(MOVED_AWAY, _("Moved Away")),
		column("renamed", labels[RENAMED], width=150),
		column("form_changed", labels[FORM_CHANGED], width=210),
		column("granted", labels[GRANTED], width=150),
		column("withdrawn", labels[WITHDRAWN], width=150),
	]
	kinds = {**COUNTED, MOVED_AWAY: MOVED}
	return [{**shown, "counted_kind": kinds.get(shown["fieldname"])} for shown in columns]


def get_chart(rows: list[dict], group_by: str) -> dict | None:
	"""Return what happened in the first groups, or the last months; None when there is nothing to draw."""
	drawn = rows[-CHART_MONTHS:] if group_by == MONTH else rows[:CHART_GROUPS]
	labels = {column["fieldname"]: column["label"] for column in get_columns(group_by)}
	parts = [part for part in DRAWN if any(row[fieldname] for row in drawn for fieldname in part)]
	if not parts:
		return None
	return {
		"data": {
			"labels": [get_short_label(row, group_by) for row in drawn],
			"datasets": [
				{
					"name": labels[part[0]] if len(part) == 1 else _("Other Changes"),
					"values": [sum(row[fieldname] for fieldname in part) for row in drawn],
				}
				for part in parts
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": [DRAWN[part] for part in parts],
		"barOptions": {"stacked": 1},
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_short_label(row: dict, group_by: str) -> str:
	"""Return what a group is called below its bar."""
	return show_month(f"{row['group']}-01", in_short=True) if group_by == MONTH else row["label"]


def get_summary(rows: list[dict]) -> list[dict]:
	labels = get_labels()
	totals = {fieldname: sum(row[fieldname] for row in rows) for fieldname in (*COUNTED, "balance")}
	return [
		figure(labels[FOUNDED], totals["founded"], "Green"),
		figure(labels[DISSOLVED], totals["dissolved"], "Red"),
		figure(_("Net Change"), totals["balance"]),
		figure(_("Moved In"), totals["moved_in"]),
		figure(labels[RENAMED], totals["renamed"]),
	]
