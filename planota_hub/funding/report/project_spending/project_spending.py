# SPDX-License-Identifier: GPL-3.0-only
"""What the funded projects have planned and spent on each line of their budget, or each entry of what was spent."""

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from planota_hub.funding.indicators.progress import get_running_projects
from planota_hub.rules.arguments import read_filters

PROJECT = "Funded Project"
COLORS = ["#b8c4c1", "#1f7a5c"]
LABEL_LENGTH = 24


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, one row per budget line, the chart and the summary, in the currency of the site.

	Args:
	        filters: `project`; without it, all that run. `entries` shows each entry of what was spent instead of the
	                lines, of a `line_code` and from `from_date` to `to_date` where these are given.
	"""
	filters = read_filters(filters)
	projects = get_projects(filters)
	if cint(filters.entries):
		entries = get_entries(projects, filters)
		return get_entry_columns(), entries, None, None, [sum_up(entries)]
	rows = get_rows(projects)
	return get_columns(), rows, None, get_chart(rows), get_summary(projects)


def get_entries(projects: list[frappe._dict], filters: frappe._dict) -> list[frappe._dict]:
	"""Return what was entered as spent, in its order."""
	conditions: list[list] = [
		["parenttype", "=", PROJECT],
		["parent", "in", [project.name for project in projects] or [""]],
	]
	if filters.line_code:
		conditions.append(["line_code", "=", filters.line_code])
	if filters.from_date:
		conditions.append(["spent_on", ">=", getdate(filters.from_date)])
	if filters.to_date:
		conditions.append(["spent_on", "<=", getdate(filters.to_date)])
	titles = {project.name: project.project_title for project in projects}
	entries = frappe.get_all(
		"Project Spending",
		filters=conditions,
		fields=[
			"parent as project",
			"spent_on",
			"line_code",
			"description",
			"document_number",
			"amount as spent",
		],
		order_by="spent_on asc, parent asc, idx asc",
		limit_page_length=0,
	)
	return [frappe._dict({**entry, "project_title": titles[entry.project]}) for entry in entries]


def sum_up(entries: list[frappe._dict]) -> dict:
	spent = flt(sum(flt(entry.spent) for entry in entries), 2)
	return {"label": _("Spent"), "value": spent, "datatype": "Currency", "indicator": "Green"}


def get_entry_columns() -> list[dict]:
	text = {"fieldtype": "Data", "width": 140}
	return [
		get_project_column(),
		{"fieldname": "spent_on", "label": _("Date"), "fieldtype": "Date", "width": 110},
		{**text, "fieldname": "line_code", "label": _("Budget Line")},
		{**text, "fieldname": "description", "label": _("For"), "width": 300},
		{**text, "fieldname": "document_number", "label": _("Document")},
		{"fieldname": "spent", "label": _("Amount"), "fieldtype": "Currency", "width": 130},
	]


def get_project_column() -> dict:
	return {
		"fieldname": "project",
		"label": _("Funded Project"),
		"fieldtype": "Link",
		"options": PROJECT,
		"width": 240,
	}


def get_projects(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the projects that are asked for and that the reader may see, with their totals."""
	wanted = [filters.project] if filters.project else get_running_projects()
	return frappe.get_list(
		PROJECT,
		filters={"name": ("in", wanted or [""])},
		fields=["name", "project_title", "value", "spent_total", "claimed_total", "paid_total"],
		order_by="starts_on desc, name asc",
		limit_page_length=0,
	)


def get_rows(projects: list[frappe._dict]) -> list[dict]:
	"""Return the budget lines of the projects in their order."""
	lines = frappe.get_all(
		"Project Budget Line",
		filters={"parenttype": PROJECT, "parent": ("in", [project.name for project in projects] or [""])},
		fields=["parent as project", "line_code", "line_name", "amount", "spent", "remaining"],
		order_by="idx asc",
		limit_page_length=0,
	)
	order = [project.name for project in projects]
	titles = {project.name: project.project_title for project in projects}
	for line in lines:
		line.update({"project_title": titles[line.project], "percent": get_percent(line.spent, line.amount)})
	return sorted(lines, key=lambda line: order.index(line.project))


def get_percent(spent: float, planned: float) -> float:
	return flt(flt(spent) / flt(planned) * 100, 1) if flt(planned) else 0.0


def get_columns() -> list[dict]:
	money = {"fieldtype": "Currency", "width": 130}
	return [
		get_project_column(),
		{"fieldname": "line_code", "label": _("Code"), "fieldtype": "Data", "width": 80},
		{"fieldname": "line_name", "label": _("Budget Line"), "fieldtype": "Data", "width": 260},
		{**money, "fieldname": "amount", "label": _("Planned")},
		{**money, "fieldname": "spent", "label": _("Spent")},
		{**money, "fieldname": "remaining", "label": _("Remaining")},
		{"fieldname": "percent", "label": _("Spent of the Plan"), "fieldtype": "Percent", "width": 120},
	]


def get_chart(rows: list[frappe._dict]) -> dict | None:
	"""Return plan and spending of each line; None without lines."""
	if not rows:
		return None
	labels = [f"{row.line_code} {row.line_name}" for row in rows]
	return {
		"data": {
			"labels": [text if len(text) <= LABEL_LENGTH else f"{text[:LABEL_LENGTH]}…" for text in labels],
			"datasets": [
				{"name": _("Planned"), "values": [flt(row.amount) for row in rows]},
				{"name": _("Spent"), "values": [flt(row.spent) for row in rows]},
			],
		},
		"type": "bar",
		"colors": COLORS,
		"fieldtype": "Currency",
	}


def get_summary(projects: list[dict]) -> list[dict]:
	value, spent, claimed, paid = (
		flt(sum(flt(project[fieldname]) for project in projects), 2)
		for fieldname in ("value", "spent_total", "claimed_total", "paid_total")
	)
	return [
		{"label": _("Value of the Projects"), "value": value, "datatype": "Currency"},
		{"label": _("Spent"), "value": spent, "datatype": "Currency"},
		{"label": _("Claimed"), "value": claimed, "datatype": "Currency"},
		{"label": _("Paid by the Funders"), "value": paid, "datatype": "Currency", "indicator": "Green"},
		*get_figures_from_elsewhere(projects),
	]


def get_figures_from_elsewhere(projects: list[frappe._dict]) -> list[dict]:
	"""Return what others count on the same projects: hook `hub_project_summary`, names -> figures."""
	names = [project.name for project in projects]
	return [row for path in frappe.get_hooks("hub_project_summary") for row in frappe.get_attr(path)(names)]
