# SPDX-License-Identifier: GPL-3.0-only
"""Every figure explains itself: what counts, until when, and which records stand behind it.

Each area says of its reports and cards what they count (hook `hub_figure_explanations`). What follows from a definition,
such as a card that counts the records of a stage or a chart of a report, is put into words here.
"""

import inspect
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import frappe
from frappe import _
from frappe.desk import query_report
from frappe.permissions import get_user_permissions
from frappe.utils import cstr, escape_html, now_datetime, today

from planota_hub.figures.addresses import between, get_list_address
from planota_hub.figures.comparison import FILTER, compare, take_choice
from planota_hub.permissions import ALL_NGO_ROLES, get_roles, require_desk
from planota_hub.rules.readable import show_day, show_moment, show_number
from planota_hub.rules.remembering import keep

CARD, CHART = "Number Card", "Dashboard Chart"
# filters of reports that say of which time their figures are
FIRST_DAYS, LAST_DAYS = ("from_date",), ("to_date", "as_of", "day", "on_date")
# what a filter says that leaves nothing out
ALL = "All"
# an operator of a filter that takes a whole list
LISTED = ("in", "not in", "between")
# more rows make a browser slow
MOST_ROWS_SHOWN = 5_000
# seconds: what statements change without a document shows in a report a minute later
KEPT = 60


@dataclass(frozen=True)
class Explanation:
	"""What a report counts.

	Attributes:
	        counts: what a row and its figures stand for, in the reader's language.
	        doctype: the kind of the records behind the figures.
	        filters: filter of the report -> field of these records, for the way to them.
	        fixed: fields that always have one value there.
	        tells_time: whether the report says itself of which time its figures are.
	"""

	counts: str
	doctype: str
	filters: dict[str, str] = field(default_factory=dict)
	fixed: dict[str, str] = field(default_factory=dict)
	tells_time: bool = False


# What is declared


def get_declared() -> frappe._dict:
	"""Return the texts of all areas: `reports`, name -> `Explanation`, `cards` and `pages`, name -> text, and `columns`.

	Columns: report -> column -> text; `*` stands for all its other numbers.
	"""
	declared = frappe._dict(reports={}, cards={}, pages={}, columns={})
	for path in frappe.get_hooks("hub_figure_explanations"):
		found = frappe.get_attr(path)()
		declared.reports.update(found.get("reports", {}))
		declared.cards.update(found.get("cards", {}))
		declared.pages.update(found.get("pages", {}))
		declared.columns.update(found.get("columns", {}))
	return declared


# Reports


@frappe.whitelist()
def run(
	report_name: str,
	filters: str | dict | None = None,
	user: str | None = None,
	ignore_prepared_report: bool | str | int = False,
	custom_columns: str | list | None = None,
	is_tree: bool | str | int = False,
	parent_field: str | None = None,
	are_default_filters: bool | str | int = True,
	js_filters: str | list | None = None,
) -> dict:
	"""Run a report as the framework does, which is asked with the same arguments; a report of the hub says what counts."""
	given = {
		"report_name": report_name,
		"filters": filters,
		"user": user,
		"ignore_prepared_report": ignore_prepared_report,
		"custom_columns": custom_columns,
		"is_tree": is_tree,
		"parent_field": parent_field,
		"are_default_filters": are_default_filters,
		"js_filters": js_filters,
	}
	known = inspect.signature(inspect.unwrap(query_report.run)).parameters
	asked = {name: value for name, value in given.items() if name in known}
	chosen = frappe.parse_json(filters) if isinstance(filters, str) else filters
	chosen = frappe._dict(chosen if isinstance(chosen, dict) else {})
	explanation = get_declared().reports.get(report_name)
	compared_with = None
	if explanation and FILTER in chosen:
		compared_with = take_choice(chosen)
		asked["filters"] = json.dumps(chosen, default=cstr)
	answer = run_once(report_name, asked)
	if answer and explanation:
		notice = cut_rows(answer)
		text = explain_report(explanation, chosen)
		text += explain_columns(report_name, answer.get("columns") or [])
		comparison = ""
		if compared_with:
			comparison = compare(answer, compared_with, chosen, lambda other: ask(report_name, asked, other))
		parts = (notice, cstr(answer.get("message")), comparison, text)
		answer["message"] = "<br>".join(part for part in parts if part)
		name_links(answer)
		leave_out_empty_chart(answer)
	return answer


def leave_out_empty_chart(answer: dict) -> None:
	"""Draw nothing where every value is zero: axes without a bar look like a fault."""
	data = (answer.get("chart") or {}).get("data") or {}
	values = [value for one in data.get("datasets") or [] for value in one.get("values") or []]
	if not any(values):
		answer["chart"] = None


def name_links(answer: dict) -> None:
	"""Send the titles of linked records with an answer, so that the browser shows them in place of their numbers.

	Where a column has the title already, the number stands as it is.
	"""
	rows = [row for row in answer.get("result") or [] if isinstance(row, dict)]
	titles = frappe.local.response.setdefault("_link_titles", {})
	columns = answer.get("columns") or []
	for column in columns:
		doctype = column.get("options")
		if column.get("fieldtype") != "Link" or not frappe.get_meta(doctype).show_title_field_in_link:
			continue
		by_name = {name: row for row in rows if (name := row.get(column["fieldname"]))}
		for name, title in get_readable_titles(doctype, set(by_name)).items():
			if title not in [by_name[name].get(other["fieldname"]) for other in columns]:
				titles[f"{doctype}::{name}"] = title


def get_readable_titles(doctype: str, names: set[str]) -> dict[str, str]:
	"""Return the titles of those records that the reader may see."""
	if not names or not frappe.has_permission(doctype):
		return {}
	title_field = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_list(
		doctype,
		{"name": ("in", sorted(names))},
		["name", title_field],
		order_by="name asc",
		as_list=True,
		limit_page_length=0,
	)
	return dict(rows)


def ask(report_name: str, asked: dict[str, Any], filters: dict) -> dict:
	"""Return what a report answers to other filters."""
	return run_once(report_name, {**asked, "filters": json.dumps(filters, default=cstr)})


def cut_rows(answer: dict) -> str:
	"""Leave what a browser can show of an answer, its total with it; return what the reader is told of that."""
	rows = answer.get("result") or []
	has_total = bool(answer.get("add_total_row")) and not answer.get("skip_total_row")
	total = rows[-1:] if has_total else []
	records = rows[: len(rows) - len(total)]
	if len(records) <= MOST_ROWS_SHOWN:
		return ""
	answer["result"] = [*records[:MOST_ROWS_SHOWN], *total]
	message = _(
		"These are the first {0} of {1} rows. All of them: Menu › Export, with Export in Background for a large file."
	)
	return escape_html(message.format(show_number(MOST_ROWS_SHOWN), show_number(len(records))))


def run_once(report_name: str, asked: dict[str, Any]) -> dict:
	"""Return what a report answers; one of the hub that many open at once, such as on a dashboard, runs once.

	Those who see all records and have the same roles see the same.
	"""
	rights = get_shared_rights(frappe.session.user)
	if rights is None or report_name not in get_declared().reports:
		return query_report.run(**asked)
	words = frappe.as_json([report_name, asked, rights, frappe.local.lang, today()], ensure_ascii=True)
	key = f"hub_report|{sha256(words.encode()).hexdigest()}"
	return keep(key, lambda: query_report.run(**asked), KEPT)


def get_shared_rights(user: str) -> list[str] | None:
	"""Return the roles of a user who sees the records of all NGOs without exception; None for others."""
	roles = get_roles(user)
	if not roles & ALL_NGO_ROLES or get_user_permissions(user):
		return None
	return sorted(roles)


def explain_report(explanation: Explanation, filters: frappe._dict) -> str:
	"""Return the line above a report as HTML: what counts, of which time, and the way to the records."""
	address = get_address(explanation, filters)
	records = _("The records")
	link = f'<a href="{escape_html(address)}">{escape_html(records)}</a>'
	time = "" if explanation.tells_time else describe_time(filters)
	return " ".join(part for part in (escape_html(explanation.counts), escape_html(time), link) if part)


def explain_columns(report_name: str, columns: list[dict]) -> str:
	"""Return what the figures of each column of a report count, as HTML to be opened."""
	texts = get_declared().columns.get(report_name, {})
	labels: dict[str, list[str]] = {}
	for column in columns:
		text = texts.get(column.get("fieldname")) or (is_number(column) and texts.get("*"))
		if text:
			labels.setdefault(cstr(text), []).append(cstr(column.get("label")))
	if not labels:
		return ""
	title = escape_html(_("What the columns count"))
	lines = (
		f"<dt>{escape_html(', '.join(names))}</dt><dd>{escape_html(text)}</dd>"
		for text, names in labels.items()
	)
	return f"<details data-columns><summary>{title}</summary><dl>{''.join(lines)}</dl></details>"


def is_number(column: dict) -> bool:
	return column.get("fieldtype") in ("Int", "Float", "Currency", "Percent")


def describe_time(filters: frappe._dict) -> str:
	"""Return of which time the figures of a report are."""
	first = next((filters[name] for name in FIRST_DAYS if filters.get(name)), None)
	last = next((filters[name] for name in LAST_DAYS if filters.get(name)), None)
	if first and last:
		return _("From {0} to {1}.").format(show_day(first), show_day(last))
	if last:
		return _("Until {0}.").format(show_day(last))
	return _("As of {0}.").format(show_moment(now_datetime()))


def get_address(explanation: Explanation, filters: frappe._dict) -> str:
	"""Return the address of the list of the records behind a report, with the filters that both know."""
	query = dict(explanation.fixed)
	for name, fieldname in explanation.filters.items():
		if filters.get(name) == ALL:
			query.pop(fieldname, None)
		elif name != "from_date" and filters.get(name):
			query[fieldname] = filters[name]
	query = {name: value for name, value in query.items() if isinstance(value, str)}
	first, last = filters.get("from_date"), filters.get("to_date")
	if (day := explanation.filters.get("from_date")) and first and last:
		return get_list_address(explanation.doctype, {**query, day: between(first, last)})
	return get_list_address(explanation.doctype, query)


# Cards and charts


@frappe.whitelist()
def get_explanations() -> dict[str, dict[str, str]]:
	"""Return what each card and each chart of the hub counts: `cards` and `charts`, name -> text.

	Raises:
	        frappe.PermissionError: for who does not work at the Desk.
	"""
	require_desk()
	declared = get_declared()
	fields = ["name", "type", "document_type", "filters_json"]
	cards = frappe.get_all(CARD, {"is_standard": 1}, fields, order_by="name asc", limit_page_length=0)
	own = ["name", "chart_type", "document_type", "report_name", "group_by_based_on", "filters_json"]
	charts = frappe.get_all(CHART, {"is_standard": 1}, own, order_by="name asc", limit_page_length=0)
	known = {
		"cards": {row.name: explain_card(row, declared) for row in cards},
		"charts": {row.name: explain_chart(row, declared) for row in charts},
	}
	return {kind: {name: text for name, text in texts.items() if text} for kind, texts in known.items()}


def get_card_text(name: str) -> str | None:
	"""Return what a card counts, for a mail or page that shows the same number."""
	fields = ["name", "type", "document_type", "filters_json"]
	card = frappe.db.get_value(CARD, name, fields, as_dict=True)
	return explain_card(card, get_declared()) if card else None


def explain_card(card: frappe._dict, declared: frappe._dict) -> str | None:
	if card.name in declared.cards:
		return declared.cards[card.name]
	return describe_count(card) if card.type == "Document Type" else None


def explain_chart(chart: frappe._dict, declared: frappe._dict) -> str | None:
	if chart.chart_type == "Report":
		explanation = declared.reports.get(chart.report_name)
		return explanation.counts if explanation else None
	text = describe_count(chart)
	if chart.group_by_based_on:
		label = frappe.get_meta(chart.document_type).get_label(chart.group_by_based_on)
		text += " " + _("Each bar or part: {0}.").format(_(label, context=chart.document_type))
	return text


def describe_count(definition: frappe._dict) -> str:
	"""Put into words which records a card or chart counts that has nothing but filters."""
	doctype = definition.document_type
	conditions = [
		describe_condition(doctype, *condition[1:4])
		for condition in json.loads(definition.filters_json or "[]")
	]
	counted = _("{0}, those that you may see, as they are now").format(_(doctype))
	return f"{'; '.join([counted, *conditions])}."


def describe_condition(doctype: str, fieldname: str, operator: str, value) -> str:
	meta = frappe.get_meta(doctype)
	df = meta.get_field(fieldname)
	values = value if isinstance(value, list) else [value]
	if df and df.fieldtype == "Check":
		words = [_("Yes") if value else _("No")]
	else:
		words = [_(cstr(one), context=doctype) for one in values]
	shown = " / ".join(words)
	sign = "≠ " if operator in ("!=", "not in") else "" if operator in ("=", *LISTED) else f"{operator} "
	return f"{_(meta.get_label(fieldname), context=doctype)}: {sign}{shown}"
