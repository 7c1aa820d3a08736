# SPDX-License-Identifier: GPL-3.0-only
"""What the scheduler does for workshops: close registration in time, remind participants."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import now, now_datetime, today

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.mail.jobs import one_of_many

REMIND_BEFORE = timedelta(hours=48)


def close_registrations() -> None:
	"""Hourly: announced workshops whose registration window is over become closed."""
	for workshop in frappe.get_all(
		seats.WORKSHOP,
		filters={"stage": "Announced"},
		fields=["name", "starts_on", "registration_closes_on"],
		order_by="name asc",
	):
		if seats.get_closing_time(workshop) <= now_datetime():
			frappe.db.set_value(
				seats.WORKSHOP, workshop.name, {"stage": "Closed", "stage_changed_on": today()}
			)


def remind_participants() -> None:
	"""Hourly: once to everybody with a seat at a workshop that begins within two days."""
	now_ = now_datetime()
	workshops = frappe.get_all(
		seats.WORKSHOP,
		filters=[
			["stage", "in", sorted(seats.MOVING_STAGES)],
			["starts_on", ">", now_],
			["starts_on", "<=", now_ + REMIND_BEFORE],
		],
		pluck="name",
		order_by="starts_on asc",
	)
	for name in frappe.get_all(
		seats.REGISTRATION,
		filters={
			"workshop": ("in", workshops or [""]),
			"status": seats.CONFIRMED,
			"reminded_on": ("is", "not set"),
			# who registered within these two days has just had the confirmation
			"registered_on": ("<", now_ - timedelta(hours=12)),
		},
		pluck="name",
		order_by="name asc",
	):
		with one_of_many(_("The reminder of a workshop could not be sent")):
			if send_message("reminder", name):
				frappe.db.set_value(seats.REGISTRATION, name, "reminded_on", now(), update_modified=False)
