# SPDX-License-Identifier: GPL-3.0-only
"""What campaigns achieved and what it cost: reach, supporters, shift of support, asks won."""

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.advocacy.campaigns.figures import get_figures
from planota_hub.figures.report_filters import refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.rules.arguments import read_filters

FILTER_FIELDS = ("stage", "field_of_work", "municipality", "responsible")
FIGURES = (
	"actions_done",
	"reach",
	"cost",
	"cost_per_reach",
	"supporters",
	"shift",
	"asks",
	"asks_won",
	"objectives",
	"objectives_reached",
)
CHART_CAMPAIGNS = 8


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per campaign, no message, the chart and the summary.

	Args:
	        filters: `from_date` and `to_date` (campaigns that ran on at least one day between them), `stage`,
	                `field_of_work`, `municipality` and `responsible`.

	Raises:
	        frappe.ValidationError: when the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	refuse_wrong_period(filters)
	rows = get_rows(filters)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return the campaigns that the reader may see and the filters let through, the latest first."""
	conditions = [[field, "=", filters[field]] for field in FILTER_FIELDS if filters.get(field)]
	if filters.from_date:
		conditions.append(["ends_on", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["starts_on", "<=", getdate(filters.to_date)])
	campaigns = frappe.get_list(
		"Advocacy Campaign",
		filters=conditions,
		fields=["name as campaign", "campaign_title", "stage", "starts_on", "ends_on", "budget"],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)
	figures = get_figures([row.campaign for row in campaigns])
	return [{**row, **{key: figures[row.campaign][key] for key in FIGURES}} for row in campaigns]


def get_columns() -> list[dict]:
	return [
		column("campaign_title", _("Campaign"), "Data", 240),
		column("stage", _("Stage"), "Data"),
		column("starts_on", _("From"), "Date"),
		column("ends_on", _("To"), "Date"),
		column("actions_done", _("Actions done")),
		column("reach", _("Reach")),
		column("budget", _("Budget"), "Currency", 120),
		column("cost", _("Cost"), "Currency", 120),
		column("cost_per_reach", _("Cost per person reached"), "Currency", 140),
		column("supporters", _("Supporters")),
		column("shift", _("Shift of support"), "Float", 120, precision=2),
		column("asks_won", _("Asks won")),
		column("asks", _("Asks")),
		column("objectives_reached", _("Objectives reached")),
		column("objectives", _("Objectives")),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return the reach and the supporters of the latest campaigns; None when there is nothing to draw."""
	drawn = [row for row in rows if row["reach"] or row["supporters"]][:CHART_CAMPAIGNS]
	if not drawn:
		return None
	return {
		"data": {
			"labels": [row["campaign_title"] for row in drawn],
			"datasets": [
				{"name": _("Reach"), "values": [row["reach"] for row in drawn]},
				{"name": _("Supporters"), "values": [row["supporters"] for row in drawn]},
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#3b82c4", "#1f7a5c"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(rows: list[dict]) -> list[dict]:
	"""Return the figures above the chart."""

	def total(key: str) -> float:
		return sum(row[key] for row in rows)

	return [
		figure(_("Campaigns"), len(rows), "Blue"),
		figure(_("Reach"), total("reach")),
		{"label": _("Cost"), "value": total("cost"), "datatype": "Currency"},
		figure(_("Supporters"), total("supporters"), "Green"),
		figure(_("Asks won"), total("asks_won"), "Green"),
	]
