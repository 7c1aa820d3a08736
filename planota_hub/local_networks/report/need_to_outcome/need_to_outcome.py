# SPDX-License-Identifier: GPL-3.0-only
"""What became of each need: what answers it, how far that has come, and which needs nobody answers."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import date_diff, today

from planota_hub.figures.report_parts import column, figure
from planota_hub.local_networks.needs.stages import ANSWERED_STAGES, NEED
from planota_hub.local_networks.needs.traceability import (
	get_answers,
	get_orphans,
	get_stalled,
	hide_unreadable,
)
from planota_hub.rules.arguments import read_filters

FILTER_FIELDS = ("municipality", "field_of_work", "stage", "local_network")


def execute(filters: frappe._dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, a row per answer (one without for a need that nothing answers), no note, chart, summary.

	Args:
	        filters: any of `municipality`, `field_of_work`, `stage`, `local_network`; `only` is Orphans or Stalled.
	"""
	filters = read_filters(filters)
	needs = get_needs(filters)
	rows = get_rows(needs, {row["name"] for row in get_orphans()}, {row["name"] for row in get_stalled()})
	if filters.only:
		rows = [row for row in rows if row["waits"] == filters.only]
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_needs(filters: dict) -> list[dict]:
	"""Return the accepted needs that the reader may see and the filters let through, the most urgent first."""
	conditions = {field: filters.get(field) for field in FILTER_FIELDS if filters.get(field)}
	conditions.setdefault("stage", ("in", ANSWERED_STAGES))
	return frappe.get_list(
		NEED,
		filters=conditions,
		fields=["name", "need_title", "municipality", "field_of_work", "stage", "priority", "accepted_on"],
		order_by="priority desc, name asc",
		limit_page_length=0,
	)


def get_rows(needs: list[frappe._dict], orphans: set[str], stalled: set[str]) -> list[dict]:
	answers = get_shown_answers([need.name for need in needs])
	rows = []
	for need in needs:
		waits = "Orphans" if need.name in orphans else "Stalled" if need.name in stalled else ""
		of_need = {
			"need": need.name,
			"need_title": need.need_title,
			"municipality": need.municipality,
			"field_of_work": need.field_of_work,
			"stage": need.stage,
			"priority": need.priority,
			"accepted_on": need.accepted_on,
			"waits": waits,
		}
		rows += [{**of_need, **describe(answer)} for answer in answers[need.name] or [None]]
	return rows


def get_shown_answers(needs: list[str]) -> dict[str, list[dict]]:
	"""Return the answers by need; of those that the reader may not open the kind and the state alone."""
	by_need = defaultdict(list)
	for answer in hide_unreadable(get_answers(needs)):
		by_need[answer["need"]].append(answer)
	return by_need


def describe(answer: dict | None) -> dict:
	"""Return the part of a row that tells of an answer; empty without one."""
	if not answer:
		return {
			"answer_type": None,
			"answer": None,
			"answer_title": None,
			"state": None,
			"since": None,
			"days": 0,
		}
	return {
		"answer_type": answer["doctype"],
		"answer": answer["name"],
		"answer_title": answer["title"],
		"state": answer["state"],
		"since": answer["since"],
		"days": date_diff(today(), answer["since"]),
	}


def get_columns() -> list[dict]:
	return [
		column("need_title", _("Need"), "Data", 260),
		column("municipality", _("Municipality"), "Link", 130, options="Municipality"),
		column("field_of_work", _("Field of Work"), "Link", 150, options="Field of Work"),
		column("stage", _("Stage"), "Data", 110, translatable=1),
		column("priority", _("Priority"), "Int", 90),
		column("accepted_on", _("Accepted On"), "Date", 110),
		column("waits", _("Waits"), "Data", 110),
		column("answer_type", _("Kind of Answer"), "Data", 150),
		column("answer_title", _("Answer"), "Data", 240),
		column("state", _("State"), "Data", 100, translatable=1),
		column("since", _("Since"), "Date", 100),
		column("days", _("Days"), "Int", 80),
		# what a person says on the phone; the names in front lead to the same records
		column("need", _("Number of the Need"), "Link", 120, options=NEED),
		column("answer", _("Number of the Answer"), "Dynamic Link", 130, options="answer_type"),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return how many needs are in each stage; None when there is nothing to draw."""
	stages = {row["need"]: row["stage"] for row in rows}
	if not stages:
		return None
	return {
		"data": {
			"labels": [_(stage) for stage in ANSWERED_STAGES],
			"datasets": [
				{
					"name": _("Needs"),
					"values": [list(stages.values()).count(stage) for stage in ANSWERED_STAGES],
				}
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#2b6cb0"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(rows: list[dict]) -> list[dict]:
	needs = {row["need"]: row for row in rows}.values()
	orphans = sum(row["waits"] == "Orphans" for row in needs)
	stalled = sum(row["waits"] == "Stalled" for row in needs)
	addressed = sum(row["stage"] == "Addressed" for row in needs)
	return [
		figure(_("Needs"), len(needs), "Blue"),
		figure(_("Addressed"), addressed, "Green"),
		figure(_("Orphans"), orphans, "Red" if orphans else "Green"),
		figure(_("Stalled"), stalled, "Orange" if stalled else "Green"),
	]
