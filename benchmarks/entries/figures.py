# SPDX-License-Identifier: GPL-3.0-only
"""Cards, charts and dashboards, made from their records; beside a count, the same count in one statement."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.desk.query_report import run
from frappe.utils import add_months, getdate, today

from benchmarks.entries.entry import Entry, Sample, bare, read_records


def get_statements() -> dict[str, tuple]:
	"""Return for cards with a function of their own the same figure in one statement, with its values."""
	this_year = f"{getdate().year}-01-01"
	return {
		"Hours of Support This Year": (
			"select sum(hours) from `tabSupport Entry` where posting_date >= %s",
			this_year,
		),
		"Municipalities Supported This Year": (
			"select count(distinct municipality) from `tabSupport Entry` where posting_date >= %s",
			this_year,
		),
		"Campaign Supporters": (
			"select count(*) from `tabCampaign Supporter` s join `tabAdvocacy Campaign` c on c.name = s.campaign "
			"where s.status = 'Confirmed' and c.stage = 'Active'",
		),
		"Stakeholders Informed This Quarter": (
			"select count(distinct recipient) from `tabBriefing Recipient` where recipient_doctype = 'Stakeholder' "
			"and status = 'Delivered' and delivered_on >= %s",
			str(add_months(today(), -3)),
		),
		"Amount Won This Year": (
			"select sum(granted_amount) from `tabCall Application` where decided_on >= %s and stage in "
			"('Approved', 'Completed')",
			this_year,
		),
		"Public Interest Expiring": (
			"select count(*) from `tabNGO` where stage = 'Verified' and has_public_interest_status = 1",
		),
		"Vacant Seats": (
			"select count(*) from `tabBody Seat` s left join `tabBody Mandate` m on m.body = s.parent and m.seat = s.seat "
			"and m.from_date <= %s and m.to_date >= %s where m.name is null",
			today(),
			today(),
		),
		"Orphan Needs": (
			"select count(*) from `tabLocal Need` n left join `tabAddressed Need` a on a.need = n.name "
			"where n.stage = 'Accepted' and n.accepted_on < %s and a.name is null",
			str(add_months(today(), -2)),
		),
	}


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield every card, chart, dashboard and workspace."""
	cards = {card.name: read_card(card) for card in read_records("Number Card")}
	charts = {chart.name: draw(chart) for chart in read_records("Dashboard Chart")}
	for card in read_records("Number Card"):
		yield Entry("card", card.name, "", cards[card.name], get_plain_card(card))
	for chart in read_records("Dashboard Chart"):
		yield Entry("chart", chart.name, "", charts[chart.name], get_plain_chart(chart))
	for dashboard in read_records("Dashboard"):
		parts = [charts[row.chart] for row in dashboard.charts] + [cards[row.card] for row in dashboard.cards]
		yield Entry("dashboard", dashboard.name, "", do_all(parts), most_queries=None)
	for workspace in read_records("Workspace"):
		parts = [charts[row.chart_name] for row in workspace.charts]
		parts += [cards[row.number_card_name] for row in workspace.number_cards]
		yield Entry("workspace", workspace.name, "", do_all(parts), most_queries=None)


def do_all(parts: list[Callable[[], Any]]) -> Callable[[], None]:
	def run_all() -> None:
		for part in parts:
			part()

	return run_all


def read_card(card) -> Callable[[], Any]:
	if card.type == "Custom":
		return lambda: frappe.get_attr(card.method)()
	return lambda: get_result(card, json.loads(card.filters_json))


def get_plain_card(card) -> Callable[[], Any] | None:
	if statement := get_statements().get(card.name):
		return bare(*statement)
	if card.type == "Custom":
		return None
	return count(card.document_type, json.loads(card.filters_json))


def count(doctype: str, filters: list[list]) -> Callable[[], Any]:
	"""Return the work of counting records in one statement."""
	table, operators = (
		frappe.qb.DocType(doctype),
		{"=": "eq", "!=": "ne", ">": "gt", "<": "lt", "in": "isin", "Like": "like", "not in": "notin"},
	)
	query = frappe.qb.from_(table).select(frappe.query_builder.functions.Count("*"))
	for _doctype, fieldname, operator, value, *_rest in filters:
		query = query.where(getattr(table[fieldname], operators[operator])(value))
	return bare(query.get_sql())


def draw(chart) -> Callable[[], Any]:
	from planota_hub.figures.chart_labels import get

	if chart.chart_type != "Report":
		return lambda: get(chart_name=chart.name, refresh=1)
	days = {"from_date": str(add_months(today(), -12)), "to_date": today()}
	filters = {**days, **json.loads(chart.filters_json)}
	return lambda: run(chart.report_name, filters=filters, ignore_prepared_report=True)["chart"]


def get_plain_chart(chart) -> Callable[[], Any] | None:
	if chart.chart_type != "Group By":
		return None
	column = chart.group_by_based_on
	return bare(f"select `{column}`, count(*) from `tab{chart.document_type}` group by `{column}`")
