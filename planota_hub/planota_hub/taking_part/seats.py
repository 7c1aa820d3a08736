# SPDX-License-Identifier: GPL-3.0-only
"""Who has a seat and who waits: decided while the row of the occasion is locked.

Everything that takes or frees a seat locks the occasion first, reads its counters and the queue with locking
reads, and writes both in the same transaction. So there are never more confirmed registrations than seats,
and the waiting list moves up in its order, however many people press the button at the same time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, get_datetime, now, now_datetime

from planota_hub.planota_hub.taking_part.kinds import (
	CANCELLED,
	CONFIRMED,
	WAITING,
	Kind,
	Occasion,
	Participant,
)
from planota_hub.rules.readable import show_moment

COUNTERS = {CONFIRMED: "confirmed_count", WAITING: "waiting_count"}
# the waiting list moves up while the occasion is still to come
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


def get_closing_time(event: frappe._dict) -> datetime:
	"""Return the moment after which nobody can register any more."""
	starts_on = get_datetime(event.starts_on)
	return min(get_datetime(event.registration_closes_on or starts_on), starts_on)


def has_free_seat(event: frappe._dict) -> bool:
	"""Tell whether there is a seat that nobody on the waiting list is entitled to."""
	waiting = event.waiting_count if event.stage in MOVING_STAGES else 0
	return event.confirmed_count + waiting < event.capacity


def is_moving(event: frappe._dict) -> bool:
	return event.stage in MOVING_STAGES and get_datetime(event.starts_on) > now_datetime()


@dataclass(frozen=True)
class Seats:
	"""The seats of one kind of occasion.

	Attributes:
	        tell: writes to a participant; gets the message and the name of the registration.
	"""

	kind: Kind
	tell: Callable[[str, str], bool]

	def lock(self, name: str) -> frappe._dict:
		"""Return the fields of an occasion that seats depend on, and keep its row locked until the commit.

		Raises:
		        frappe.DoesNotExistError: when there is no such occasion.
		"""
		event = frappe.db.get_value(self.kind.event, name, LOCKED_FIELDS, as_dict=True, for_update=True)
		if not event:
			frappe.throw(self.kind.say("not_found"), frappe.DoesNotExistError)
		return event

	def refuse_closed_registration(self, event: frappe._dict) -> None:
		"""Refuse what comes outside the registration window; for everybody but the hub's staff.

		Raises:
		        frappe.ValidationError: saying since when or until when there is no registration.
		"""
		self.refuse_wrong_stage(event)
		if event.stage == "Held":
			frappe.throw(self.kind.say("is_held"), title=_("Registration Closed"))
		opens_on, closes_on = event.registration_opens_on, get_closing_time(event)
		if opens_on and get_datetime(opens_on) > now_datetime():
			frappe.throw(
				_("Registration opens on {0}.").format(show_moment(opens_on)),
				title=_("Registration Not Open Yet"),
			)
		if event.stage == "Closed" or closes_on <= now_datetime():
			frappe.throw(self.kind.say("is_closed"), title=_("Registration Closed"))

	def refuse_wrong_stage(self, event: frappe._dict) -> None:
		"""Refuse a registration for an occasion that takes none, whoever enters it."""
		messages = {"Draft": "is_draft", "Cancelled": "is_cancelled", "Evaluated": "is_evaluated"}
		if event.stage in messages:
			frappe.throw(self.kind.say(messages[event.stage]), title=_("No Registration"))

	def take_seat(self, registration: Participant) -> None:
		"""Give a new registration a seat, or a place on the waiting list, and its place in the queue.

		Raises:
		        frappe.ValidationError: when the occasion takes no registrations, or all seats are taken and there is
		        no waiting list.
		"""
		event = self.lock(registration.get(self.kind.fieldname))
		registration.status = CONFIRMED if registration.flags.walks_in else self.get_next_status(event)
		registration.queue_number = event.queue_counter + 1

	def get_next_status(self, event: frappe._dict) -> str:
		"""Return whether the next one who registers for a locked occasion gets a seat or waits.

		Raises:
		        frappe.ValidationError: when the occasion takes no registrations, or all seats are taken and there is
		        no waiting list.
		"""
		self.refuse_wrong_stage(event)
		if has_free_seat(event):
			return CONFIRMED
		if not self.takes(event):
			frappe.throw(self.kind.say("is_full", event.capacity), title=_("No Free Seat"))
		return WAITING

	def takes(self, event: frappe._dict) -> bool:
		"""Tell whether a locked occasion has a seat, or a waiting list, for one more."""
		return has_free_seat(event) or bool(event.has_waiting_list and event.stage in MOVING_STAGES)

	def count_new(self, registration: Participant) -> None:
		"""Enter a registration that was just inserted in the counters of its occasion."""
		event = self.lock(registration.get(self.kind.fieldname))
		counter = COUNTERS[registration.status]
		self.set_counters(event, {counter: event[counter] + 1, "queue_counter": registration.queue_number})

	def set_counters(self, event: frappe._dict, values: dict[str, int]) -> None:
		"""Write counters of a locked occasion; no edit of the occasion as such.

		Whoever gets or gives up a seat gets a calendar entry; its number is higher than all that were sent before.
		"""
		values = {**values, "calendar_sequence": cint(event.calendar_sequence) + 1}
		event.update(values)
		frappe.db.set_value(self.kind.event, event.name, values, update_modified=False)

	def free_seat(self, name: str, cancelled_by: str) -> bool:
		"""Cancel a registration and let the first one waiting move up.

		Args:
		        name: of the registration.
		        cancelled_by: "Participant" or "Staff".

		Returns:
		        whether anything changed: a second cancellation changes nothing.

		Raises:
		        frappe.ValidationError: when the participant has attended, or the occasion has begun.
		"""
		event = self.lock(frappe.db.get_value(self.kind.registration, name, self.kind.fieldname))
		registration = frappe.db.get_value(
			self.kind.registration,
			name,
			["name", "status", "attendance", "seat_taken_over"],
			as_dict=True,
			for_update=True,
		)
		if registration.status == CANCELLED:
			return False
		if registration.attendance == "Attended":
			frappe.throw(_("This participant has attended; the registration can't be cancelled."))
		if cancelled_by == "Participant":
			self.refuse_late_cancellation(event)
		self.mark_cancelled({"name": name}, cancelled_by)
		self.release(event, registration)
		return True

	def give_up_seat(self, name: str) -> None:
		"""Free the seat, or the place in the queue, of somebody who has their data removed before the occasion.

		Afterwards nobody could write to them. The seat stays with who has signed in, or once the occasion has begun.
		"""
		event, attendance = frappe.db.get_value(
			self.kind.registration, name, [self.kind.fieldname, "attendance"]
		)
		if attendance == "Attended" or not frappe.db.exists(self.kind.event, event):
			return
		if is_moving(self.lock(event)):
			self.free_seat(name, "Participant")

	def refuse_late_cancellation(self, event: frappe._dict) -> None:
		"""Refuse a cancellation by link once the occasion has begun: the link has expired.

		Raises:
		        frappe.ValidationError: with the moment of the start.
		"""
		if event.stage not in MOVING_STAGES or get_datetime(event.starts_on) <= now_datetime():
			frappe.throw(
				self.kind.say("has_begun", show_moment(event.starts_on)),
				title=_("Link Expired"),
			)

	def mark_cancelled(self, filters: dict, cancelled_by: str) -> None:
		"""Write the cancellation of registrations whose occasion is locked."""
		frappe.db.set_value(
			self.kind.registration,
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

	def release(self, event: frappe._dict, registration: frappe._dict) -> None:
		"""Take a registration, with the status it had, out of the counters, and let the next one move up."""
		counter = COUNTERS.get(registration.status)
		# who has come in its place counts for the seat
		if counter and not registration.seat_taken_over:
			self.set_counters(event, {counter: event[counter] - 1})
		self.fill_free_seats(event)

	def forget(self, registration: Participant) -> None:
		"""Let a registration that is being deleted leave the seats, and the next one move up."""
		event = self.lock(registration.get(self.kind.fieldname))
		fields = ["status", "seat_taken_over"]
		stored = frappe.db.get_value(
			registration.doctype, registration.name, fields, as_dict=True, for_update=True
		)
		# nobody else may move into the seat while this one still counts as taken
		frappe.db.set_value(
			registration.doctype, registration.name, {"status": CANCELLED}, update_modified=False
		)
		self.release(event, stored)

	def fill_free_seats(self, event: frappe._dict) -> list[str]:
		"""Move the first ones waiting up to the free seats of a locked occasion; return their names."""
		moved = []
		while is_moving(event) and event.waiting_count and event.confirmed_count < event.capacity:
			name = frappe.db.get_value(
				self.kind.registration,
				{self.kind.fieldname: event.name, "status": WAITING},
				"name",
				order_by="queue_number asc",
				for_update=True,
			)
			frappe.db.set_value(self.kind.registration, name, {"status": CONFIRMED, "moved_up_on": now()})
			self.set_counters(
				event,
				{"confirmed_count": event.confirmed_count + 1, "waiting_count": event.waiting_count - 1},
			)
			self.tell("moved_up", name)
			moved.append(name)
		return moved

	def cancel_all(self, name: str) -> list[str]:
		"""Cancel every registration of an occasion that does not take place; return their names."""
		event = self.lock(name)
		active = {self.kind.fieldname: name, "status": ("!=", CANCELLED)}
		names = [
			row[0]
			for row in frappe.db.get_values(
				self.kind.registration, active, ["name"], order_by="queue_number asc", for_update=True
			)
		]
		self.mark_cancelled(active, self.kind.cancelled_with)
		self.set_counters(event, {"confirmed_count": 0, "waiting_count": 0})
		return names

	def keep_counters(self, event: Occasion) -> None:
		"""Seats are counted here; whatever a form sends, the counters stay as the locked row has them."""
		locked = self.lock(event.name) if event.get_doc_before_save() else {}
		for fieldname in (*COUNTERS.values(), "queue_counter", "calendar_sequence"):
			event.set(fieldname, cint(locked.get(fieldname)))

	def check_seats(self) -> list[dict]:
		"""Compare the counters of all occasions with their registrations; return the differences."""
		registration = frappe.qb.DocType(self.kind.registration)
		link = registration[self.kind.fieldname]
		counted: dict[tuple[str, str], int] = {
			(event, status): number
			for event, status, number in frappe.qb.from_(registration)
			.select(link, registration.status, Count(registration.name))
			.where(registration.seat_taken_over == 0)
			.groupby(link, registration.status)
			.run()
		}
		differences = []
		for event in frappe.get_all(
			self.kind.event,
			fields=["name", "capacity", *COUNTERS.values()],
			order_by="name asc",
			limit_page_length=0,
		):
			for status, counter in COUNTERS.items():
				actual = counted.get((event.name, status), 0)
				if actual != event[counter] or (status == CONFIRMED and actual > event.capacity):
					differences.append(
						{
							self.kind.fieldname: event.name,
							"status": status,
							"counter": event[counter],
							"registrations": actual,
							"seats": event.capacity,
						}
					)
		return differences
