# SPDX-License-Identifier: GPL-3.0-only
"""Days and times that come as text: brought into one form on the way in, refused when they are none."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.rules.text import field_label, shown


def normalise_dates(doc: Document, method: str | None = None) -> None:
	"""Bring the days and times of a hub document and its rows into the form in which they are stored.

	A request, an import or a calendar may write a time into a day, or a day as people write it, and not every
	database refuses that (hook `before_validate` of every DocType of the hub).

	Raises:
	        frappe.ValidationError: naming the field and the form that is expected. A text such as 5.11. or 11/5
	                is refused, for nobody can tell which day is meant.
	"""
	for part in [doc, *doc.get_all_children()]:
		for df in part.meta.get("fields", {"fieldtype": ("in", ("Date", "Datetime"))}):
			value = part.get(df.fieldname)
			if value and isinstance(value, str):
				part.set(df.fieldname, read_date(part, df, value))


def read_date(doc: Document, df, value: str) -> str:
	"""Return a day as year-month-day, a time with hour, minute and second; see `normalise_dates`."""
	try:
		moment = datetime.fromisoformat(value)
	except ValueError:
		moment = None
	if not moment or moment.tzinfo:
		message = get_expectation(df).format(field_label(doc, df.fieldname), shown(value))
		frappe.throw(message, title=_("Wrong Date"))
	return str(moment.date() if df.fieldtype == "Date" else moment)


def get_expectation(df) -> str:
	if df.fieldtype == "Date":
		return _("{0}: {1} is not a day. Write it as year-month-day, for example 2026-03-25.")
	return _("{0}: {1} is not a time. Write it as year-month-day hour:minute, for example 2026-03-25 14:30.")
