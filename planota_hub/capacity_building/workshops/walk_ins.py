# SPDX-License-Identifier: GPL-3.0-only
"""Who comes to a full workshop without a registration takes the seat of somebody who did not come."""

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance import after_attendance, check_may_record
from planota_hub.capacity_building.workshops.attendance_rules import ATTENDANCE_STAGES
from planota_hub.rules.readable import show_moment


@frappe.whitelist(methods=["POST"])
def add_walk_in(workshop: str, participant_name: str, email: str, organisation: str | None = None) -> dict:
	"""Enter somebody who is there without a registration as attending, on a free seat or on that of a no-show.

	The no-show keeps the registration and counts as absent. First goes the seat of who was recorded as absent, then
	of who registered last and has not signed in.

	Returns:
	        `registration`, and `instead_of`: the name of the participant whose seat it was, None where one was free.

	Raises:
	        frappe.PermissionError: for anybody but the staff and the trainer.
	        frappe.ValidationError: before the workshop begins, after its evaluation, or when everybody is there.
	"""
	check_may_record(workshop)
	locked = seats.lock_workshop(workshop)
	refuse_wrong_time(locked)
	no_show = take_over_seat(locked) if locked.confirmed_count >= locked.capacity else None
	registration = frappe.new_doc(seats.REGISTRATION)
	registration.update(
		{
			"workshop": workshop,
			"participant_name": cstr(participant_name),
			"email": cstr(email),
			"organisation": cstr(organisation) or None,
			"attendance": "Attended",
		}
	)
	registration.flags.walks_in = True
	# the trainer records attendance, and has no right to register people otherwise
	registration.insert(ignore_permissions=True)
	after_attendance(workshop)
	return {"registration": registration.name, "instead_of": no_show and no_show.participant_name}


def refuse_wrong_time(workshop: frappe._dict) -> None:
	seats.refuse_wrong_stage(workshop)
	if workshop.stage not in ATTENDANCE_STAGES or get_datetime(workshop.starts_on) > now_datetime():
		frappe.throw(
			_("Seats of those who did not come are free once the workshop has begun ({0}).").format(
				show_moment(workshop.starts_on)
			)
		)


def take_over_seat(workshop: frappe._dict) -> frappe._dict:
	"""Take the seat of a no-show of a locked workshop out of the counters; return the no-show."""
	no_show = find_no_show(workshop.name)
	if not no_show:
		frappe.throw(
			_("All {0} seats of this workshop are taken, and everybody who has one is there.").format(
				workshop.capacity
			),
			title=_("No Free Seat"),
		)
	absent = {"attendance": "Absent", "attended_hours": 0, "seat_taken_over": 1}
	frappe.db.set_value(seats.REGISTRATION, no_show.name, absent)
	seats.set_counters(workshop, {"confirmed_count": workshop.confirmed_count - 1})
	return no_show


def find_no_show(workshop: str) -> frappe._dict | None:
	for attendance in ("Absent", "Not Recorded"):
		filters = {
			"workshop": workshop,
			"status": seats.CONFIRMED,
			"attendance": attendance,
			"seat_taken_over": 0,
		}
		found = frappe.db.get_value(
			seats.REGISTRATION,
			filters,
			["name", "participant_name"],
			as_dict=True,
			order_by="queue_number desc",
			for_update=True,
		)
		if found:
			return found
	return None
