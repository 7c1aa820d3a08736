# SPDX-License-Identifier: GPL-3.0-only
"""Rules about dates and amounts that calls and applications share."""

from frappe import _, throw
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from planota_hub.rules.readable import show_day, show_money
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label


def refuse_wrong_order(doc: Document, earlier: str, later: str) -> None:
	"""Refuse two dates of which the later one comes first.

	Raises:
	        frappe.ValidationError: naming the later field and the earlier day.
	"""
	begin, end = doc.get(earlier), doc.get(later)
	if begin and end and getdate(end) < getdate(begin):
		message = _("expected is a day not before {0} ({1}).")
		refuse(doc, later, message.format(show_day(begin), field_label(doc, earlier)), _("Wrong Date"))


def refuse_future(doc: Document, fieldname: str) -> None:
	"""Refuse a day that is still to come, for what is said to have happened.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if doc.get(fieldname) and getdate(doc.get(fieldname)) > getdate(today()):
		refuse(doc, fieldname, _("the date lies in the future."), _("Wrong Date"))


def refuse_negative(doc: Document, *fieldnames: str) -> None:
	"""Refuse amounts and numbers below zero.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	for fieldname in fieldnames:
		if flt(doc.get(fieldname)) < 0:
			refuse(doc, fieldname, _("the value must not be negative."), _("Wrong Number"))


def refuse_percent(doc: Document, fieldname: str) -> None:
	"""Refuse a percentage that is none.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if not 0 <= flt(doc.get(fieldname)) <= 100:
		refuse(doc, fieldname, _("expected is a percentage from 0 to 100."), _("Wrong Number"))


def refuse_less(doc: Document, fieldname: str, smallest: str) -> None:
	"""Refuse an amount below the one of another field; 0 means none in both.

	Raises:
	        frappe.ValidationError: naming both fields.
	"""
	amount, least = flt(doc.get(fieldname)), flt(doc.get(smallest))
	if amount and amount < least:
		throw(
			_("{0}: expected is not less than {1} ({2}).").format(
				field_label(doc, fieldname), show_money(least), field_label(doc, smallest)
			),
			title=_("Wrong Amount"),
		)
