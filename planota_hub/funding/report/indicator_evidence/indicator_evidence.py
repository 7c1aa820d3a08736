# SPDX-License-Identifier: GPL-3.0-only
"""Exactly which records make up a reported figure, down to each of them, or added up by what they belong to.

Of a period without an indicator: every record that counts for any of its figures, each once.
"""

import frappe
from frappe import _

from planota_hub.figures.report_filters import refuse_unknown_group
from planota_hub.figures.report_parts import figure
from planota_hub.funding.indicators import drift, evidence, evidence_links, readings
from planota_hub.metrics.registry import SHARED_FILTERS
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_day, show_moment, show_number

# filter "group_by" -> key of a counted record
GROUPS = {
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Field of Work": "field_of_work",
	"Legal Form": "legal_form",
}
CHART_PARTS = 13


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per counted record or per group, a note, the chart and the summary.

	Args:
	        filters: `reading`, or `indicator` and `reporting_period`, or a `reporting_period` alone; any of
	                `SHARED_FILTERS`; `group_by` (a key of `GROUPS`); `compare` adds what has become of each record
	                since.

	Raises:
	        frappe.PermissionError: for who may not read the reading.
	        frappe.ValidationError: when `group_by` is unknown.
	"""
	filters = read_filters(filters)
	if filters.group_by:
		refuse_unknown_group(filters.group_by, GROUPS)
	if filters.reporting_period and not (filters.reading or filters.indicator):
		return show_period(filters)
	reading = find_reading(filters)
	if not reading:
		return get_columns(filters), [], _("Please choose an indicator that has a figure."), None, []
	part = get_part(filters)
	by = GROUPS[filters.group_by or "Municipality"]
	parts = evidence.get_parts([reading.name], by, part)[reading.name]
	rows = show_parts(parts) if filters.group_by else get_rows(reading.name, part, filters)
	summary = get_summary(reading, evidence.add_up(reading.name, part))
	return get_columns(filters), rows, describe_time(reading), get_chart(parts), summary


def describe_time(reading: frappe._dict) -> str:
	"""Return of which time a figure is, and when its records were looked at."""
	text = _("Counted from {0} to {1}.").format(show_day(reading.counted_from), show_day(reading.counted_to))
	if reading.computed_on:
		text += " " + _("By the records of {0}.").format(show_moment(reading.computed_on))
	return text


def show_period(filters: frappe._dict) -> tuple[list, list, str | None, dict | None, list]:
	"""Return the records of all figures of a period; their values are of different kinds and are not shown."""
	if filters.group_by or filters.compare:
		note = _("Please choose an indicator: figures of different indicators can't be added up.")
		return get_columns(filters), [], note, None, []
	names = frappe.get_list(
		evidence.READING,
		{"reporting_period": filters.reporting_period},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	counted = evidence.get(names, get_part(filters))
	known = {(row.doctype, row.name): row for rows in counted.values() for row in rows}
	rows = name_rows(sorted(known.values(), key=lambda row: (row.date, row.doctype, row.name)))
	columns = [column for column in get_columns(filters) if column["fieldname"] != "value"]
	return columns, rows, None, None, [figure(_("Records"), len(rows))]


def get_part(filters: frappe._dict) -> dict[str, str]:
	"""Return where the counted records must belong."""
	return {key: filters[key] for key in SHARED_FILTERS if filters.get(key)}


def find_reading(filters: frappe._dict) -> frappe._dict | None:
	"""Return the reading that is asked for, the newest one of an indicator without a period."""
	keys = {
		"name": filters.reading,
		"indicator": filters.indicator,
		"reporting_period": filters.reporting_period,
	}
	conditions = {key: value for key, value in keys.items() if value}
	if not (filters.reading or filters.indicator):
		return None
	found = frappe.get_list(
		"Indicator Reading",
		filters=conditions,
		fields=["name", "value", "unit", "frozen", "counted_from", "counted_to", "computed_on"],
		order_by="counted_to desc, name desc",
		limit_page_length=1,
	)
	return found[0] if found else None


def get_rows(reading: str, part: dict[str, str], filters: frappe._dict) -> list[dict]:
	compared = compare(reading) if filters.compare else []
	compared = [row for row in compared if all(row[key] == value for key, value in part.items())]
	return name_rows(compared or evidence.get([reading], part)[reading])


def name_rows(rows: list[frappe._dict]) -> list[dict]:
	"""Return counted records with the name of their NGO, the form that opens them, and words for the reader."""
	names = readings.get_ngo_names(rows)
	return [
		frappe._dict({**row, **translate(row), "ngo_name": names.get(row["ngo"])})
		for row in evidence_links.add_forms(rows)
	]


def translate(row: frappe._dict) -> dict:
	"""Return what is said of a record in the reader's language."""
	words = {key: row[key] and _(row[key]) for key in ("field_of_work", "legal_form")}
	return {**words, "kind": _(row.doctype)}


def compare(reading: str) -> list[dict]:
	"""Return every record that counted or counts now with its state; none when that can't be told."""
	compared = drift.compare(reading)
	if compared.failure:
		frappe.msgprint(_("The figure can't be computed any more: {0}").format(compared.failure))
	return [
		frappe._dict({**row, "value": row.reported, "state_label": drift.get_label(row.state)})
		for row in compared.rows
	]


def show_parts(parts: list[frappe._dict]) -> list[dict]:
	"""Return one row per part with its figure, the largest first; the parts make up the whole."""
	return [{**row, "part": name_part(row.part)} for row in parts]


def name_part(part: str) -> str:
	return _(part) if part else _("Not specified")


def get_columns(filters: frappe._dict) -> list[dict]:
	value = {"fieldname": "value", "label": _("Value"), "fieldtype": "Float", "precision": 2, "width": 100}
	if filters.group_by:
		return [
			{"fieldname": "part", "label": _(filters.group_by), "fieldtype": "Data", "width": 260},
			{"fieldname": "records", "label": _("Records"), "fieldtype": "Int", "width": 100},
			value,
		]
	compared = [
		{"fieldname": "now", "label": _("Value Now"), "fieldtype": "Float", "precision": 2, "width": 100},
		{"fieldname": "state_label", "label": _("Since Then"), "fieldtype": "Data", "width": 140},
	]
	return [
		{"fieldname": "date", "label": _("Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "kind", "label": _("Kind of Record"), "fieldtype": "Data", "width": 160},
		{
			"fieldname": "form_name",
			"label": _("Counted Record"),
			"fieldtype": "Dynamic Link",
			"options": "form_doctype",
			"width": 150,
		},
		value,
		*(compared if filters.compare else []),
		{"fieldname": "ngo", "label": _("NGO"), "fieldtype": "Link", "options": "NGO", "width": 300},
		*(
			{"fieldname": key, "label": _(label), "fieldtype": "Data", "width": 140}
			for label, key in GROUPS.items()
		),
	]


def get_chart(parts: list[frappe._dict]) -> dict | None:
	"""Return the figure by municipality, or by what the rows are grouped by; None without records."""
	shown = parts[:CHART_PARTS]
	if not shown:
		return None
	return {
		"data": {
			"labels": [name_part(row.part) for row in shown],
			"datasets": [{"name": _("Value"), "values": [row.value for row in shown]}],
		},
		"type": "bar",
		"colors": ["#1f7a5c"],
	}


def get_summary(reading: frappe._dict, sums: frappe._dict) -> list[dict]:
	"""Return the figure as it was reported beside the sum of its records; without further filters the two are the same."""
	return [
		{"label": _("Figure"), "value": show_number(reading.value), "datatype": "Data"},
		{
			"label": _("Sum of the Records"),
			"value": show_number(sums.value),
			"datatype": "Data",
			"indicator": "Green",
		},
		figure(_("Records"), sums.records),
	]
