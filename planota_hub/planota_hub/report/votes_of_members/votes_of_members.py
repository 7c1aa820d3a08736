# SPDX-License-Identifier: GPL-3.0-only
"""What members decided by votes that were closed in a period: outcomes, turnout and how long it took, by whose vote or time."""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Coalesce, Count, Substring, Sum
from frappe.utils import cint, flt

from planota_hub.figures.report_filters import refuse_unknown_group, refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.figures.visible_rows import visible
from planota_hub.metrics.queries import is_within
from planota_hub.planota_hub.votes.outcome import NO_QUORUM, POSITIVE, REJECTED
from planota_hub.planota_hub.votes.secrecy import VOTE
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.readable import show_month
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

WHOSE, MONTH, YEAR = "Whose Vote", "Month", "Year"
# filter "group_by" -> field; those of time begin with the day
GROUPS = {
	WHOSE: "vote_of",
	"Vote Of": "vote_of_doctype",
	"Kind of Vote": "vote_kind",
	"Secrecy": "ballot_secrecy",
	"Decides On": "subject_doctype",
	MONTH: "closed_on",
	YEAR: "closed_on",
}
LENGTHS = {MONTH: len("2026-01"), YEAR: len("2026")}
COLORS = ["#1f7a5c", "#b5483a", "#c98a1b"]
SUMS = ("votes", "taken", "rejected", "no_quorum", "can_vote", "voted", "days")


def execute(
	filters: frappe._dict | None = None,
) -> tuple[list, list, None, dict | None, list, bool]:
	"""Return columns, one row per group, the chart, the summary, and that totals would mislead.

	Args:
	        filters: `from_date` and `to_date` in which a vote was closed; `group_by` (a key of `GROUPS`); `outcome`.

	Raises:
	        frappe.ValidationError: when a date is missing, they are the wrong way round, or a choice is unknown.
	        frappe.PermissionError: for whoever may not read votes.
	"""
	filters = read_filters(filters)
	filters.group_by = filters.group_by or WHOSE
	refuse_wrong_period(filters, is_needed=True)
	refuse_unknown_group(filters.group_by, GROUPS)
	rows = get_rows(filters)
	whole = describe(add_up(rows))
	return get_columns(filters.group_by), rows, None, get_chart(rows), get_summary(whole), True


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return one row per group: those of time in their order, all others with the most votes first."""
	found = sum_votes(filters)
	titles = get_names(found) if filters.group_by == WHOSE else {}
	rows = [
		{
			"group": row.group or "",
			"label": titles.get((row.kind, row.group)) or get_label(row.group, filters.group_by),
			**describe(row),
		}
		for row in found
	]
	if filters.group_by in LENGTHS:
		return sorted(rows, key=lambda row: row["group"])
	return sorted(rows, key=lambda row: (-row["votes"], sort_key(row["label"])))


def sum_votes(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the sums of each group in one query, added up in the database."""
	vote = DocType(VOTE)
	group: Any = vote[GROUPS[filters.group_by]]
	if filters.group_by in LENGTHS:
		group = Substring(group, 1, LENGTHS[filters.group_by])
	kind = vote.vote_of_doctype if filters.group_by == WHOSE else None

	def count(outcomes: list[str]) -> Sum:
		return Sum(Case().when(vote.outcome.isin(outcomes), 1).else_(0))

	query = (
		frappe.qb.from_(vote)
		.select(
			group.as_("group"),
			Count("*").as_("votes"),
			count(sorted(POSITIVE)).as_("taken"),
			count([REJECTED]).as_("rejected"),
			count([NO_QUORUM]).as_("no_quorum"),
			Coalesce(Sum(vote.voters_count), 0).as_("can_vote"),
			Coalesce(Sum(vote.voted_count), 0).as_("voted"),
			Coalesce(Sum(vote.voting_days), 0).as_("days"),
		)
		.where((vote.stage == "Closed") & is_within(vote.closed_on, filters.from_date, filters.to_date))
		.where(visible(VOTE))
		.groupby(group)
	)
	if kind is not None:
		query = query.select(kind.as_("kind")).groupby(kind)
	if filters.outcome:
		query = query.where(vote.outcome == filters.outcome)
	return query.run(as_dict=True)


def get_names(rows: list[frappe._dict]) -> dict[tuple[str, str], str]:
	"""Return the titles of the networks, bodies and the like whose votes they were, by kind and name."""
	return {
		(doctype, name): title
		for doctype in {row.kind for row in rows}
		for name, title in get_titles(doctype, [row.group for row in rows if row.kind == doctype]).items()
	}


def get_label(group: str | None, group_by: str) -> str:
	if not group:
		return _("Nothing in particular") if group_by == "Decides On" else _("Not specified")
	if group_by == MONTH:
		return show_month(f"{group}-01")
	if group_by == YEAR:
		return group
	return _(group) if group_by in ("Vote Of", "Decides On") else _(group, context=VOTE)


def describe(row: frappe._dict | dict) -> dict[str, float]:
	"""Return the figures of one group; what was neither taken nor rejected, nor lacked a quorum, is undecided."""
	sums = {key: cint(row.get(key)) for key in SUMS}
	undecided = sums["votes"] - sums["taken"] - sums["rejected"] - sums["no_quorum"]
	return {
		**sums,
		"undecided": undecided,
		"turnout": flt(100 * sums["voted"] / sums["can_vote"], 1) if sums["can_vote"] else 0.0,
		"mean_days": flt(sums["days"] / sums["votes"], 1) if sums["votes"] else 0.0,
	}


def add_up(rows: list[dict]) -> dict[str, int]:
	"""Return the sums of all groups; each vote stands in one."""
	return {key: sum(row[key] for row in rows) for key in SUMS}


# What stands around them


def get_columns(group_by: str) -> list[dict]:
	return [
		column("label", _(group_by), "Data", 280),
		column("votes", _("Votes Held")),
		column("taken", _("Taken"), width=110),
		column("rejected", _("Rejected"), width=110),
		column("no_quorum", _("No Quorum"), width=120),
		column("undecided", _("Undecided"), width=120),
		column("can_vote", _("Could Vote"), width=120),
		column("voted", _("Have Voted"), width=120),
		column("turnout", _("Turnout"), "Percent", 110, precision=1),
		column("mean_days", _("Mean Days"), "Float", 120, precision=1),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return how the votes of each group ended; None when there were none."""
	if not rows:
		return None
	shown = rows[:13]
	series = (("taken", _("Taken")), ("rejected", _("Rejected")), ("no_quorum", _("No Quorum")))
	return {
		"data": {
			"labels": [row["label"] for row in shown],
			"datasets": [{"name": name, "values": [row[key] for row in shown]} for key, name in series],
		},
		"type": "bar",
		"colors": COLORS,
		"barOptions": {"stacked": 1},
		"fieldtype": "Int",
	}


def get_summary(whole: dict[str, float]) -> list[dict]:
	labels = {
		"votes": _("Votes Held"),
		"taken": _("Taken"),
		"rejected": _("Rejected"),
		"no_quorum": _("No Quorum"),
		"voted": _("Have Voted"),
	}
	return [figure(label, whole[key]) for key, label in labels.items()]
