# SPDX-License-Identifier: GPL-3.0-only
"""What a hand enters in a reading, and that nothing else of it can be written by hand."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, flt

from planota_hub.funding.indicators import readings
from planota_hub.funding.indicators.evidence import READING
from planota_hub.funding.indicators.readings import PERIOD
from planota_hub.rules.decimals import read_decimal, write_decimal
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown
from planota_hub.rules.unknown_numbers import get_known, set_known

if TYPE_CHECKING:
	from planota_hub.funding.doctype.indicator_reading.indicator_reading import IndicatorReading

# what a hand may change, and for a manual reading alone
ENTERED_FIELDS = ("entered_value", "value", "note")
KEYS = ("indicator", "reporting_period")


def keep_server_fields(reading: "IndicatorReading") -> None:
	"""Whatever a form, an import or a program sends: all but the entry of a hand stays as it was."""
	before = reading.get_doc_before_save()
	if before:
		for df in reading.meta.get("fields", {"fieldtype": ("not in", frappe.model.no_value_fields)}):
			if df.fieldname not in ENTERED_FIELDS:
				reading.set(df.fieldname, before.get(df.fieldname))
		return
	for df in reading.meta.get("fields", {"fieldtype": ("not in", frappe.model.no_value_fields)}):
		if df.fieldname not in (*ENTERED_FIELDS, *KEYS):
			reading.set(df.fieldname, df.default)
	define(reading)


def define(reading: "IndicatorReading") -> None:
	"""Take over from indicator and period how a new reading is measured."""
	indicator = frappe.get_doc("Project Indicator", reading.indicator)
	period = frappe.get_doc(PERIOD, reading.reporting_period)
	if period.project != indicator.project:
		refuse(reading, "reporting_period", _("this period belongs to another project than the indicator."))
	if known := frappe.db.exists(READING, {key: reading.get(key) for key in KEYS}):
		frappe.throw(
			_("{0}: there is a reading for this period already, {1}.").format(
				field_label(reading, "indicator"), known
			),
			frappe.UniqueValidationError,
		)
	readings.set_definition(reading, indicator, period)


def take_entry(reading: "IndicatorReading") -> None:
	"""A changed value belongs to who entered it, and waits for the approval of somebody else."""
	before = reading.get_doc_before_save()
	if reading.measurement != "Manual":
		if not before or is_changed(reading, before):
			refuse(
				reading, "value", _("this reading is computed from the records; it is not entered by hand.")
			)
		return
	take_number(reading, before)
	if not before or is_changed(reading, before):
		read_entry(reading)
		found = get_known(reading, "value") is not None
		reading.entered_by = frappe.session.user if found else None
		reading.approved_by, reading.approved_on = None, None


def is_changed(reading: "IndicatorReading", before: "IndicatorReading") -> bool:
	return (
		cstr(before.entered_value).strip() != cstr(reading.entered_value).strip()
		or flt(before.value, 2) != flt(reading.value, 2)
		or before.note != reading.note
	)


def take_number(reading: "IndicatorReading", before: "IndicatorReading | None") -> None:
	"""A program may send a number in place of the text that a person enters."""
	if cstr(reading.entered_value).strip() != cstr(before and before.entered_value).strip():
		return
	stored = before and get_known(before, "value")
	sent = get_known(reading, "value")
	if sent is not None and (stored is None or flt(sent, 2) != flt(stored, 2)):
		reading.entered_value = write_decimal(flt(sent, 2))


def read_entry(reading: "IndicatorReading") -> None:
	"""Set the value from what was entered; 0 is a value, nothing is none.

	Raises:
	        frappe.ValidationError: when the text is no number.
	"""
	text = cstr(reading.entered_value).strip()
	try:
		value = flt(read_decimal(text), 2) if text else None
	except ValueError:
		refuse(
			reading,
			"entered_value",
			_(
				"{0} is no number. Enter one, 0 too; leave the field empty while the figure is not known."
			).format(shown(text)),
		)
	reading.entered_value = text or None
	set_known(reading, "value", value)
