# SPDX-License-Identifier: GPL-3.0-only
"""Which sectors have how many votes in each consortium, on a day, and which rules that meets."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.figures.report_parts import figure
from planota_hub.partnerships.consortia.balances import CONSORTIUM, FAILED, PASSED, get_rows_of_consortia
from planota_hub.partnerships.consortia.partners import lasts_on
from planota_hub.planota_hub.register.sector_balance import describe_failures, evaluate, get_rules
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_rows

# sector -> part of the fieldname, colour
SECTOR_COLUMNS = {
	"Civil Society": ("civil", "#1f7a5c"),
	"Public": ("public", "#3b82c4"),
	"Private": ("private", "#d9a441"),
	"Cross-Sector": ("cross", "#8a6fb0"),
}
FILTERS = ("stage", "field_of_work", "municipality")
CHART_CONSORTIA = 8
CHART_NAME_LENGTH = 28


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per consortium, the chart of votes and the summary.

	Args:
	        filters: `as_of` (today unless given), `balance` (Passed or Failed), `stage`, `field_of_work` and
	                `municipality`.
	"""
	filters = read_filters(filters)
	day = getdate(filters.as_of or today())
	rows = get_data(filters, day)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_data(filters: frappe._dict, day) -> list[dict]:
	"""Return the consortia that the reader may see, each with the balance of its partners on the day."""
	consortia = sort_rows(
		frappe.get_list(
			CONSORTIUM,
			filters={field: filters[field] for field in FILTERS if filters.get(field)},
			fields=["name", "consortium_name", "stage", "municipality"],
			order_by="consortium_name asc, name asc",
			limit_page_length=0,
		),
		"consortium_name",
	)
	partners, rules = get_rows_of_consortia([row.name for row in consortia]), get_rules()
	rows = [
		describe(row, evaluate([p for p in partners.get(row.name, []) if lasts_on(p, day)], rules))
		for row in consortia
	]
	return [row for row in rows if not filters.balance or row["balance"] == filters.balance]


def describe(consortium: frappe._dict, balance: frappe._dict) -> dict:
	row = {
		"consortium": consortium.name,
		"consortium_name": consortium.consortium_name,
		"stage": consortium.stage,
		"municipality": consortium.municipality,
		"partners": balance.partners,
		"votes": balance.votes,
		"balance": PASSED if balance.passed else FAILED,
		"reasons": " ".join(describe_failures(balance)),
	}
	of_sector = {sector.sector: sector for sector in balance.sectors}
	for sector, (key, _colour) in SECTOR_COLUMNS.items():
		row[f"{key}_votes"] = of_sector[sector].votes if sector in of_sector else 0
		row[f"{key}_percent"] = of_sector[sector].percent if sector in of_sector else 0
	return row


def get_columns() -> list[dict]:
	columns = [
		{"fieldname": "consortium_name", "label": _("Consortium"), "fieldtype": "Data", "width": 300},
		{"fieldname": "stage", "label": _("Stage"), "fieldtype": "Data", "width": 130},
		{"fieldname": "balance", "label": _("Sector Balance"), "fieldtype": "Data", "width": 120},
		{"fieldname": "partners", "label": _("Partners"), "fieldtype": "Int", "width": 90},
		{"fieldname": "votes", "label": _("Votes"), "fieldtype": "Int", "width": 80},
	]
	for sector, (key, _colour) in SECTOR_COLUMNS.items():
		label = _("{0}, votes in %").format(_(sector))
		columns.append(
			{
				"fieldname": f"{key}_percent",
				"label": label,
				"fieldtype": "Percent",
				"precision": 1,
				"width": 140,
			}
		)
	return [
		*columns,
		{"fieldname": "reasons", "label": _("Rules Not Met"), "fieldtype": "Data", "width": 420},
		{
			"fieldname": "consortium",
			"label": _("ID"),
			"fieldtype": "Link",
			"options": CONSORTIUM,
			"width": 120,
		},
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return the votes of the sectors in the largest consortia; None when there is nothing to draw."""
	drawn = sorted((row for row in rows if row["votes"]), key=lambda row: -row["votes"])[:CHART_CONSORTIA]
	if not drawn:
		return None
	return {
		"data": {
			"labels": [shorten(row["consortium_name"]) for row in drawn],
			"datasets": [
				{"name": _(sector), "values": [row[f"{key}_percent"] for row in drawn]}
				for sector, (key, _colour) in SECTOR_COLUMNS.items()
			],
		},
		"type": "bar",
		"fieldtype": "Percent",
		"colors": [colour for _key, colour in SECTOR_COLUMNS.values()],
		"barOptions": {"stacked": 1},
	}


def shorten(name: str) -> str:
	"""Return a name that fits under a bar."""
	return name if len(name) <= CHART_NAME_LENGTH else f"{name[: CHART_NAME_LENGTH - 1]}…"


def get_summary(rows: list[dict]) -> list[dict]:
	passed = sum(row["balance"] == PASSED for row in rows)
	all_sectors = sum(all(row[f"{key}_percent"] for key in ("civil", "public", "private")) for row in rows)
	return [
		figure(_("Consortia"), len(rows), "Blue"),
		figure(_("Passed"), passed, "Green"),
		figure(_("Failed", context="Partnership Consortium"), len(rows) - passed, "Red"),
		figure(_("Votes in all three sectors"), all_sectors),
	]
