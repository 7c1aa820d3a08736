# SPDX-License-Identifier: GPL-3.0-only
"""Where the needs are: municipalities by fields of work, as numbers or as priority."""

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.figures.report_parts import figure
from planota_hub.local_networks.needs.priority import CLASSES
from planota_hub.local_networks.needs.stages import ANSWERED_STAGES, NEED, OPEN_STAGES
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_key

# choice in the filter -> stages that are counted
STAGES = {
	"Open": OPEN_STAGES,
	"Waiting": ("Submitted", "Under Review"),
	"Addressed": ("Addressed",),
	"Accepted in All": ANSWERED_STAGES,
}
FILTER_FIELDS = ("administrative_unit", "statistical_region", "field_of_work")
# with more of them their names would not be readable under the bars
CHART_FIELDS = 8


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns (one per field of work with needs), a row per municipality, no note, chart and summary.

	Args:
	        filters: `counted` (a key of `STAGES`, Open if not given), `measure` (Needs or Priority) and any of
	                `administrative_unit`, `statistical_region`, `field_of_work`.
	"""
	filters = read_filters(filters)
	needs = get_needs(filters)
	fields = sorted({need.field_of_work for need in needs}, key=lambda field: sort_key(_(field)))
	rows = get_rows(needs, fields, by_priority=filters.measure == "Priority")
	return get_columns(fields), rows, None, get_chart(rows, fields), get_summary(needs)


def get_needs(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the needs that the reader may see and the filters let through."""
	conditions = {field: filters.get(field) for field in FILTER_FIELDS if filters.get(field)}
	conditions["stage"] = ("in", STAGES.get(filters.counted, OPEN_STAGES))
	return frappe.get_list(
		NEED,
		filters=conditions,
		fields=["name", "municipality", "field_of_work", "priority"],
		order_by="municipality asc, name asc",
		limit_page_length=0,
	)


def get_rows(needs: list[frappe._dict], fields: list[str], by_priority: bool) -> list[dict]:
	"""Return a row per municipality with needs: `municipality`, a figure for each field, and `total`."""
	rows = {}
	for need in needs:
		row = rows.setdefault(
			need.municipality,
			{"municipality": need.municipality, **{column_of(field): 0 for field in fields}, "total": 0},
		)
		value = cint(need.priority) if by_priority else 1
		row[column_of(need.field_of_work)] += value
		row["total"] += value
	return [rows[name] for name in sorted(rows, key=sort_key)]


def column_of(field: str) -> str:
	"""Return the column of a field of work."""
	return f"field_{frappe.scrub(field)}"


def get_columns(fields: list[str]) -> list[dict]:
	return [
		{
			"fieldname": "municipality",
			"label": _("Municipality"),
			"fieldtype": "Link",
			"options": "Municipality",
			"width": 170,
		},
		*(
			{
				"fieldname": column_of(field),
				"label": _(field),
				"fieldtype": "Int",
				"width": 130,
				"field_of_work": field,
			}
			for field in fields
		),
		{"fieldname": "total", "label": _("Together"), "fieldtype": "Int", "width": 100},
	]


def get_chart(rows: list[dict], fields: list[str]) -> dict | None:
	"""Return the figure of each field over all municipalities; None when there is nothing to draw."""
	if not rows:
		return None
	totals = {field: sum(row[column_of(field)] for row in rows) for field in fields}
	drawn = sorted(totals, key=lambda field: (-totals[field], sort_key(_(field))))[:CHART_FIELDS]
	return {
		"data": {
			"labels": [_(field) for field in drawn],
			"datasets": [{"name": _("Needs"), "values": [totals[field] for field in drawn]}],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#c4623b"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(needs: list[frappe._dict]) -> list[dict]:
	places = len({need.municipality for need in needs})
	urgent = sum(cint(need.priority) >= CLASSES["High"] for need in needs)
	return [
		figure(_("Needs"), len(needs), "Blue"),
		figure(_("Municipalities"), places),
		figure(_("High Priority"), urgent, "Red" if urgent else "Green"),
	]
