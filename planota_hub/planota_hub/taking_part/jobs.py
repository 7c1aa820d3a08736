# SPDX-License-Identifier: GPL-3.0-only
"""What the scheduler does for registrations: close them in time, remind participants."""

from datetime import timedelta

import frappe
from frappe.utils import now, now_datetime, today

from planota_hub.mail.jobs import one_of_many
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, Kind
from planota_hub.planota_hub.taking_part.letters import Letters
from planota_hub.planota_hub.taking_part.seats import MOVING_STAGES, get_closing_time

REMIND_BEFORE = timedelta(hours=48)


def close_registrations(kind: Kind) -> None:
	"""Announced occasions whose registration window is over become closed."""
	for event in frappe.get_all(
		kind.event,
		filters={"stage": "Announced"},
		fields=["name", "starts_on", "registration_closes_on"],
		order_by="name asc",
	):
		if get_closing_time(event) <= now_datetime():
			frappe.db.set_value(kind.event, event.name, {"stage": "Closed", "stage_changed_on": today()})


def remind_participants(letters: Letters) -> None:
	"""Write once to everybody with a seat at an occasion that begins within two days."""
	kind, now_ = letters.kind, now_datetime()
	events = frappe.get_all(
		kind.event,
		filters=[
			["stage", "in", sorted(MOVING_STAGES)],
			["starts_on", ">", now_],
			["starts_on", "<=", now_ + REMIND_BEFORE],
		],
		pluck="name",
		order_by="starts_on asc",
	)
	for name in frappe.get_all(
		kind.registration,
		filters={
			kind.fieldname: ("in", events or [""]),
			"status": CONFIRMED,
			"reminded_on": ("is", "not set"),
			# who registered within these two days has just had the confirmation
			"registered_on": ("<", now_ - timedelta(hours=12)),
		},
		pluck="name",
		order_by="name asc",
	):
		with one_of_many(kind.say("no_reminder")):
			if letters.send_message("reminder", name):
				frappe.db.set_value(kind.registration, name, "reminded_on", now(), update_modified=False)
