# SPDX-License-Identifier: GPL-3.0-only
"""How friendly calls are to NGOs, how many NGOs they suit, and what the hub asked their funders to change."""

import frappe
from frappe import _
from frappe.utils import flt, getdate

from planota_hub.figures.report_filters import refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.funding.calls.matching import MATCHES, TO_CHECK, count_matches
from planota_hub.funding.calls.matching import get_rows as get_chosen
from planota_hub.funding.calls.status import CALL
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_number
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

# the names of funders are long: more of them could not be read under their bars
CHART_FUNDERS = 6
ACCEPTED = ("Accepted", "Partly Accepted")


def execute(filters: dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per call, no message, the chart and the summary.

	Args:
	        filters: `status`, `funder`, `field_of_work`, `from_date` and `to_date` of the last day.

	Raises:
	        frappe.ValidationError: when the dates are the wrong way round.
	"""
	filters = read_filters(filters)
	validate_filters(filters)
	rows = get_data(filters)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def validate_filters(filters: frappe._dict) -> None:
	refuse_wrong_period(filters)


def get_data(filters: dict) -> list[dict]:
	"""Return the calls that the reader may see, the friendliest first."""
	calls = get_calls(filters)
	names = [call.name for call in calls]
	funders = get_titles("Stakeholder", {call.funder for call in calls})
	matches = count_matches(names, readable_only=True)
	told, applications = count_by_call("Funding Call Alert", names), count_by_call("Call Application", names)
	asks = get_asks(names)
	return [
		{
			"funding_call": call.name,
			"call_title": call.call_title,
			"funder": funders.get(call.funder, ""),
			"status": _(call.status),
			"closes_on": call.closes_on,
			"minimum_amount": call.minimum_amount,
			"maximum_amount": call.maximum_amount,
			"friendliness_score": flt(call.friendliness_score, 1),
			"matches": matches[call.name][MATCHES],
			"to_check": matches[call.name][TO_CHECK],
			"told": told.get(call.name, 0),
			"applications": applications.get(call.name, 0),
			"asks": len(asks.get(call.name, [])),
			"asks_accepted": sum(result in ACCEPTED for result in asks.get(call.name, [])),
		}
		for call in calls
	]


def get_calls(filters: frappe._dict) -> list[frappe._dict]:
	conditions = [[field, "=", filters[field]] for field in ("status", "funder") if filters.get(field)]
	if filters.from_date:
		conditions.append(["closes_on", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["closes_on", "<=", getdate(filters.to_date)])
	calls = frappe.get_list(
		CALL,
		filters=conditions,
		fields=[
			"name",
			"call_title",
			"funder",
			"status",
			"closes_on",
			"minimum_amount",
			"maximum_amount",
			"friendliness_score",
		],
		order_by="friendliness_score desc, name asc",
		limit_page_length=0,
	)
	if not filters.field_of_work:
		return calls
	fields = get_chosen("Funding Call Field", CALL, "field_of_work", [call.name for call in calls])
	return [call for call in calls if call.name not in fields or filters.field_of_work in fields[call.name]]


def count_by_call(doctype: str, calls: list[str]) -> dict[str, int]:
	"""Return how many records that the reader may see belong to each call; the reader may see none at all."""
	counts: dict[str, int] = {}
	if not frappe.has_permission(doctype, "read"):
		return counts
	for call in frappe.get_list(
		doctype,
		filters={"funding_call": ("in", calls or [""])},
		pluck="funding_call",
		order_by="funding_call asc",
		limit_page_length=0,
	):
		counts[call] = counts.get(call, 0) + 1
	return counts


def get_asks(calls: list[str]) -> dict[str, list[str]]:
	"""Return the results of the asks of each call."""
	asks: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Funding Call Ask",
		filters={"parenttype": CALL, "parent": ("in", calls or [""])},
		fields=["parent", "result"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		asks.setdefault(row.parent, []).append(row.result)
	return asks


def get_columns() -> list[dict]:
	return [
		column("call_title", _("Call", context="Funding Call"), "Data", 260),
		column("funder", _("Funder"), "Data", 200),
		column("status", _("Status"), "Data", 100),
		column("closes_on", _("Closes On"), "Date", 110),
		column("friendliness_score", _("NGO-Friendliness"), "Float", 130, precision=1),
		column("matches", _("Matching NGOs"), "Int", 120),
		column("to_check", _("To Check"), "Int", 110),
		column("told", _("Told"), "Int", 90),
		column("applications", _("Applications"), "Int", 110),
		column("minimum_amount", _("At Least per Project"), "Currency", 130),
		column("maximum_amount", _("At Most per Project"), "Currency", 130),
		column("asks", _("Asks"), "Int", 80),
		column("asks_accepted", _("Asks Accepted"), "Int", 110),
		column("funding_call", _("Number"), "Link", 130, options=CALL),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return the mean friendliness of the funders with the most calls; None when there is nothing to draw."""
	by_funder: dict[str, list[float]] = {}
	for row in rows:
		by_funder.setdefault(row["funder"] or _("Not specified"), []).append(row["friendliness_score"])
	largest = sorted(by_funder.items(), key=lambda item: (-len(item[1]), sort_key(item[0])))[:CHART_FUNDERS]
	if not largest:
		return None
	drawn = sorted(((funder, mean(scores)) for funder, scores in largest), key=lambda item: -item[1])
	return {
		"data": {
			"labels": [funder for funder, _score in drawn],
			"datasets": [{"name": _("NGO-Friendliness"), "values": [score for _funder, score in drawn]}],
		},
		"type": "bar",
		"fieldtype": "Float",
		"colors": ["#1f7a5c"],
	}


def mean(values: list[float]) -> float:
	return flt(sum(values) / len(values), 1) if values else 0


def get_summary(rows: list[dict]) -> list[dict]:
	accepted = sum(row["asks_accepted"] for row in rows)
	score = show_number(mean([row["friendliness_score"] for row in rows]), 1)
	return [
		figure(_("Calls"), len(rows), "Blue"),
		{"label": _("Mean Friendliness"), "value": score, "datatype": "Data", "indicator": "Green"},
		figure(_("Applications"), sum(row["applications"] for row in rows)),
		figure(_("Asks"), sum(row["asks"] for row in rows)),
		figure(_("Asks Accepted"), accepted),
	]
