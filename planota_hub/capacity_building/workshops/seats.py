# SPDX-License-Identifier: GPL-3.0-only
"""Who has a seat at a workshop and who waits: decided while the workshop's row is locked.

Everything that takes or frees a seat locks the workshop first, reads its counters and the queue with locking
reads, and writes both in the same transaction. So there are never more confirmed registrations than seats,
and the waiting list moves up in its order, however many people press the button at the same time.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now, now_datetime

from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.capacity_building.workshops.waiting_list import (
	CANCELLED,
	CONFIRMED,
	REGISTRATION,
	WAITING,
	WORKSHOP,
)
from planota_hub.rules.readable import show_moment

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)

COUNTERS = {CONFIRMED: "confirmed_count", WAITING: "waiting_count"}
# the waiting list moves up while the workshop is still to come
MOVING_STAGES = frozenset({"Announced", "Closed"})
LOCKED_FIELDS = [
	"name",
	"stage",
	"starts_on",
	"ends_on",
	"capacity",
	"has_waiting_list",
	"confirmed_count",
	"waiting_count",
	"queue_counter",
	"calendar_sequence",
	"registration_opens_on",
	"registration_closes_on",
]


def lock_workshop(name: str) -> frappe._dict:
	"""Return the fields of a workshop that seats depend on, and keep its row locked until the commit.

	Raises:
	        frappe.DoesNotExistError: when there is no such workshop.
	"""
	workshop = frappe.db.get_value(WORKSHOP, name, LOCKED_FIELDS, as_dict=True, for_update=True)
	if not workshop:
		frappe.throw(_("This workshop was not found."), frappe.DoesNotExistError)
	return workshop


def refuse_closed_registration(workshop: frappe._dict) -> None:
	"""Refuse what comes outside the registration window; for everybody but the hub's staff.

	Raises:
	        frappe.ValidationError: saying since when or until when there is no registration.
	"""
	refuse_wrong_stage(workshop)
	if workshop.stage == "Held":
		frappe.throw(_("This workshop has already been held."), title=_("Registration Closed"))
	opens_on, closes_on = workshop.registration_opens_on, get_closing_time(workshop)
	if opens_on and get_datetime(opens_on) > now_datetime():
		frappe.throw(
			_("Registration opens on {0}.").format(show_moment(opens_on)),
			title=_("Registration Not Open Yet"),
		)
	if workshop.stage == "Closed" or closes_on <= now_datetime():
		frappe.throw(
			_("Registration for this workshop is closed."),
			title=_("Registration Closed"),
		)


def get_closing_time(workshop: frappe._dict):
	"""Return the moment after which nobody can register any more."""
	starts_on = get_datetime(workshop.starts_on)
	return min(get_datetime(workshop.registration_closes_on or starts_on), starts_on)


def refuse_wrong_stage(workshop: frappe._dict) -> None:
	"""Refuse a registration for a workshop that takes none, whoever enters it."""
	messages = {
		"Draft": _("This workshop has not been announced yet."),
		"Cancelled": _("This workshop was cancelled."),
		"Evaluated": _("This workshop has been held and evaluated."),
	}
	if workshop.stage in messages:
		frappe.throw(messages[workshop.stage], title=_("No Registration"))


def take_seat(registration: "WorkshopRegistration") -> None:
	"""Give a new registration a seat, or a place on the waiting list, and its place in the queue.

	Raises:
	        frappe.ValidationError: when the workshop takes no registrations, or all seats are taken and there is
	        no waiting list.
	"""
	workshop = lock_workshop(registration.workshop)
	if registration.flags.walks_in:
		registration.status = CONFIRMED
	else:
		registration.status = get_next_status(workshop)
	registration.queue_number = workshop.queue_counter + 1


def get_next_status(workshop: frappe._dict) -> str:
	"""Return whether the next one who registers for a locked workshop gets a seat or waits.

	Raises:
	        frappe.ValidationError: when the workshop takes no registrations, or all seats are taken and there is
	        no waiting list.
	"""
	refuse_wrong_stage(workshop)
	if has_free_seat(workshop):
		return CONFIRMED
	if not (workshop.has_waiting_list and workshop.stage in MOVING_STAGES):
		frappe.throw(
			_("All {0} seats of this workshop are taken.").format(workshop.capacity),
			title=_("No Free Seat"),
		)
	return WAITING


def has_free_seat(workshop: frappe._dict) -> bool:
	"""Tell whether there is a seat that nobody on the waiting list is entitled to."""
	waiting = workshop.waiting_count if workshop.stage in MOVING_STAGES else 0
	return workshop.confirmed_count + waiting < workshop.capacity


def count_new(registration: "WorkshopRegistration") -> None:
	"""Enter a registration that was just inserted in the counters of its workshop."""
	workshop = lock_workshop(registration.workshop)
	counter = COUNTERS[registration.status]
	set_counters(workshop, {counter: workshop[counter] + 1, "queue_counter": registration.queue_number})


def set_counters(workshop: frappe._dict, values: dict[str, int]) -> None:
	"""Write counters of a locked workshop; no edit of the workshop as such.

	Whoever gets or gives up a seat gets a calendar entry; its number is higher than all that were sent before.
	"""
	values = {**values, "calendar_sequence": cint(workshop.calendar_sequence) + 1}
	workshop.update(values)
	frappe.db.set_value(WORKSHOP, workshop.name, values, update_modified=False)


def free_seat(name: str, cancelled_by: str) -> bool:
	"""Cancel a registration and let the first one waiting move up.

	Args:
	        name: of the registration.
	        cancelled_by: "Participant" or "Staff".

	Returns:
	        whether anything changed: a second cancellation changes nothing.

	Raises:
	        frappe.ValidationError: when the participant has attended, or the workshop has begun.
	"""
	workshop = lock_workshop(frappe.db.get_value(REGISTRATION, name, "workshop"))
	registration = frappe.db.get_value(
		REGISTRATION, name, ["name", "status", "attendance", "seat_taken_over"], as_dict=True, for_update=True
	)
	if registration.status == CANCELLED:
		return False
	if registration.attendance == "Attended":
		frappe.throw(_("This participant has attended; the registration can't be cancelled."))
	if cancelled_by == "Participant":
		refuse_late_cancellation(workshop)
	mark_cancelled({"name": name}, cancelled_by)
	release(workshop, registration)
	return True


def give_up_seat(name: str) -> None:
	"""Free the seat, or the place in the queue, of somebody who has their data removed before the workshop.

	Afterwards nobody could write to them. The seat stays with who has signed in, or once the workshop has begun.
	"""
	workshop, attendance = frappe.db.get_value(REGISTRATION, name, ["workshop", "attendance"])
	if attendance == "Attended" or not frappe.db.exists(WORKSHOP, workshop):
		return
	if is_moving(lock_workshop(workshop)):
		free_seat(name, "Participant")


def refuse_late_cancellation(workshop: frappe._dict) -> None:
	"""Refuse a cancellation by link once the workshop has begun: the link has expired.

	Raises:
	        frappe.ValidationError: with the moment of the start.
	"""
	if workshop.stage not in MOVING_STAGES or get_datetime(workshop.starts_on) <= now_datetime():
		frappe.throw(
			_("This link has expired: the workshop began on {0}.").format(show_moment(workshop.starts_on)),
			title=_("Link Expired"),
		)


def mark_cancelled(filters: dict, cancelled_by: str) -> None:
	"""Write the cancellation of registrations whose workshop is locked."""
	frappe.db.set_value(
		REGISTRATION,
		filters,
		{
			"status": CANCELLED,
			"cancelled_on": now(),
			"cancelled_by": cancelled_by,
			"active_key": None,
			"seat_taken_over": 0,
			"attendance": "Not Recorded",
		},
	)


def release(workshop: frappe._dict, registration: frappe._dict) -> None:
	"""Take a registration, with the status it had, out of the counters, and let the next one move up."""
	counter = COUNTERS.get(registration.status)
	# who has come in its place counts for the seat
	if counter and not registration.seat_taken_over:
		set_counters(workshop, {counter: workshop[counter] - 1})
	fill_free_seats(workshop)


def fill_free_seats(workshop: frappe._dict) -> list[str]:
	"""Move the first ones waiting up to the free seats of a locked workshop; return their names."""
	moved = []
	while is_moving(workshop) and workshop.waiting_count and workshop.confirmed_count < workshop.capacity:
		name = frappe.db.get_value(
			REGISTRATION,
			{"workshop": workshop.name, "status": WAITING},
			"name",
			order_by="queue_number asc",
			for_update=True,
		)
		frappe.db.set_value(REGISTRATION, name, {"status": CONFIRMED, "moved_up_on": now()})
		set_counters(
			workshop,
			{"confirmed_count": workshop.confirmed_count + 1, "waiting_count": workshop.waiting_count - 1},
		)
		send_message("moved_up", name)
		moved.append(name)
	return moved


def is_moving(workshop: frappe._dict) -> bool:
	return workshop.stage in MOVING_STAGES and get_datetime(workshop.starts_on) > now_datetime()


def cancel_all(name: str) -> list[str]:
	"""Cancel every registration of a workshop that does not take place; return their names."""
	workshop = lock_workshop(name)
	active = {"workshop": name, "status": ("!=", CANCELLED)}
	names = [
		row[0]
		for row in frappe.db.get_values(
			REGISTRATION, active, ["name"], order_by="queue_number asc", for_update=True
		)
	]
	mark_cancelled(active, "Workshop")
	set_counters(workshop, {"confirmed_count": 0, "waiting_count": 0})
	return names


def check_seats() -> list[dict]:
	"""Compare the counters of all workshops with their registrations; return the differences.

	For `./hub run planota_hub.capacity_building.workshops.seats.check_seats` and for the tests.
	"""
	registration = frappe.qb.DocType(REGISTRATION)
	from frappe.query_builder.functions import Count

	counted: dict[tuple[str, str], int] = {
		(workshop, status): number
		for workshop, status, number in frappe.qb.from_(registration)
		.select(registration.workshop, registration.status, Count(registration.name))
		.where(registration.seat_taken_over == 0)
		.groupby(registration.workshop, registration.status)
		.run()
	}
	differences = []
	for workshop in frappe.get_all(
		WORKSHOP, fields=["name", "capacity", *COUNTERS.values()], order_by="name asc", limit_page_length=0
	):
		for status, counter in COUNTERS.items():
			actual = counted.get((workshop.name, status), 0)
			if actual != workshop[counter] or (status == CONFIRMED and actual > workshop.capacity):
				differences.append(
					{
						"workshop": workshop.name,
						"status": status,
						"counter": workshop[counter],
						"registrations": actual,
						"seats": workshop.capacity,
					}
				)
	return differences
