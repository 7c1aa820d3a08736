# SPDX-License-Identifier: GPL-3.0-only
"""The conditions of a segment: checked when they are written, said in words, and read as one criterion."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType
from frappe.utils import cint
from pypika import Table

from planota_hub.planota_hub.segments.deeds import (
	INPUTS,
	NGO,
	STAKEHOLDER,
	check_deed,
	describe_deed,
	select_by_deed,
)
from planota_hub.planota_hub.segments.fields import (
	check_choice,
	describe_field,
	get_field,
	read_values,
	select_by_field,
)
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment
	from planota_hub.planota_hub.doctype.segment_condition.segment_condition import SegmentCondition

SEGMENT, CONDITION = "Audience Segment", "Segment Condition"
FIELD = "Field"
OF_FIELDS = ("field_doctype", "fieldname", "operator", "value")
# what a segment holds -> the organisations to which its conditions apply
ORGANISATIONS = {
	"NGOs": NGO,
	"People of NGOs": NGO,
	"Stakeholders": STAKEHOLDER,
	"People of Stakeholders": STAKEHOLDER,
}
PEOPLE = ("People of NGOs", "People of Stakeholders")
# one statement asks for all of them
MOST_CONDITIONS = 30


def get_organisations(segment: "AudienceSegment") -> str:
	"""Return the DocType to which the conditions of a segment apply."""
	return ORGANISATIONS.get(segment.holds, NGO)


def check_conditions(segment: "AudienceSegment") -> None:
	"""Hold every condition to what can be asked for, and say it in words.

	Raises:
	        frappe.ValidationError: naming the row, the field and what is expected.
	"""
	if len(segment.conditions) > MOST_CONDITIONS:
		refuse(segment, "conditions", _("at most {0} are possible.").format(MOST_CONDITIONS))
	doctype = get_organisations(segment)
	for row in segment.conditions:
		check_condition(row, doctype)
		row.sentence = describe(row, doctype)


def check_condition(row: "SegmentCondition", doctype: str) -> None:
	if row.subject != FIELD:
		row.update(dict.fromkeys(OF_FIELDS))
		check_deed(row, doctype)
		return
	row.update(dict.fromkeys(INPUTS))
	row.number = row.months = 0
	row.field_doctype = row.field_doctype or doctype
	field = get_field(row, doctype)
	check_choice(row, field, read_values(row, field))


def describe(row: "SegmentCondition", doctype: str) -> str:
	"""Return a condition in words, in the reader's language.

	Raises:
	        frappe.ValidationError: for one that can't be asked for any more.
	"""
	if row.subject != FIELD:
		return describe_deed(row, doctype)
	text = describe_field(row, doctype)
	return _("Not: {0}").format(text) if row.negated else text


def describe_or_say_why(row: "SegmentCondition", doctype: str) -> tuple[str, bool]:
	"""Return a condition in words, or else why it can't be asked for, and whether it can."""
	try:
		return describe(row, doctype), True
	except (frappe.ValidationError, frappe.PermissionError) as error:
		frappe.clear_last_message()
		return frappe.utils.strip_html(str(error)), False


def holds(row: "SegmentCondition", doctype: str, table: Table) -> Criterion:
	"""Return the criterion that a condition holds for an organisation of a table."""
	if row.subject == FIELD:
		names, means_others = select_by_field(row, doctype)
	else:
		names, means_others = select_by_deed(row, doctype), False
	is_in = table.name.isin(names)
	return is_in.negate() if means_others != bool(cint(row.negated)) else is_in


def hold_all(segment: "AudienceSegment") -> Criterion:
	"""Return the criterion that all conditions hold, of each group one; without any nobody fulfils them."""
	doctype = get_organisations(segment)
	table = DocType(doctype)
	groups: dict[int, list[Criterion]] = {}
	for row in segment.conditions:
		# each that stands alone is a group of itself
		groups.setdefault(cint(row.any_group) or -row.idx, []).append(holds(row, doctype, table))
	if not groups:
		return table.name.isnull()
	return Criterion.all(Criterion.any(group) for group in groups.values())
