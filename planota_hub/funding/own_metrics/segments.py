# SPDX-License-Identifier: GPL-3.0-only
"""The NGOs of a segment as what a metric is narrowed down to: those of today, and in a reported period those of that day.

A figure is the same for everybody, so its segment is asked for with all rights; what it can ask at all stands in `plans.py`.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import frappe
from frappe.query_builder import Criterion
from pypika.terms import Term

from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.own_metrics.held import PART
from planota_hub.funding.own_metrics.offers import DEFINITION
from planota_hub.planota_hub.segments.members import get_segment, select_names
from planota_hub.planota_hub.segments.uses import USE, note_use

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment

NGO, PERIOD = "NGO", "Reporting Period"


def is_member(segment: "AudienceSegment", ngo: Term) -> Criterion:
	"""Return the criterion that an NGO is in a segment: today, or in the reported period that is looked at."""
	kept = (frappe.flags.kept_segments or {}).get(segment.name)
	if kept is not None:
		return ngo.isin(kept or [""])
	with all_rights():
		return ngo.isin(select_names(segment, NGO))


@contextmanager
def all_rights() -> Iterator[None]:
	"""Ask as nobody's log-in limits it; a figure tells nothing that its readers may not see."""
	before = frappe.session.user
	frappe.session.user = "Administrator"
	try:
		yield
	finally:
		frappe.session.user = before


# With a period


def keep_members(period: str) -> None:
	"""Keep who is in the segments by which figures of a period were counted, when it is reported."""
	with all_rights():
		uses = [note_use(get_segment(segment), PERIOD, period) for segment in find_segments(period)]
	for use in uses:
		use.db_set("used_by", frappe.session.user, update_modified=False)


def find_segments(period: str) -> list[str]:
	"""Return the segments by which figures of a period are narrowed down, also in a part of a sum."""
	metrics = set(
		frappe.get_all(READING, {"reporting_period": period}, pluck="metric", order_by="metric asc")
	)
	parts = {"parent": ("in", sorted(filter(None, metrics)) or [""]), "parenttype": DEFINITION}
	metrics |= set(frappe.get_all(PART, parts, pluck="metric", order_by="metric asc"))
	narrowed = {"name": ("in", sorted(filter(None, metrics)) or [""]), "segment": ("is", "set")}
	return sorted(set(frappe.get_all(DEFINITION, narrowed, pluck="segment", order_by="segment asc")))


@contextmanager
def as_reported(period: str) -> Iterator[None]:
	"""Count by the members of segments that were kept with a period, for as long as this lasts."""
	before = frappe.flags.kept_segments
	frappe.flags.kept_segments = read_kept(period)
	try:
		yield
	finally:
		frappe.flags.kept_segments = before


def read_kept(period: str) -> dict[str, list[str]]:
	"""Return the NGOs of each segment as they were kept with a period; of several times, as the last time."""
	kept = {"used_in_doctype": PERIOD, "used_in": period}
	rows = frappe.get_all(USE, kept, ["segment", "members"], order_by="used_on asc, creation asc")
	found = {row.segment: [one["name"] for one in json.loads(row.members or "[]")] for row in rows}
	merged = find_merged()
	return {segment: sorted({follow(merged, name) for name in names}) for segment, names in found.items()}


def find_merged() -> dict[str, str]:
	"""Return what NGOs were merged with: name of before -> name of today."""
	merges = {"record_type": NGO, "status": "Merged"}
	return dict(
		frappe.get_all("Record Merge", merges, ["merged", "kept"], order_by="decided_on asc", as_list=True)
	)


def follow(merged: dict[str, str], name: str) -> str:
	seen = {name}
	while name in merged and merged[name] not in seen:
		name = merged[name]
		seen.add(name)
	return name
