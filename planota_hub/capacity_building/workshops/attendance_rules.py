# SPDX-License-Identifier: GPL-3.0-only
"""When the attendance of a participant can be recorded, and how many hours count."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import flt, get_datetime, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)

ATTENDANCE_STAGES = frozenset({"Announced", "Closed", "Held"})


def validate_attendance(registration: "WorkshopRegistration") -> None:
	"""Refuse an attendance that cannot be, and set the hours that count."""
	before = registration.get_doc_before_save()
	unchanged = (
		before
		and before.attendance == registration.attendance
		and flt(before.attended_hours) == flt(registration.attended_hours)
	)
	workshop = frappe.db.get_value(
		seats.WORKSHOP, registration.workshop, ["stage", "starts_on", "hours"], as_dict=True
	)
	if not unchanged:
		refuse_wrong_attendance(registration, workshop)
	set_attended_hours(registration, workshop)


def refuse_wrong_attendance(registration: "WorkshopRegistration", workshop: frappe._dict) -> None:
	"""Refuse to record an attendance too early, too late, or for somebody without a seat."""
	label = field_label(registration, "attendance")
	if not registration.is_new() and workshop.stage == "Evaluated":
		frappe.throw(_("{0}: the workshop is evaluated, its attendance is fixed.").format(label))
	if registration.attendance == "Not Recorded":
		return
	if registration.status != seats.CONFIRMED:
		frappe.throw(_("{0}: only somebody with a confirmed seat can attend or be absent.").format(label))
	if workshop.stage not in ATTENDANCE_STAGES:
		frappe.throw(_("{0}: the workshop is not open for attendance.").format(label))
	# people sign in at the door a while before the workshop begins
	if get_datetime(workshop.starts_on) > now_datetime() and not registration.flags.signing_in:
		frappe.throw(_("{0}: the workshop has not started yet.").format(label))


def set_attended_hours(registration: "WorkshopRegistration", workshop: frappe._dict) -> None:
	"""Count the hours of the workshop unless somebody stayed shorter; nobody stays longer."""
	if registration.attendance != "Attended":
		registration.attended_hours = 0
		return
	registration.attended_hours = flt(registration.attended_hours) or flt(workshop.hours)
	if not 0 < registration.attended_hours <= flt(workshop.hours):
		frappe.throw(
			_("{0}: expected are more than 0 and at most {1} hours, the length of the workshop.").format(
				field_label(registration, "attended_hours"), flt(workshop.hours)
			),
			title=_("Wrong Hours"),
		)
