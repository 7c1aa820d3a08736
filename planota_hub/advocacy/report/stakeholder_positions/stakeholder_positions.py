# SPDX-License-Identifier: GPL-3.0-only
"""How the targets of campaigns have moved: their position at the beginning, now, and in between."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from planota_hub.figures.report_parts import column, decimal_figure, figure
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_day

FILTER_FIELDS = ("campaign", "stakeholder")
CHART_LINES = 8
COLOURS = ["#1f7a5c", "#3b82c4", "#d9a441", "#b3372c", "#8a6fb0", "#5aa77f", "#c4623b", "#6b7a79"]


def execute(filters: dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per target, a note, the chart and the summary.

	Args:
	        filters: `campaign`, `stakeholder`, and `on_date`: the position on that day instead of today.
	"""
	filters = read_filters(filters)
	targets = get_targets(filters)
	rows = [row for row in map(describe, targets) if row]
	return get_columns(), rows, None, get_chart(targets), get_summary(rows)


def get_targets(filters: frappe._dict) -> list[dict]:
	"""Return the targets of the campaigns that the reader may see, each with its `moves` up to the day."""
	campaigns = frappe.get_list(
		"Advocacy Campaign",
		filters={"name": filters.campaign} if filters.campaign else {},
		fields=["name", "campaign_title"],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)
	titles = {row.name: row.campaign_title for row in campaigns}
	of_campaigns = {"parenttype": "Advocacy Campaign", "parent": ("in", list(titles) or [""])}
	of_stakeholder = {"stakeholder": filters.stakeholder} if filters.stakeholder else {}
	targets = frappe.get_all(
		"Campaign Target",
		filters={**of_campaigns, **of_stakeholder},
		fields=["name", "parent", "target_label", "stakeholder", "next_step"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	moves = get_moves(of_campaigns, filters.on_date)
	for target in targets:
		target.campaign_title = titles[target.parent]
		target.moves = moves.get(target.name, [])
	order = list(titles)
	return sorted(targets, key=lambda target: order.index(target.parent))


def get_moves(of_campaigns: dict, on_date: str | None) -> dict[str, list[dict]]:
	"""Return the moves by target, in their order, in one query."""
	until = {"moved_on": ("<=", getdate(on_date))} if on_date else {}
	moves: dict[str, list[dict]] = {}
	for move in frappe.get_all(
		"Campaign Target Move",
		filters={**of_campaigns, **until},
		fields=["target_key", "moved_on", "power", "interest", "support", "reason"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		moves.setdefault(move.target_key, []).append(move)
	return moves


def describe(target: frappe._dict) -> dict | None:
	"""Return the row of a target; None for one that was not known yet on the day."""
	if not target.moves:
		return None
	first, last = target.moves[0], target.moves[-1]
	return {
		"campaign": target.parent,
		"campaign_title": target.campaign_title,
		"target": target.target_label,
		"stakeholder": target.stakeholder,
		"first_on": first.moved_on,
		"first_support": cint(first.support),
		"last_on": last.moved_on,
		"power": cint(last.power),
		"interest": cint(last.interest),
		"support": cint(last.support),
		"shift": cint(last.support) - cint(first.support),
		"moves": len(target.moves) - 1,
		"reason": last.reason,
		"next_step": target.next_step,
	}


def get_columns() -> list[dict]:
	return [
		column("campaign_title", _("Campaign"), "Data", 220),
		column("target", _("Target", context="Campaign Target"), "Data", 220),
		column("first_on", _("First Position of"), "Date", 130),
		column("first_support", _("Support Then"), width=140),
		column("last_on", _("Position of"), "Date", 120),
		column("support", _("Support Now"), width=140),
		column("shift", _("Shift")),
		column("power", _("Power")),
		column("interest", _("Interest")),
		column("moves", _("Moves")),
		column("reason", _("Reason of the Last Move"), "Data", 220),
		column("next_step", _("Next Step"), "Data", 200),
	]


def get_chart(targets: list[frappe._dict]) -> dict | None:
	"""Return the support of the targets that moved most, over the days on which any of them moved."""
	moved = [target for target in targets if len(target.moves) > 1]
	moved = sorted(moved, key=lambda target: -len(target.moves))[:CHART_LINES]
	days = sorted({getdate(move.moved_on) for target in moved for move in target.moves})
	if not moved:
		return None
	return {
		"data": {
			"labels": [show_day(day) for day in days],
			"datasets": [
				{"name": target.target_label, "values": [get_support(target.moves, day) for day in days]}
				for target in moved
			],
			"yMarkers": [{"label": _("neutral"), "value": 0}],
		},
		"type": "line",
		"fieldtype": "Int",
		"colors": COLOURS[: len(moved)],
	}


def get_support(moves: list[frappe._dict], day) -> int | None:
	"""Return the support on a day; None before the target was known."""
	until = [cint(move.support) for move in moves if getdate(move.moved_on) <= day]
	return until[-1] if until else None


def get_summary(rows: list[dict]) -> list[dict]:
	"""Return the figures above the chart."""
	shift = round(sum(row["shift"] for row in rows) / len(rows), 2) if rows else 0
	return [
		figure(_("Targets", context="Advocacy Campaign"), len(rows), "Blue"),
		figure(_("Support the Cause"), sum(row["support"] > 0 for row in rows), "Green"),
		figure(_("Oppose It"), sum(row["support"] < 0 for row in rows), "Red"),
		decimal_figure(_("Average Shift"), shift),
	]
