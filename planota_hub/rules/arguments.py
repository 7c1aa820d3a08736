# SPDX-License-Identifier: GPL-3.0-only
"""What comes with a request of the Desk: read as what is expected, or refused with one message that names it.

Browsers send what forms and reports hold; whoever speaks to the server by another way may send anything. What is
read here is a value of the expected kind afterwards, so that nothing further on has to ask.
"""

import json
from datetime import date, datetime

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.utils import cint, cstr, get_datetime, getdate

from planota_hub.rules.dates import normalise_dates
from planota_hub.rules.text import INVISIBLE, shown

# filters of reports that are no text; a test compares them with what the reports show
DATE_FILTERS = frozenset({"from_date", "to_date", "on_date", "as_of", "day", "confirmed_since"})
NUMBER_FILTERS = frozenset({"days", "year"})
CHECK_FILTERS = frozenset(
	{"only_helped", "compare", "entries", "overdue_only", "with_ngos", "only_people", "only_required"}
)

YEARS = range(1900, 2201)
MOST_IN_FILTER = 36_500


# Reports


def read_filters(filters: dict | None) -> frappe._dict:
	"""Return the filters of a report: each one value, days as days, numbers as numbers, boxes as 0 or 1.

	Raises:
	        frappe.ValidationError: naming the filter and what is expected.
	"""
	if not isinstance(filters or {}, dict):
		frappe.throw(_("{0}: expected is a value for each by its name.").format(_("Filters")))
	return frappe._dict({name: read_filter(cstr(name), value) for name, value in (filters or {}).items()})


def read_filter(name: str, value):
	"""Return the value of one filter; None for an empty one."""
	label = _(frappe.unscrub(name))
	if isinstance(value, list | dict):
		frappe.throw(_("{0}: please enter one value.").format(label))
	if value in (None, ""):
		return None
	if name in DATE_FILTERS:
		return read_day(label, value)
	if name in NUMBER_FILTERS:
		return read_whole_number(label, value)
	return cint(value) if name in CHECK_FILTERS else read_text(value)


def read_text(value) -> str:
	"""Return a value as text without what no text can hold."""
	return INVISIBLE.sub("", cstr(value)).strip()


def read_whole_number(label: str, value) -> int:
	"""Return a whole number that is not negative.

	Raises:
	        frappe.ValidationError: for anything else, with the label.
	"""
	text = read_text(value)
	if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= MOST_IN_FILTER):
		frappe.throw(_("{0}: please enter a number from 0 to {1}.").format(label, MOST_IN_FILTER))
	return int(text)


# Days and times


def read_day(label: str, value) -> date:
	"""Return a day.

	Raises:
	        frappe.ValidationError: for anything else, with the label.
	"""
	try:
		day = getdate(value if isinstance(value, date) else datetime.fromisoformat(read_text(value)))
	except ValueError:
		day = None
	if not day or day.year not in YEARS:
		frappe.throw(
			_("{0}: {1} is not a day. Write it as year-month-day, for example 2026-03-25.").format(
				label, shown(value)
			),
			title=_("Wrong Date"),
		)
	return day


def read_moment(label: str, value) -> datetime:
	"""Return a moment; a day alone stands for its beginning. See `read_day`."""
	read_day(label, value)
	return get_datetime(read_text(value))


# JSON


def read_json(label: str, value, kind: type):
	"""Return what came as JSON, or already read.

	Args:
	        kind: `dict` or `list`.

	Raises:
	        frappe.ValidationError: when it is not of this kind, with the label.
	"""
	try:
		content = json.loads(value) if isinstance(value, str) else value
	except (ValueError, RecursionError):
		content = None
	if not isinstance(content, kind):
		expected = _("a list (JSON)") if kind is list else _("an object (JSON)")
		frappe.throw(_("{0}: expected is {1}.").format(label, expected))
	return content


def read_names(label: str, value) -> list[str]:
	"""Return a list of names of records.

	Raises:
	        frappe.ValidationError: when it is none, with the label.
	"""
	names = read_json(label, value, list)
	if not all(isinstance(name, str) for name in names):
		frappe.throw(_("{0}: expected is {1}.").format(label, _("a list (JSON)")))
	return [read_text(name) for name in names]


def read_conditions(label: str, value) -> list[list]:
	"""Return the filters of a list, as the Desk sends them: rows of DocType, field, operator and value.

	Raises:
	        frappe.ValidationError: when they are none, with the label.
	"""
	conditions = read_json(label, value or [], list)
	if not all(isinstance(row, list) and len(row) in (3, 4, 5) for row in conditions):
		frappe.throw(_("{0}: expected is {1}.").format(label, _("a list (JSON)")))
	return conditions


def read_document(doctype: str, value: str) -> Document:
	"""Return a document as it stands in a form, saved or not.

	Args:
	        value: the document as JSON; of it the fields of the DocType are taken.

	Raises:
	        frappe.PermissionError: for whoever may read no such document.
	        frappe.ValidationError: when it can't be read, naming the field where one is wrong.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	doc = frappe.get_doc({"doctype": doctype})
	fill(doc, read_json(_(doctype), value, dict))
	normalise_dates(doc)
	return doc


def fill(doc: Document, values: dict) -> None:
	"""Set the fields of a document or row from what a form sent; see `read_document`."""
	doc.name = read_text(values.get("name")) or None
	for df in doc.meta.fields:
		value = values.get(df.fieldname)
		if df.fieldtype in table_fields:
			for row in read_json(_(df.label), value or [], list):
				fill(doc.append(df.fieldname, {}), read_json(_(df.label), row, dict))
		elif isinstance(value, list | dict):
			frappe.throw(_("{0}: please enter one value.").format(_(df.label)))
		elif value is not None:
			doc.set(df.fieldname, INVISIBLE.sub("", value) if isinstance(value, str) else value)
