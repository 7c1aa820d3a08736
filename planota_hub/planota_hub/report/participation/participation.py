# SPDX-License-Identifier: GPL-3.0-only
"""Who took part in what the hub held: events, workshops and meetings, by kind, place, field of work or time."""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Substring, Sum
from frappe.utils import cint, flt, getdate
from pypika.terms import Term

from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.planota_hub.events.kind import get_event_kinds
from planota_hub.planota_hub.segments.filtering import in_segment
from planota_hub.planota_hub.taking_part.participation import CAME, PLACES, select_participation
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_month
from planota_hub.rules.sorting import sort_key

KIND, FIELD_OF_WORK, MONTH, YEAR = "Kind", "Field of Work", "Month", "Year"
# filter "group_by" -> column of `select_participation`; those of time begin with the day, fields of work come from the NGO
GROUPS = {
	KIND: "kind",
	"Municipality": "municipality",
	"Administrative Unit": "administrative_unit",
	"Statistical Region": "statistical_region",
	FIELD_OF_WORK: "ngo",
	MONTH: "held_on",
	YEAR: "held_on",
}
LENGTHS = {MONTH: len("2026-01"), YEAR: len("2026")}
WORK = "NGO Field of Work"
FIGURES = ("occasions", "registered", "attended", "people", "ngos")
CHART_GROUPS = 13
COLOR = "#1f7a5c"


def execute(
	filters: frappe._dict | None = None,
) -> tuple[list, list, str | None, dict | None, list, bool]:
	"""Return columns, one row per group, a note, the chart, the summary and whether totals would mislead.

	Args:
	        filters: `from_date` and `to_date`; `group_by` (a key of `GROUPS`); `kind` of occasion, `municipality`,
	                `administrative_unit`, `statistical_region`, `field_of_work`, `ngo`, `segment` of NGOs.

	Raises:
	        frappe.ValidationError: when a date is missing, they are the wrong way round, or a choice is unknown.
	"""
	filters = read_filters(filters)
	filters.group_by = filters.group_by or KIND
	validate_filters(filters)
	rows = get_rows(filters)
	# people and NGOs come to several, so the rows do not add up to them
	whole = add_up(filters, None).get("", {})
	note = get_note() if filters.group_by == FIELD_OF_WORK else None
	return get_columns(filters.group_by), rows, note, get_chart(rows), get_summary(whole), True


def validate_filters(filters: frappe._dict) -> None:
	refuse_wrong_period(filters, is_needed=True)
	refuse_unknown_group(filters.group_by, GROUPS)


# Questions to the database


def add_up(filters: frappe._dict, group_by: str | None) -> dict[str, dict[str, int]]:
	"""Return the figures of each group by its name, or with "" those of all together."""
	query = select_participation(getdate(filters.from_date), getdate(filters.to_date))
	if query is None:
		return {}
	part = query.as_("part")
	came = part["attendance"] == CAME
	rows, group = select_group(filters, part, group_by)
	totals = rows.select(
		Count(part["occasion"]).distinct().as_("occasions"),
		Count("*").as_("registered"),
		Sum(Case().when(came, 1).else_(0)).as_("attended"),
		Count(Case().when(came & (part["ngo"] != ""), part["ngo"])).distinct().as_("ngos"),
	)
	people = rows.select(part["mailbox"], part["person"]).where(came).distinct()
	if group is None:
		number = frappe.qb.from_(people.as_("people")).select(Count("*")).run()[0][0]
		return {"": read_figures(totals.run(as_dict=True)[0], number)}
	figures = {
		row.group or "": row for row in totals.select(group.as_("group")).groupby(group).run(as_dict=True)
	}
	one = people.select(group.as_("group")).as_("people")
	counted = frappe.qb.from_(one).select(one["group"], Count("*")).groupby(one["group"]).run()
	numbers = {name or "": number for name, number in counted}
	return {name: read_figures(row, numbers.get(name, 0)) for name, row in figures.items()}


def read_figures(row: dict, people: int) -> dict[str, int]:
	return {key: cint(row.get(key)) for key in FIGURES} | {"people": cint(people)}


def select_group(filters: frappe._dict, part: Any, group_by: str | None) -> tuple[Any, Term | None]:
	"""Return a query of the rows that the filters let through, without columns, and what it is grouped by."""
	query = frappe.qb.from_(part)
	for fieldname in ("kind", "ngo", *PLACES):
		if filters.get(fieldname):
			query = query.where(part[fieldname] == filters[fieldname])
	if (of_segment := in_segment(filters, part["ngo"])) is not None:
		query = query.where(of_segment)
	work = DocType(WORK)
	if filters.field_of_work:
		of_field = (work.parenttype == "NGO") & (work.field_of_work == filters.field_of_work)
		query = query.where(part["ngo"].isin(frappe.qb.from_(work).select(work.parent).where(of_field)))
	if not group_by:
		return query, None
	if group_by == FIELD_OF_WORK:
		query = query.left_join(work).on((work.parent == part["ngo"]) & (work.parenttype == "NGO"))
		return query, work.field_of_work
	group = part[GROUPS[group_by]]
	return query, Substring(group, 1, LENGTHS[group_by]) if group_by in LENGTHS else group


# Rows


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return one row per group: those of time in their order, all others with the most who came first."""
	rows = [
		{"group": group, "label": get_label(group, filters.group_by), **figures, "share": get_share(figures)}
		for group, figures in add_up(filters, filters.group_by).items()
	]
	if filters.group_by in LENGTHS:
		return sorted(rows, key=lambda row: row["group"])
	return sorted(rows, key=lambda row: (-row["attended"], sort_key(row["label"])))


def get_label(group: str, group_by: str) -> str:
	if not group:
		return _("Not specified")
	if group_by == MONTH:
		return show_month(f"{group}-01")
	if group_by == KIND:
		return show_kind(group)
	return group if group_by == YEAR else _(group)


def show_kind(kind: str) -> str:
	"""Return a kind of occasion in the reader's language: a kind of event, or a DocType."""
	return _(kind)


@frappe.whitelist()
def get_kinds() -> list[dict[str, str]]:
	"""Return the kinds of occasions as choices of the filter, with their labels."""
	frappe.has_permission("Hub Event", throw=True)
	kinds = [*get_event_kinds(), "Training Workshop", "Hub Meeting"]
	return sorted(
		[{"value": kind, "label": show_kind(kind)} for kind in kinds], key=lambda row: sort_key(row["label"])
	)


def get_share(figures: dict[str, int]) -> float:
	return flt(100 * figures["attended"] / figures["registered"], 1) if figures["registered"] else 0.0


# What stands around them


def get_columns(group_by: str) -> list[dict]:
	return [
		column("label", _(group_by), "Data", 200),
		column("occasions", _("Occasions")),
		column("registered", _("Registered")),
		column("attended", _("Attended")),
		column("share", _("Share Attended"), "Percent", 160, precision=1),
		column("people", _("Different People"), width=140),
		column("ngos", _("NGOs That Came"), width=140),
	]


def get_note() -> str:
	return _("An NGO that works in several fields is counted in each of them, and once in the figures above.")


def get_chart(rows: list[dict]) -> dict | None:
	"""Return who came to the groups that stand first; None when there is nobody."""
	shown = rows[:CHART_GROUPS]
	if not shown:
		return None
	return {
		"data": {
			"labels": [row["label"] for row in shown],
			"datasets": [{"name": _("Attended"), "values": [row["attended"] for row in shown]}],
		},
		"type": "bar",
		"colors": [COLOR],
		"fieldtype": "Int",
	}


def get_summary(whole: dict[str, int]) -> list[dict]:
	"""Return the figures above the chart; each person and NGO counts once, whatever the grouping."""
	labels = {
		"occasions": _("Occasions"),
		"registered": _("Registered"),
		"attended": _("Attended"),
		"people": _("Different People"),
		"ngos": _("NGOs That Came"),
	}
	return [figure(label, whole.get(key, 0)) for key, label in labels.items()]
