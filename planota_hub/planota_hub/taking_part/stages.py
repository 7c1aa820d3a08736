# SPDX-License-Identifier: GPL-3.0-only
"""The course of an occasion: what a step of its workflow needs."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, Kind, Occasion
from planota_hub.rules.readable import show_moment
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, stamp
from planota_hub.rules.text import field_label

FIRST_STAGE = "Draft"


def validate_stage(kind: Kind, event: Occasion) -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(event, FIRST_STAGE, str(kind.words["begins_as"]))
	if stamp(event):
		validate_step(kind, event)


def validate_step(kind: Kind, event: Occasion) -> None:
	"""Refuse a step whose conditions are not met."""
	if event.stage == "Held" and get_datetime(event.starts_on) > now_datetime():
		frappe.throw(kind.say("to_come", field_label(event, "stage"), show_moment(event.starts_on)))
	if event.stage == "Evaluated" and (missing := count_without_attendance(kind, event)):
		refuse(event, "stage", _("the attendance of {0} participants is not recorded yet.").format(missing))
	if event.stage == "Cancelled":
		refuse_missing(event, "cancellation_reason", kind.say("why_cancelled"))
	if event.stage == "Cancelled" and has_attended(kind, event):
		frappe.throw(kind.say("was_attended"))


def count_without_attendance(kind: Kind, event: Occasion) -> int:
	"""Return how many confirmed participants nobody has recorded as there or not there."""
	filters = {kind.fieldname: event.name, "status": CONFIRMED, "attendance": "Not Recorded"}
	return frappe.db.count(kind.registration, filters)


def has_attended(kind: Kind, event: Occasion) -> bool:
	"""Tell whether anybody was there."""
	return bool(frappe.db.exists(kind.registration, {kind.fieldname: event.name, "attendance": "Attended"}))
