# SPDX-License-Identifier: GPL-3.0-only
"""What the form of a definition asks: which records and fields can be chosen, and what would be counted."""

from typing import TYPE_CHECKING, cast

import frappe
from frappe import _
from frappe.utils import cstr, getdate, today

from planota_hub.funding.indicators.evidence_links import describe_records
from planota_hub.funding.own_metrics.definition_rules import refuse_limited_author
from planota_hub.funding.own_metrics.offers import DEFINITION, is_countable, offer_doctypes, offer_fields
from planota_hub.funding.own_metrics.plans import NotCountable, check_filters, describe_filters
from planota_hub.funding.own_metrics.stored import make_function, tell
from planota_hub.funding.own_metrics.sums import describe_all, read_plans
from planota_hub.metrics.counted import Counted, CountedQuery, MetricError
from planota_hub.metrics.names import get_filter_label
from planota_hub.metrics.registry import SHARED_FILTERS, ask_function
from planota_hub.rules.arguments import read_day, read_document
from planota_hub.rules.readable import show_day, show_number

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition

SHOWN_RECORDS = 50
SHOWN_PARTS = 10


@frappe.whitelist()
def get_choices(counted_doctype: str | None = None, counted_table: str | None = None) -> dict:
	"""Return what the form offers: `doctypes`, and for one of them the fields by what they are chosen for.

	Raises:
	        frappe.PermissionError: for who may not read definitions.
	"""
	frappe.has_permission(DEFINITION, throw=True)
	offered: dict = {"doctypes": offer_doctypes()}
	if is_countable(counted_doctype):
		offered["fields"] = offer_fields(cstr(counted_doctype), counted_table)
	return offered


@frappe.whitelist()
def preview(definition: str, from_date: str | None = None, to_date: str | None = None) -> dict:
	"""Return what a definition would count, as it stands in the form and without saving anything.

	Args:
	        definition: the document of the form as JSON.
	        from_date, to_date: this year without them.

	Returns:
	        `problem` when it can't be counted; else `sentence`, `filters` in words, `total`, the number of `records`, the
	        first `rows` of them with where they open, and `parts`, the biggest ones by what a figure is broken down by.

	Raises:
	        frappe.PermissionError: for who may not define metrics, or sees only some of these records.
	"""
	frappe.has_permission(DEFINITION, "create", throw=True)
	doc: MetricDefinition = read_document(DEFINITION, definition)
	first = read_day(_("From"), from_date or f"{getdate(today()).year}-01-01")
	last = read_day(_("To"), to_date or f"{getdate(today()).year}-12-31")
	if first > last:
		frappe.throw(_("{0}: the last day lies before the first one.").format(_("To")))
	try:
		plans = read_plans(doc)
		for plan in plans:
			check_filters(plan)
		sentence = describe_all(doc)
	except NotCountable as error:
		return {"problem": tell(doc, error)}
	for plan in plans:
		refuse_limited_author(plan.doctype)
	said = {"sentence": sentence, "filters": describe_filters(plans[0]) if len(plans) == 1 else []}
	try:
		return {**said, **ask_function(make_function(doc), first, last, None, show)}
	except MetricError as error:
		return {**said, "problem": cstr(error)}


def show(counted: Counted) -> dict:
	"""Return the figure of what was counted with the first of its records."""
	# a definition is always counted by a query
	query = cast(CountedQuery, counted)
	rows = query.read(query.select().limit(SHOWN_RECORDS))
	parts = [query.get_parts(key, SHOWN_PARTS) for key in SHARED_FILTERS]
	return {
		"total": show_number(query.get_total()),
		"records": query.get_number(),
		"rows": [
			{**row, "day": show_day(row["date"]), "amount": show_number(row["value"])}
			for row in describe_records(rows)
		],
		"parts": {
			get_filter_label(key): [
				[_(part) if part else _("Not Specified"), show_number(value)] for part, value in found
			]
			for key, found in zip(SHARED_FILTERS, parts, strict=True)
			if any(part for part, _value in found)
		},
	}
