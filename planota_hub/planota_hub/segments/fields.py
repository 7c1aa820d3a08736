# SPDX-License-Identifier: GPL-3.0-only
"""A condition on a field: which organisations have which value, as one set of names.

Whatever the comparison, a condition is read as the set of those for whom the positive one holds; "is not" and its like are
all the others. So an organisation of which nothing is known is never both, and a table of several rows means "has a row".
"""

from collections.abc import Callable
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType
from frappe.utils import cint, cstr, flt
from frappe.utils.data import get_timespan_date_range
from pypika import Table
from pypika.queries import QueryBuilder

from planota_hub.rules.arguments import read_day
from planota_hub.rules.readable import show_day, show_value
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import escape_wildcards, shown
from planota_hub.rules.titles import get_titles
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN_NUMBERS

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.segment_condition.segment_condition import SegmentCondition

# comparison -> the positive one of which it means the rest
OPPOSITES = {"!=": "=", "not like": "like", "not in": "in"}
LISTS = ("in", "Between")
TEXTS = frozenset(
	{"Data", "Small Text", "Text", "Long Text", "Text Editor", "Select", "Link", "Autocomplete"}
)
NUMBERS = frozenset({"Int", "Float", "Currency", "Percent", "Check"})
DAYS = frozenset({"Date", "Datetime"})
SORTED = ("=", "in", "is", ">", "<", ">=", "<=", "Between")
# what can be asked of a kind of field
COMPARISONS = {
	**dict.fromkeys(TEXTS, ("=", "in", "like", "is")),
	**dict.fromkeys(NUMBERS, SORTED),
	**dict.fromkeys(DAYS, (*SORTED, "Timespan")),
}
# fields that every record has
STANDARD = {
	"name": "Data",
	"owner": "Link",
	"creation": "Datetime",
	"modified": "Datetime",
	"_user_tags": "Data",
}
SET, NOT_SET = "set", "not set"


# Reading


def get_field(row: "SegmentCondition", doctype: str) -> frappe._dict:
	"""Return the field that a condition is about: `table`, `fieldname`, `fieldtype`, `options`, `label`.

	Raises:
	        frappe.ValidationError: for a field that is gone, or no segment can ask for, naming it.
	        frappe.PermissionError: for a field that the user may not read.
	"""
	table = row.field_doctype or doctype
	of_table = next((df for df in frappe.get_meta(doctype).get_table_fields() if df.options == table), None)
	if table != doctype and not of_table:
		refuse(row, "field_doctype", _("{0} has no table {1} any more.").format(_(doctype), shown(table)))
	if table == doctype and row.fieldname in STANDARD:
		return get_standard_field(row.fieldname, table)
	df = frappe.get_meta(table).get_field(cstr(row.fieldname))
	if not df or df.fieldtype not in COMPARISONS:
		refuse(
			row,
			"fieldname",
			_(
				"the field {0} of {1} is no longer there, or can't be compared. Please choose another one or remove this condition."
			).format(shown(row.fieldname), _(table)),
			title=_("Field Is Gone"),
		)
	refuse_hidden_field(row, doctype, df, of_table)
	return frappe._dict(df.as_dict(), table=table, label=get_label(df, doctype, of_table))


def get_label(df, doctype: str, of_table) -> str:
	"""Return what a field is called; of one in a table, which table it is."""
	label = _(df.label, context=df.parent)
	if not of_table:
		return label
	table = _(of_table.label, context=doctype)
	return table if of_table.fieldtype == "Table MultiSelect" else _("{0}, {1}").format(table, label)


def get_standard_field(fieldname: str, table: str) -> frappe._dict:
	labels = {
		"name": _("ID"),
		"owner": _("Created By"),
		"creation": _("Created On"),
		"modified": _("Last Updated On"),
		"_user_tags": _("Tags"),
	}
	return frappe._dict(
		table=table,
		fieldname=fieldname,
		fieldtype=STANDARD[fieldname],
		options="User" if fieldname == "owner" else "",
		label=labels[fieldname],
	)


def refuse_hidden_field(row: "SegmentCondition", doctype: str, df, of_table) -> None:
	"""Refuse to ask by a field that the user would not see on the form."""
	levels = frappe.get_meta(doctype).get_permlevel_access("read")
	if df.permlevel in levels and (not of_table or of_table.permlevel in levels):
		return
	frappe.throw(
		_("Your log-in may not read the field {0}, so it can't use this condition.").format(
			_(df.label, context=df.parent)
		),
		frappe.PermissionError,
	)


def read_values(row: "SegmentCondition", field: frappe._dict) -> list:
	"""Return the values that a condition compares with, each as the field holds them.

	Raises:
	        frappe.ValidationError: when the comparison or a value does not suit the field.
	"""
	operator = OPPOSITES.get(row.operator, row.operator)
	if operator not in COMPARISONS[field.fieldtype]:
		refuse(row, "operator", _("{0} can't be compared in this way.").format(field.label))
	values = split(row) if operator in LISTS else [cstr(row.value).strip()]
	if operator == "Between" and len(values) != 2:
		refuse(row, "value", _("please enter a first and a last value."))
	if not values or "" in values:
		refuse(row, "value", _("please enter what it is compared with."))
	if operator in ("is", "Timespan", "like"):
		return [check_word(row, operator, values[0])]
	return [read_value(row, field, value) for value in values]


def split(row: "SegmentCondition") -> list[str]:
	"""Return the values of a list: written as JSON, or between commas."""
	text = cstr(row.value).strip()
	try:
		values = frappe.parse_json(text) if text.startswith("[") else text.split(",")
	except ValueError:
		values = text.split(",")
	return [cstr(value).strip() for value in values if cstr(value).strip()]


def check_word(row: "SegmentCondition", operator: str, value: str) -> str:
	if operator == "is" and value not in (SET, NOT_SET):
		refuse(row, "value", _("expected is {0} or {1}.").format(SET, NOT_SET))
	if operator == "Timespan" and not get_timespan_date_range(value):
		refuse(row, "value", _("{0} is not a span of time.").format(shown(value)))
	return value


def read_value(row: "SegmentCondition", field: frappe._dict, value: str) -> object:
	if field.fieldtype in DAYS:
		return read_day(field.label, value.split(" ")[0])
	if field.fieldtype == "Check":
		return 1 if value.casefold() in ("1", "yes", _("Yes").casefold()) else 0
	if field.fieldtype in NUMBERS:
		try:
			return float(value)
		except ValueError:
			refuse(row, "value", _("{0} is not a number.").format(shown(value)))
	return value


def check_choice(row: "SegmentCondition", field: frappe._dict, values: list) -> None:
	"""Refuse a value that the field can't have: no choice of it, or no record any more."""
	if OPPOSITES.get(row.operator, row.operator) not in ("=", "in"):
		return
	for value in values:
		if field.fieldtype == "Select" and value not in cstr(field.options).split("\n"):
			choices = ", ".join(_(option) for option in cstr(field.options).split("\n") if option)
			refuse(row, "value", _("{0} is none of these choices: {1}.").format(shown(value), choices))
		if field.fieldtype == "Link" and not frappe.db.exists(field.options, value):
			refuse(row, "value", _("{0} {1} is not there.").format(_(field.options), shown(value)))


# Sets of names


def select_by_field(row: "SegmentCondition", doctype: str) -> tuple[QueryBuilder, bool]:
	"""Return a query of the names of those for whom the positive comparison holds, and whether all others are meant."""
	field = get_field(row, doctype)
	table = DocType(field.table)
	criterion, means_others = compare(row, field, table)
	if field.table == doctype:
		return frappe.qb.from_(table).select(table.name).where(criterion), means_others
	rows = frappe.qb.from_(table).select(table.parent).where(table.parenttype == doctype)
	return rows.where(criterion), means_others


def compare(row: "SegmentCondition", field: frappe._dict, table: Table) -> tuple[Criterion, bool]:
	"""Return the criterion of the positive comparison on a table, and whether all others are meant."""
	values = read_values(row, field)
	operator = OPPOSITES.get(row.operator, row.operator)
	means_others = row.operator in OPPOSITES or (operator == "is" and values[0] == NOT_SET)
	criterion = COMPARE[operator](table[field.fieldname], values, field)
	if field.fieldtype in NUMBERS and frappe.get_meta(field.table).has_field(UNKNOWN_NUMBERS):
		criterion &= is_known(table, field.fieldname)
	return criterion, means_others


def is_known(table: Table, fieldname: str) -> Criterion:
	"""Return the condition that a number was given: nobody has 0 members of whom nothing is known."""
	unknown = (table[fieldname] == 0) & table[UNKNOWN_NUMBERS].like(f"%,{fieldname},%")
	return unknown.negate() | table[UNKNOWN_NUMBERS].isnull()


def after(value: object, field: frappe._dict) -> tuple[object, bool]:
	"""Return where a value ends, and whether this is beyond it: a day of a moment ends with the day."""
	if field.fieldtype == "Datetime" and isinstance(value, Date):
		return value + timedelta(days=1), True
	return value, False


def is_equal(column, values: list, field: frappe._dict) -> Criterion:
	return Criterion.any(is_between(column, [value, value], field) for value in values)


def is_between(column, values: list, field: frappe._dict) -> Criterion:
	if field.fieldtype in TEXTS or field.fieldtype == "Check":
		return column.isin(list(dict.fromkeys(values)))
	return at_least(column, values[:1], field) & at_most(column, values[1:], field)


def at_least(column, values: list, field: frappe._dict) -> Criterion:
	return column >= values[0]


def at_most(column, values: list, field: frappe._dict) -> Criterion:
	end, is_beyond = after(values[0], field)
	return column < end if is_beyond else column <= end


def is_more(column, values: list, field: frappe._dict) -> Criterion:
	end, is_beyond = after(values[0], field)
	return column >= end if is_beyond else column > end


def is_less(column, values: list, field: frappe._dict) -> Criterion:
	return column < values[0]


def contains(column, values: list, field: frappe._dict) -> Criterion:
	return column.like(f"%{escape_wildcards(cstr(values[0]).strip('%'))}%")


def is_set(column, values: list, field: frappe._dict) -> Criterion:
	return column.isnotnull() & (column != "") if field.fieldtype in TEXTS else column.isnotnull()


def is_within_span(column, values: list, field: frappe._dict) -> Criterion:
	return is_between(column, list(get_timespan_date_range(values[0])), field)


COMPARE: dict[str, Callable[..., Criterion]] = {
	"=": is_equal,
	"in": is_equal,
	"like": contains,
	"is": is_set,
	">": is_more,
	"<": is_less,
	">=": at_least,
	"<=": at_most,
	"Between": is_between,
	"Timespan": is_within_span,
}


# Words


def describe_field(row: "SegmentCondition", doctype: str) -> str:
	"""Return a condition on a field in words, in the reader's language."""
	return describe_comparison(row, get_field(row, doctype))


def describe_comparison(row: "SegmentCondition", field: frappe._dict) -> str:
	"""Return how a field is compared in words; see `describe_field`."""
	texts = show_values(row, field, read_values(row, field))
	return _("{0}: {1}").format(field.label, join(row.operator, texts))


def show_values(row: "SegmentCondition", field: frappe._dict, values: list) -> list[str]:
	if row.operator in ("is", "Timespan"):
		return [_(cstr(values[0]).title()) if row.operator == "Timespan" else cstr(values[0])]
	if field.fieldtype == "Check":
		return [_("Yes") if value else _("No") for value in values]
	if field.fieldtype in DAYS:
		return [show_day(value) for value in values]
	if field.fieldtype == "Link" and row.operator not in ("like", "not like"):
		titles = get_titles(field.options, [cstr(value) for value in values])
		return [_(titles.get(value) or cstr(value)) for value in values]
	if field.fieldtype == "Select":
		return [_(cstr(value), context=field.table) for value in values]
	if field.fieldtype in NUMBERS:
		return [
			cstr(cint(value)) if flt(value) == cint(value) else show_value(value, field) for value in values
		]
	return [cstr(value).strip("%") for value in values]


def join(operator: str, texts: list[str]) -> str:
	"""Return a comparison with its values in words."""
	first, last, every = texts[0], texts[-1], ", ".join(texts)
	if operator == "is":
		return _("is filled in") if first == SET else _("is empty")
	words = {
		"=": "{0}",
		"!=": _("not {0}"),
		"like": _("contains {0}"),
		"not like": _("does not contain {0}"),
		"in": _("one of {0}"),
		"not in": _("none of {0}"),
		">": _("more than {0}"),
		"<": _("less than {0}"),
		">=": _("at least {0}"),
		"<=": _("at most {0}"),
		"Between": _("from {0} to {1}"),
		"Timespan": "{0}",
	}
	if operator == "Between":
		return words[operator].format(first, last)
	return words[operator].format(every)
