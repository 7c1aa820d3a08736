# SPDX-License-Identifier: GPL-3.0-only
"""What somebody typed into a form: read from the request, understood field by field, refused with an example.

What a field may hold decide the same rules as everywhere in the hub; here they are asked one field at a time, so that
an error stands beside its field and before the next step.
"""

import json
import re
from collections.abc import Callable
from functools import partial

import frappe
from frappe import _
from frappe.utils import cint, cstr, escape_html, getdate
from werkzeug.datastructures import MultiDict

from planota_hub.files.uploads import check_upload, get_upload_name
from planota_hub.public_forms.form.steps import FILE, NOT_TICKED, TICKED, Step, get_fields, is_shown
from planota_hub.public_forms.intake import MAX_NUMBER
from planota_hub.rules.decimals import get_marks_of_reader, read_typed_number, write_decimal
from planota_hub.rules.fields import normalise_email, normalise_phone, normalise_website
from planota_hub.rules.organisation_numbers import (
	REGISTRATION,
	normalise_number,
	normalise_registration_number,
	normalise_tax_number,
)
from planota_hub.rules.readable import show_day
from planota_hub.rules.text import clean_field, shown

Values = dict[str, str | list[str]]

NUMBER_TYPES = ("Int", "Float", "Currency", "Percent")
CHECKS_OF_KIND = {"Email": normalise_email, "Phone": normalise_phone, "URL": normalise_website}
CHECKS_OF_FIELD: dict[str, Callable] = {
	"registration_number": normalise_registration_number,
	"tax_number": normalise_tax_number,
	"number_abroad": partial(normalise_number, fieldname="number_abroad", kind=REGISTRATION),
}
# 24. 11. 2026, 24.11.2026, 24/11/2026
DAY = re.compile(r"(?P<day>\d{1,2})[./]\s*(?P<month>\d{1,2})[./]\s*(?P<year>\d{4})\.?")
MOST_BYTES_OF_STATE = 100_000


class Misunderstood(Exception):
	"""A value that can't be read; its text says what is expected, safe to be shown."""


class Typed(frappe._dict):
	"""The values of a form in the shape in which the rules of the register expect a document."""

	def __init__(self, field: frappe._dict, values: Values):
		super().__init__(values)
		self.meta = frappe._dict(get_label=lambda _fieldname: field.label)

	def set(self, fieldname: str, value) -> None:
		self[fieldname] = value


def read_request(steps: list[Step], sent: MultiDict) -> Values:
	"""Return what was typed into each field of a form, as it was typed."""
	values: Values = {}
	for field in get_fields(steps):
		if field.fieldtype == "MultiCheck":
			values[field.fieldname] = list(dict.fromkeys(filter(None, sent.getlist(field.fieldname))))
		elif field.fieldtype == "Check":
			values[field.fieldname] = TICKED if cint(sent.get(field.fieldname)) else NOT_TICKED
		elif field.fieldtype == FILE:
			values[field.fieldname] = get_upload_name(field.fieldname)
		else:
			values[field.fieldname] = cstr(sent.get(field.fieldname)).replace("\r\n", "\n").strip()
	return values


def read_state(text: str | None) -> Values:
	"""Return the values that a page gave along in an invisible field, as far as they can be read."""
	if not text or len(text) > MOST_BYTES_OF_STATE:
		return {}
	try:
		state = json.loads(text)
	except (ValueError, RecursionError):
		return {}
	return (
		{name: value for name, value in state.items() if is_typed(value)} if isinstance(state, dict) else {}
	)


def is_typed(value) -> bool:
	"""Tell whether something is a text or a list of texts, as the values of a form are."""
	return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def get_initial(steps: list[Step], known: dict) -> Values:
	"""Return what stands in a form that somebody opens.

	Args:
	        known: what is known of the record or the visitor, by the names of the fields.
	"""
	return {
		field.fieldname: as_typed(field, known.get(field.fieldname, field.default))
		for field in get_fields(steps)
	}


def as_typed(field: frappe._dict, value) -> str | list[str]:
	"""Return a stored value as somebody would have typed it."""
	if field.fieldtype == "MultiCheck":
		return list(value or [])
	if field.fieldtype == "Check":
		return TICKED if cint(value) else NOT_TICKED
	if field.fieldtype in NUMBER_TYPES and value not in (None, ""):
		return write_decimal(value, get_marks_of_reader()[0])
	return cstr(value).replace("\r\n", "\n").strip()


def check_step(step: Step, values: Values) -> tuple[dict, dict[str, str]]:
	"""Return what the fields of a step say, and what is wrong with them, by their names.

	Args:
	        values: what was typed on all steps.

	Returns:
	        Values as they will be stored, and errors safe to be shown. A field that is not asked for says nothing.
	"""
	understood: dict = {}
	errors: dict[str, str] = {}
	for field in get_fields([step]):
		if not is_shown(field, values):
			understood[field.fieldname] = ""
			continue
		try:
			understood[field.fieldname] = understand(field, values)
		except Misunderstood as error:
			errors[field.fieldname] = str(error)
	return understood, errors


def understand(field: frappe._dict, values: Values):
	"""Return what somebody means with what was typed into a field.

	Raises:
	        Misunderstood: when it is missing, or can't be meant.
	"""
	value = values[field.fieldname]
	if not value:
		if field.is_required:
			raise Misunderstood(get_wanted(field))
		return value
	if field.choices is not None:
		return choose(field, value)
	if field.fieldtype == FILE:
		return take_file(field)
	if field.fieldtype in NUMBER_TYPES:
		return read_number(field, cstr(value))
	if field.fieldtype == "Date":
		return read_day(cstr(value))
	return value if field.fieldtype == "Check" else read_text(field, values)


def get_wanted(field: frappe._dict) -> str:
	"""Return what to say of a required field in which there is nothing."""
	if field.fieldtype == "Check":
		return _("Please tick this box. Without it nothing can be sent.")
	if field.fieldtype == FILE:
		return _("Please choose a file.")
	if field.fieldtype == "MultiCheck":
		return _("Please choose at least one.")
	return _("Please choose one.") if field.choices is not None else _("Please fill in this field.")


def choose(field: frappe._dict, value: str | list[str]) -> str | list[str]:
	"""Return what was chosen, once it is among what is offered."""
	offered = {choice for choice, _label in field.choices}
	if set([value] if isinstance(value, str) else value) - offered:
		raise Misunderstood(_("This is not offered, or not any more. Please choose from the list."))
	return value


def take_file(field: frappe._dict) -> str:
	"""Return the name of the file that was chosen, once it is one that is taken."""
	try:
		return check_upload(field.fieldname)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		raise Misunderstood(without_label(str(error), _("File"))) from None


def read_number(field: frappe._dict, text: str) -> float | int:
	"""Return the number that was typed, in words or not."""
	is_whole = field.fieldtype == "Int"
	try:
		number = read_typed_number(text, is_whole, get_marks_of_reader())
	except ValueError:
		example = "20" if is_whole else write_decimal(1250.5, get_marks_of_reader()[0])
		raise Misunderstood(
			_("{0} is not understood as a number. Please write one such as {1}.").format(shown(text), example)
		) from None
	if not 0 <= number <= MAX_NUMBER:
		raise Misunderstood(_("Please enter a number from 0 to {0}.").format(MAX_NUMBER))
	return number


def read_day(text: str) -> str:
	"""Return a day as year-month-day, whether it was chosen in a calendar or typed as Slovenes write it."""
	if found := DAY.fullmatch(text):
		text = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
	try:
		return str(getdate(text))
	except (ValueError, TypeError, OverflowError, frappe.ValidationError):
		frappe.clear_messages()
		raise Misunderstood(
			_("{0} is not a day. Please write it as day, month and year, for example 24. 11. 2026.").format(
				shown(text)
			)
		) from None


def read_text(field: frappe._dict, values: Values) -> str:
	"""Return a text in the form in which it is stored, after the rules for its kind of field."""
	typed = Typed(field, values)
	definition = frappe._dict(
		fieldname=field.fieldname,
		fieldtype=field.fieldtype if field.is_multiline else "Data",
		options=field.kind if field.kind == "Phone" else None,
		length=field.max_length,
	)
	try:
		clean_field(typed, definition)
		if field.fieldname in CHECKS_OF_FIELD:
			CHECKS_OF_FIELD[field.fieldname](typed)
		elif field.kind in CHECKS_OF_KIND:
			CHECKS_OF_KIND[field.kind](typed, field.fieldname)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		raise Misunderstood(without_label(str(error), field.label)) from None
	return cstr(typed.get(field.fieldname))


def without_label(message: str, label: str) -> str:
	"""Return a message that stands beside its field and need not name it."""
	text = message.removeprefix(f"{label}: ")
	return text[:1].upper() + text[1:]


def find_field(steps: list[Step], doctype: str, message: str) -> frappe._dict | None:
	"""Return the field that a message names at its beginning, by its label here or in its DocType."""
	meta = frappe.get_meta(doctype)
	labels = {}
	for field in get_fields(steps):
		own = _(meta.get_label(field.fieldname), context=doctype) if meta.has_field(field.fieldname) else ""
		labels |= {label: field for label in (field.label, own) if label}
	matching = [label for label in labels if message.startswith(f"{label}: ")]
	if not matching:
		return None
	label = max(matching, key=len)
	return frappe._dict(labels[label], label=label)


def describe(field: frappe._dict, value) -> str:
	"""Return a value as its sender reads it, safe to be shown; empty when there is nothing to tell."""
	if not value and value != 0:
		return ""
	if field.choices is not None:
		labels = dict(field.choices)
		chosen = value if isinstance(value, list) else [value]
		# the number of a record says nothing to its reader, and its title may not be public any more
		return ", ".join(labels.get(choice) or _("no longer offered") for choice in chosen)
	if field.fieldtype == "Check":
		return _("Yes")
	if field.fieldtype == "Date":
		return show_day(value)
	if field.fieldtype in NUMBER_TYPES:
		value = write_decimal(value, get_marks_of_reader()[0])
	return escape_html(cstr(value))


def describe_as_typed(field: frappe._dict, value) -> str:
	"""Return what was typed into a field, safe to be shown; unlike `describe` also what can't be understood."""
	if field.choices is not None or field.fieldtype == "Check":
		return describe(field, value)
	return escape_html(cstr(value))
