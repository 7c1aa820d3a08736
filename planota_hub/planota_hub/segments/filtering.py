# SPDX-License-Identifier: GPL-3.0-only
"""Segments as a filter: of lists by an operator of their own, "In Segment", and of reports on NGOs by one function.

The operator works wherever filters do: in lists, maps, counts, exports and in reports that people build. It compares a
name, or a link to an organisation, with the members of a segment whom the reader may see.
"""

from collections.abc import Iterator
from typing import SupportsIndex

import frappe
from frappe.query_builder import Criterion
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.planota_hub.segments.conditions import SEGMENT
from planota_hub.planota_hub.segments.deeds import NGO
from planota_hub.planota_hub.segments.members import get_doctypes, get_names, get_segment, select_names

OPERATOR = "in segment"
FILTER = "segment"


def get_operators() -> dict[str, dict]:
	"""Hook `filters_config`."""
	return {
		OPERATOR: {
			"label": "In Segment",
			"get_field": "planota_hub.planota_hub.segments.filtering.get_choices",
			"valid_for_fieldtypes": ["Link", "Dynamic Link"],
		}
	}


@frappe.whitelist()
def get_choices() -> dict:
	"""Return the segments that the user sees as the choices of the operator."""
	segments = []
	# a browser needs the choices, a statement the members
	is_statement = frappe.form_dict.get("cmd") != f"{__name__}.get_choices"
	if frappe.has_permission(SEGMENT, "read"):
		segments = frappe.get_list(
			SEGMENT,
			filters={"disabled": 0},
			fields=["name", "segment_title"],
			order_by="segment_title asc",
			limit_page_length=0,
		)
	options = [{"value": row.name, "label": row.segment_title} for row in segments]
	if not is_statement:
		return {"fieldtype": "Autocomplete", "options": options}
	for option in options:
		option["query_value"] = Members(option["value"])
	return {"operator": "in", "query_value": True, "value": Members(), "options": options}


class Members(list):
	"""The names of the members of a segment, asked for when a statement needs them; of none without a segment."""

	def __init__(self, segment: str | None = None):
		super().__init__()
		self.segment = segment
		self.names: list[str] | None = None

	def load(self) -> list[str]:
		if self.names is None:
			self.names = [""]
			if self.segment:
				doc = get_segment(self.segment)
				self.names += [name for doctype in get_doctypes(doc) for name in get_names(doc, doctype)]
		return self.names

	def __iter__(self) -> Iterator[str]:
		return iter(self.load())

	def __len__(self) -> int:
		return len(self.load())

	def __bool__(self) -> bool:
		return True

	def __getitem__(self, place: SupportsIndex | slice):
		return self.load()[place]


def in_segment(filters: dict, ngo: Term) -> Criterion | None:
	"""Return the criterion of the filter of a report by a segment; None when none is chosen.

	Args:
	        filters: of the report.
	        ngo: the column that holds the NGO.

	Raises:
	        frappe.PermissionError: for a segment that the reader may not see.
	"""
	if not filters.get(FILTER):
		return None
	return ngo.isin(select_names(get_segment(filters[FILTER]), NGO))


def select_ngos(segment: str) -> QueryBuilder:
	"""Return a query of the names of the NGOs of a segment (hook `hub_query_report_filters`)."""
	return select_names(get_segment(segment), NGO)


def get_ngos_of_segment(filters: dict) -> set[str] | None:
	"""Return the NGOs of the segment that a report is narrowed down to; None when none is chosen."""
	return set(get_names(get_segment(filters[FILTER]), NGO)) if filters.get(FILTER) else None
