# SPDX-License-Identifier: GPL-3.0-only
"""The figures above a report beside those of the period before, or of the same days a year before.

The report is asked a second time with other days: both are counted by the same function, with the same filters.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, add_months, add_years, cstr, escape_html, flt, get_last_day, getdate

from planota_hub.rules.readable import show_day, show_money, show_number, show_percent

FILTER = "compared_with"
PERIOD, YEAR = "Period Before", "Year Before"


def take_choice(filters: frappe._dict) -> str | None:
	"""Take the choice out of the filters of a report, which knows nothing of it, and return it."""
	chosen = filters.pop(FILTER, None)
	return (
		chosen if chosen in (PERIOD, YEAR) and filters.get("from_date") and filters.get("to_date") else None
	)


def get_days_before(first: date, last: date, chosen: str) -> tuple[date, date]:
	"""Return the days to compare with; before whole months lie as many whole months."""
	if chosen == YEAR:
		return getdate(add_years(first, -1)), getdate(add_years(last, -1))
	until = getdate(add_days(first, -1))
	if first.day == 1 and last == get_last_day(last):
		months = (last.year - first.year) * 12 + last.month - first.month + 1
		return getdate(add_months(first, -months)), until
	return getdate(add_days(first, -((last - first).days + 1))), until


def compare(answer: dict, chosen: str, filters: frappe._dict, ask: Callable[[dict], dict]) -> str:
	"""Return the figures of a report beside the earlier ones, as HTML.

	Args:
	        answer: of the report.
	        filters: with `from_date` and `to_date`.
	        ask: runs the report with other filters.
	"""
	first, last = get_days_before(getdate(filters.from_date), getdate(filters.to_date), chosen)
	earlier = ask({**filters, "from_date": str(first), "to_date": str(last)})
	before = {cstr(item.get("label")): item for item in earlier.get("report_summary") or []}
	rows = [
		draw_row(item, before[cstr(item.get("label"))])
		for item in answer.get("report_summary") or []
		if cstr(item.get("label")) in before and is_number(item)
	]
	if not rows:
		return ""
	heads = (
		"",
		_("From {0} to {1}.").format(show_day(filters.from_date), show_day(filters.to_date)).rstrip("."),
		_("From {0} to {1}.").format(show_day(first), show_day(last)).rstrip("."),
		_("Change"),
	)
	head = "".join(f"<th>{escape_html(text)}</th>" for text in heads)
	return (
		'<table class="table table-sm table-bordered mb-2" style="width: auto" data-comparison>'
		f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
	)


def is_number(item: dict) -> bool:
	number = get_number(item)
	return isinstance(number, int | float) and not isinstance(number, bool)


def get_number(item: dict) -> Any:
	"""Return what a figure counts, also where the summary writes it as text (`report_parts.decimal_figure`)."""
	return item.get("number", item.get("value"))


def draw_row(item: dict, before: dict) -> str:
	values = [get_number(item), get_number(before)]
	cells = (
		cstr(item.get("label")),
		*(show(item, value) for value in values),
		show_change(item, flt(values[0]), flt(values[1])),
	)
	head, *others = (escape_html(cell) for cell in cells)
	columns = "".join(f'<td class="text-right">{cell}</td>' for cell in others)
	return f"<tr><th>{head}</th>{columns}</tr>"


def show(item: dict, value: Any) -> str:
	"""Return a figure as the summary has it; a dash where there is none."""
	if value is None:
		return "–"
	if item.get("datatype") == "Currency":
		return show_money(value, item.get("currency"))
	return show_percent(value) if is_share(item) else show_number(value, item.get("decimals"))


def is_share(item: dict) -> bool:
	return item.get("datatype") == "Percent" or bool(item.get("is_share"))


def show_change(item: dict, value: float, before: float) -> str:
	"""Return by how much a figure grew or fell: of shares in percentage points, else in percent of the earlier one."""
	sign = "+" if value >= before else "−"
	if is_share(item):
		return _("{0} points").format(f"{sign}{show_number(abs(value - before))}")
	if not before:
		return "–" if value else "0 %"
	return f"{sign}{show_number(round(100 * abs(value - before) / abs(before), 1))} %"
