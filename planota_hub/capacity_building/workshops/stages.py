# SPDX-License-Identifier: GPL-3.0-only
"""The course of a workshop: where it begins, and what each step needs."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.rules.readable import show_moment
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, stamp
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

FIRST_STAGE = "Draft"


def validate_stage(workshop: "TrainingWorkshop") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(workshop, FIRST_STAGE, _("{0}: a new workshop begins as {1}."))
	if stamp(workshop):
		validate_step(workshop)


def validate_step(workshop: "TrainingWorkshop") -> None:
	"""Refuse a step whose conditions are not met."""
	if workshop.stage == "Held" and get_datetime(workshop.starts_on) > now_datetime():
		frappe.throw(
			_("{0}: the workshop starts on {1}; only then can it have been held.").format(
				field_label(workshop, "stage"), show_moment(workshop.starts_on)
			)
		)
	if workshop.stage == "Evaluated" and (missing := count_without_attendance(workshop)):
		refuse(
			workshop, "stage", _("the attendance of {0} participants is not recorded yet.").format(missing)
		)
	if workshop.stage == "Cancelled":
		refuse_missing(
			workshop, "cancellation_reason", _("please give the reason before you cancel the workshop.")
		)
	if workshop.stage == "Cancelled" and has_attended(workshop):
		frappe.throw(_("People have attended this workshop; it can't be cancelled any more."))


def count_without_attendance(workshop: "TrainingWorkshop") -> int:
	"""Return how many confirmed participants nobody has recorded as there or not there."""
	filters = {"workshop": workshop.name, "status": seats.CONFIRMED, "attendance": "Not Recorded"}
	return frappe.db.count(seats.REGISTRATION, filters)


def has_attended(workshop: "TrainingWorkshop") -> bool:
	"""Tell whether anybody was there."""
	return bool(frappe.db.exists(seats.REGISTRATION, {"workshop": workshop.name, "attendance": "Attended"}))
