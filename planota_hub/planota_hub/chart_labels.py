"""Charts that count records by a choice, in the reader's language: the framework shows the stored English value."""

import frappe
from frappe import _
from frappe.desk.doctype.dashboard_chart import dashboard_chart

from planota_hub.planota_hub.arguments import read_json

Text = str | None


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

	The framework keeps the data of a chart for all readers; they are translated after that, for each.

	Raises:
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
	if not chart_name:
		given["chart"] = read_json(_("Chart"), chart, dict)
	data = dashboard_chart.get(**{name: value for name, value in given.items() if value is not None})
	if not data or not counts_by_choice(chart_name, chart):
		return data
	return {**data, "labels": [_(label) if label else label for label in data["labels"]]}


def counts_by_choice(chart_name: str | None, chart: str | dict | None) -> bool:
	"""Tell whether a chart groups records by a field whose values are translated."""
	definition = (
		frappe.get_cached_doc("Dashboard Chart", chart_name)
		if chart_name
		else frappe._dict(read_json(_("Chart"), chart, dict))
	)
	if definition.chart_type != "Group By":
		return False
	field = frappe.get_meta(definition.document_type).get_field(definition.group_by_based_on)
	return bool(field and field.fieldtype == "Select")
