# SPDX-License-Identifier: GPL-3.0-only
"""A definition read as what it says: which records, of which day, counted how; or what of it can't be counted, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, strip_html

from planota_hub.funding.own_metrics.offers import (
	AMOUNTS,
	DAYS,
	ON_LAST_DAY,
	ORGANISATIONS,
	PEOPLE,
	PLACES,
	RECORDS,
	SUM,
	Column,
	find_filter_field,
	get_columns,
	is_countable,
	list_countable,
	list_tables,
)
from planota_hub.planota_hub.segments.conditions import FIELD, SEGMENT, get_organisations
from planota_hub.planota_hub.segments.fields import check_choice, describe_comparison, read_values
from planota_hub.rules.arguments import read_conditions
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.funding.doctype.metric_definition.metric_definition import MetricDefinition
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment

# one statement asks for all of them
MOST_FILTERS = 30
KINDS = {
	SUM: lambda column: column.fieldtype in AMOUNTS,
	ORGANISATIONS: Column.is_organisation,
	PEOPLE: Column.is_person,
}


class NotCountable(Exception):
	"""A definition that can't be counted.

	Attributes:
	        fieldname: of the definition, that has to be changed.
	        message: what is wrong with it, without the name of the field.
	"""

	def __init__(self, fieldname: str, message: str):
		super().__init__(message)
		self.fieldname, self.message = fieldname, message


@dataclass(frozen=True)
class Filter:
	"""A comparison with a field: `row` as the comparisons of segments take it, `field` of the document or a table."""

	row: frappe._dict
	field: frappe._dict
	of_document: bool


@dataclass(frozen=True)
class Plan:
	"""What a definition says.

	Attributes:
	        doctype: of the documents.
	        rows: field of the table whose rows are counted; None when the documents are.
	        counted: field that is added up, or of which different values are counted; None when every record is one.
	        places: field of the definition -> field that says where a record belongs.
	        fixed: what every record must be, whatever the definition says.
	        lasts: tells whether it counts what is there on the last day, whenever it began.
	        until: the last day of a record that lasts; one without it lasts on.
	        segment: of the NGOs whose records count; None for those of all.
	"""

	doctype: str
	rows: frappe._dict | None
	date: Column
	counting: str
	counted: Column | None
	places: dict[str, Column]
	filters: list[Filter]
	fixed: dict[str, object]
	lasts: bool = False
	until: Column | None = None
	segment: "AudienceSegment | None" = None

	def get_links(self) -> dict[str, str]:
		"""Return the records that it looks at through its documents: field -> DocType."""
		columns = (self.date, self.until, *self.places.values())
		return {column.through: column.table for column in columns if column and column.through}


def read_plan(definition: "MetricDefinition") -> Plan:
	"""Return what a definition says.

	Raises:
	        NotCountable: with the field of the definition that is to be changed.
	"""
	doctype = cstr(definition.counted_doctype)
	if not is_countable(doctype):
		raise NotCountable(
			"counted_doctype",
			_("{0} is no longer there, or can't be counted. Please choose other records.").format(
				shown(_(doctype))
			),
		)
	rows = read_table(definition, doctype)
	columns = get_columns(doctype, rows)
	places = read_places(definition, columns)
	lasts = definition.counted_at == ON_LAST_DAY
	return Plan(
		doctype=doctype,
		rows=rows,
		date=read_day(definition, "date_field", columns),
		counting=definition.counting,
		counted=read_counted(definition, columns),
		places=places,
		filters=read_filters(definition),
		fixed=list_countable()[doctype],
		lasts=lasts,
		until=read_day(definition, "until_field", columns) if lasts and definition.until_field else None,
		segment=read_segment(definition, places),
	)


def read_day(definition: "MetricDefinition", fieldname: str, columns: dict[str, Column]) -> Column:
	column = read_column(definition, fieldname, columns)
	if column.fieldtype not in DAYS:
		raise NotCountable(fieldname, _("{0} is no day.").format(column.label))
	return column


def read_segment(definition: "MetricDefinition", places: dict[str, Column]) -> "AudienceSegment | None":
	"""Return the segment of a definition, if it has one.

	Raises:
	        NotCountable: when it can't be asked for, or asks by what is kept from some who read figures.
	"""
	if not definition.segment:
		return None
	if "ngo_field" not in places:
		raise NotCountable("ngo_field", _("please choose a field; by it the NGOs of the segment are found."))
	if not frappe.db.exists(SEGMENT, definition.segment):
		raise NotCountable(
			"segment", _("{0} {1} is not there.").format(_(SEGMENT), shown(definition.segment))
		)
	segment: AudienceSegment = frappe.get_doc(SEGMENT, definition.segment)
	if get_organisations(segment) != "NGO":
		raise NotCountable("segment", _("it holds stakeholders; please choose one of NGOs."))
	if not segment.is_shared:
		raise NotCountable(
			"segment", _("not everybody who reads figures sees it. Please share it, or choose another one.")
		)
	for row in segment.conditions:
		table = row.field_doctype or "NGO"
		if row.subject == FIELD and not find_filter_field("NGO", table, cstr(row.fieldname)):
			raise NotCountable(
				"segment",
				_("condition {0}: {1}").format(row.idx, tell_gone(cstr(row.fieldname), table)),
			)
	return segment


def read_table(definition: "MetricDefinition", doctype: str):
	if not definition.counted_table:
		return None
	rows = next((df for df in list_tables(doctype) if df.fieldname == definition.counted_table), None)
	if not rows:
		raise NotCountable(
			"counted_table",
			_("{0} has no table {1} any more.").format(_(doctype), shown(definition.counted_table)),
		)
	return rows


def read_column(definition: "MetricDefinition", fieldname: str, columns: dict[str, Column]) -> Column:
	key = cstr(definition.get(fieldname))
	if not key:
		raise NotCountable(fieldname, _("please choose a field."))
	if key not in columns:
		raise NotCountable(fieldname, tell_gone(key, definition.counted_doctype))
	return columns[key]


def tell_gone(key: str, doctype: str) -> str:
	return _(
		"the field {0} of {1} is no longer there, or not everybody who reads figures sees it. Please choose another one."
	).format(shown(key), _(doctype))


def read_counted(definition: "MetricDefinition", columns: dict[str, Column]) -> Column | None:
	if definition.counting == RECORDS:
		return None
	column = read_column(definition, "counted_field", columns)
	if not KINDS[definition.counting](column):
		raise NotCountable(
			"counted_field",
			_("{0} does not suit {1}.").format(
				column.label, _(definition.counting, context=definition.doctype)
			),
		)
	return column


def read_places(definition: "MetricDefinition", columns: dict[str, Column]) -> dict[str, Column]:
	places = {}
	for fieldname, leads_to in PLACES.items():
		if not definition.get(fieldname):
			continue
		column = read_column(definition, fieldname, columns)
		is_dynamic = fieldname == "ngo_field" and column.fieldtype == "Dynamic Link"
		if not (column.leads_to(leads_to) or is_dynamic):
			raise NotCountable(fieldname, _("{0} leads to no {1}.").format(column.label, _(leads_to)))
		places[fieldname] = column
	return places


# Filters


def read_filters(definition: "MetricDefinition") -> list[Filter]:
	"""Return the filters of a definition.

	Raises:
	        NotCountable: naming the filter.
	"""
	try:
		rows = read_conditions(_("Filters"), definition.filters_json or "[]")
	except frappe.ValidationError as error:
		raise refuse_filters(error) from error
	if len(rows) > MOST_FILTERS:
		raise NotCountable("filters_json", _("at most {0} are possible.").format(MOST_FILTERS))
	return [read_filter(definition.counted_doctype, row, number) for number, row in enumerate(rows, 1)]


def read_filter(doctype: str, condition: list, number: int) -> Filter:
	table, fieldname, operator, value = read_condition(doctype, condition)
	column = find_filter_field(doctype, table, fieldname)
	if not column:
		raise NotCountable(
			"filters_json", _("filter {0}: {1}").format(number, tell_gone(fieldname, table or doctype))
		)
	if operator == "Timespan":
		raise NotCountable(
			"filters_json",
			_(
				"filter {0}: {1} can't be compared with a span that moves on, such as this year; of which time a figure is, says its period."
			).format(number, column.label),
		)
	row = frappe.new_doc("Segment Condition")
	row.update({"field_doctype": table, "fieldname": fieldname, "operator": operator, "value": value})
	field = frappe._dict({**vars(column), "fieldtype": column.fieldtype})
	try:
		read_values(row, field)
	except frappe.ValidationError as error:
		raise refuse_filters(error, number, column.label) from error
	return Filter(row, field, table == doctype)


def read_condition(doctype: str, condition: list) -> tuple[str, str, str, str]:
	"""Return table, field, comparison and value of a filter as the control of the framework writes it."""
	if len(condition) == 3:
		condition = [doctype, *condition]
	table, fieldname, operator, value = condition[:4]
	text = frappe.as_json(value, indent=None) if isinstance(value, list) else cstr(value)
	return cstr(table) or doctype, cstr(fieldname), cstr(operator), text


def refuse_filters(error: Exception, number: int = 0, label: str = "") -> NotCountable:
	frappe.clear_last_message()
	text = strip_html(cstr(error))
	return NotCountable(
		"filters_json", _("filter {0}, {1}: {2}").format(number, label, text) if number else text
	)


def check_filters(plan: Plan) -> None:
	"""Refuse a value that a field can't have, when a definition is written.

	Raises:
	        NotCountable: naming the filter.
	"""
	for number, one in enumerate(plan.filters, 1):
		try:
			check_choice(one.row, one.field, read_values(one.row, one.field))
		except frappe.ValidationError as error:
			raise refuse_filters(error, number, one.field.label) from error


# Words


def describe(plan: Plan) -> str:
	"""Return what a definition counts, in one sentence in the reader's language."""
	what = _(plan.doctype)
	if plan.rows:
		what = _("{0}, rows of {1}").format(what, _(plan.rows.label, context=plan.doctype))
	parts = {
		RECORDS: _("{0}: every record counts once, by the day in the field {2}."),
		SUM: _("{0}: the sum of the field {1}, by the day in the field {2}."),
		ORGANISATIONS: _(
			"{0}: different organisations in the field {1}, each once, by the first day in the field {2}."
		),
		PEOPLE: _("{0}: different people in the field {1}, each once, by the first day in the field {2}."),
	}
	text = parts[plan.counting].format(what, plan.counted.label if plan.counted else "", plan.date.label)
	return " ".join(filter(None, (text, describe_time(plan), describe_limits(plan))))


def describe_time(plan: Plan) -> str:
	if not plan.lasts:
		return ""
	if not plan.until:
		return _("Counted is what has begun by the last day of the period.")
	return _(
		"Counted is what is there on the last day of the period, by the field {0}; what has no such day lasts on."
	).format(plan.until.label)


def describe_limits(plan: Plan) -> str:
	limits = describe_filters(plan)
	return _("Only: {0}.").format("; ".join(limits)) if limits else ""


def describe_filters(plan: Plan) -> list[str]:
	"""Return what narrows a figure down, in the reader's language."""
	limits = [describe_comparison(one.row, one.field) for one in plan.filters]
	if plan.segment:
		limits.append(_("NGOs of the segment {0}").format(plan.segment.segment_title))
	return limits
