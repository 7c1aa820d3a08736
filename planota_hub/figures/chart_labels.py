# SPDX-License-Identifier: GPL-3.0-only
"""Charts of records: of those that the reader may see, and in the reader's language.

The framework keeps the data of a chart for all its readers, shows the stored English value of a choice, and asks for the
title of each linked record by itself.
"""

import inspect
import re
from datetime import date

import frappe
from frappe import _
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.query_builder.functions import Avg, Count, Sum

from planota_hub.figures.visible_rows import visible
from planota_hub.guards.documents import is_own
from planota_hub.permissions import require_desk
from planota_hub.rules.arguments import read_json
from planota_hub.rules.readable import show_month, show_quarter
from planota_hub.rules.titles import get_titles

Text = str | None
AGGREGATES = {"Count": Count, "Sum": Sum, "Average": Avg}
# how the framework names months and quarters, in English
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})")
QUARTER = re.compile(r"Quarter ([1-4]) (\d{4})")


@frappe.whitelist()
def get(
	chart_name: Text = None,
	chart: str | dict | None = None,
	no_cache: str | int | None = None,
	filters: str | list | dict | None = None,
	from_date: Text = None,
	to_date: Text = None,
	timespan: Text = None,
	time_interval: Text = None,
	heatmap_year: str | int | None = None,
	refresh: str | int | None = None,
) -> dict | None:
	"""Return the data of a chart as the framework does, which is asked with the same arguments.

	Raises:
	        frappe.PermissionError: when the app's records are counted and the reader may not see them at the Desk.
	        frappe.ValidationError: when neither the name of a chart comes nor its definition.
	"""
	given = {
		"chart_name": chart_name,
		"chart": chart,
		"no_cache": no_cache,
		"filters": filters,
		"from_date": from_date,
		"to_date": to_date,
		"timespan": timespan,
		"time_interval": time_interval,
		"heatmap_year": heatmap_year,
		"refresh": refresh,
	}
	definition = get_definition(chart_name, chart)
	if not chart_name:
		given["chart"] = definition
	# the Desk sends what nobody chose as empty texts, which the framework takes for days
	chosen = {name: value for name, value in given.items() if value not in (None, "")}
	data = compute(definition, **chosen)
	if data and definition.timeseries:
		return {**data, "labels": [name_period(label) for label in data["labels"]]}
	if not data or not counts_by_choice(definition):
		return data
	return {**data, "labels": [_(label) if label else label for label in data["labels"]]}


def name_period(label: str) -> str:
	"""Return a month or quarter as its reader names it, anything else as it is."""
	if month := MONTH.fullmatch(label):
		return show_month(date(int(month[2]), MONTHS.index(month[1]) + 1, 1), in_short=True)
	if quarter := QUARTER.fullmatch(label):
		return show_quarter(date(int(quarter[2]), 3 * int(quarter[1]), 1))
	return label


def get_definition(chart_name: str | None, chart: str | dict | None) -> frappe._dict:
	if chart_name:
		return frappe.get_cached_doc("Dashboard Chart", chart_name)
	return frappe._dict(read_json(_("Chart"), chart, dict))


def compute(definition: frappe._dict, **given) -> dict | None:
	"""Return the data of a chart: counted anew for the reader where they are the app's records."""
	doctype = definition.document_type
	if not is_own(doctype):
		return dashboard_chart.get(**given)
	require_desk()
	if groups_by_titled_record(definition):
		return group_by_link(definition, given.get("filters"))
	return inspect.unwrap(dashboard_chart.get)(**given)


def groups_by_titled_record(definition: frappe._dict) -> bool:
	"""Tell whether a chart groups records by a link to others that have a title."""
	if definition.chart_type != "Group By":
		return False
	field = frappe.get_meta(definition.document_type).get_field(definition.group_by_based_on)
	return bool(field and field.fieldtype == "Link" and frappe.get_meta(field.options).title_field)


def group_by_link(definition: frappe._dict, filters: str | list | dict | None) -> dict | None:
	"""Return the data of a chart of the rows that the reader may see, grouped by a linked record, the largest first.

	Args:
	        filters: those that the reader chose; those of the chart without them.
	"""
	doctype, fieldname = definition.document_type, definition.group_by_based_on
	table = frappe.qb.DocType(doctype)
	value = table[definition.aggregate_function_based_on or "name"]
	figure = AGGREGATES[definition.group_by_type](value).as_("figure")
	chosen = frappe.parse_json(filters) or frappe.parse_json(definition.filters_json) or []
	query = frappe.qb.get_query(doctype, filters=chosen, fields=[table[fieldname], figure])
	rows = query.where(visible(doctype)).where(table.docstatus < 2).groupby(table[fieldname]).run()
	titles = get_titles(frappe.get_meta(doctype).get_field(fieldname).options, [row[0] for row in rows])
	rows = sorted(rows, key=lambda row: -(row[1] or 0))
	return (
		{
			"labels": [titles.get(name, name) or _("Not Specified") for name, _figure in rows],
			"datasets": [{"name": definition.name, "values": [figure for _name, figure in rows]}],
		}
		if rows
		else None
	)


def counts_by_choice(definition: frappe._dict) -> bool:
	"""Tell whether a chart groups records by a field whose values are translated."""
	if definition.chart_type != "Group By":
		return False
	field = frappe.get_meta(definition.document_type).get_field(definition.group_by_based_on)
	return bool(field and field.fieldtype == "Select")
