# SPDX-License-Identifier: GPL-3.0-only
"""A registration for all dates of a series at once, and their cancellation: all of it or nothing, told in one message."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.mail.account import can_leave
from planota_hub.mail.hub_mail import send_once
from planota_hub.planota_hub.events.kind import REGISTRATION
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.pages import get_open_dates
from planota_hub.planota_hub.events.registering import INTAKE
from planota_hub.planota_hub.events.seats import SEATS
from planota_hub.planota_hub.events.series import get_own_dates
from planota_hub.planota_hub.events.series_letters import tell_cancelled, tell_registered
from planota_hub.planota_hub.taking_part.intake import CANCELLATIONS_PER_TEN_MINUTES
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, WAITING
from planota_hub.public_forms import intake
from planota_hub.rules.fields import get_email_key

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.event_registration.event_registration import EventRegistration

SAVEPOINT = "date_of_a_series"


def register_for_all(event: str, series: str, values: dict) -> dict:
	"""Take a registration for the event and all other dates of its series that are open.

	A date that is full and has no waiting list is left out. Whoever sends a person who is registered already gets the
	same answer as for a new one, as with a single event (see `Intake.register`).

	Returns:
	        `outcome` ("Confirmed", or "Waiting List" when one of the dates is), the number of `dates` and on how many
	        of them one is `waiting`, whether it was `mailed`, and perhaps the `url` of the participant's own page.

	Raises:
	        frappe.ValidationError: when the event takes no registration, or a value is refused; nothing is saved then.
	"""
	if intake.is_robot(values):
		return {"outcome": CONFIRMED, "dates": 1, "waiting": 0, "mailed": can_leave()}
	# in the order of their names, so that two who ask for all dates do not wait for each other
	locked = [SEATS.lock(name) for name in sorted({event, *get_open_dates(series)})]
	asked = next(date for date in locked if date.name == event)
	SEATS.refuse_closed_registration(asked)
	open_dates = [date for date in locked if SEATS.takes(date)]
	if not open_dates:
		SEATS.get_next_status(asked)  # says that it is full
	registrations = [
		INTAKE.make_registration(date.name, values, is_first=place == 0)
		for place, date in enumerate(open_dates)
	]
	intake.check_throttle(registrations[0].email)
	new, known, statuses = [], [], []
	for date, registration in zip(open_dates, registrations, strict=True):
		registration.flags.intake["with_series"] = int(bool(new))
		registration.flags.told_with_series = True
		if name := find_known(registration) or insert(registration):
			known.append(name)
			statuses.append(SEATS.get_next_status(date))
		else:
			new.append(registration)
			statuses.append(registration.status)
	is_own = registrations[0].email_key == get_email_key(frappe.session.user)
	link = {"url": LETTERS.registration_url(new[0].name if new else known[0])} if is_own else {}
	waiting = statuses.count(WAITING)
	return {
		"outcome": WAITING if waiting else CONFIRMED,
		"dates": len(statuses),
		"waiting": waiting,
		"mailed": tell(new, known) and can_leave(),
	} | link


def find_known(registration: "EventRegistration") -> str | None:
	return frappe.db.get_value(REGISTRATION, {"active_key": registration.active_key})


def insert(registration: "EventRegistration") -> str | None:
	"""Insert a registration; return the one that the same person got in the same moment, if there is one."""
	frappe.db.savepoint(SAVEPOINT)
	try:
		with intake.saving_for_guest():
			registration.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		key = {"active_key": registration.active_key}
		return frappe.db.get_value(REGISTRATION, key, for_update=True)
	return None


def tell(new: list, known: list[str]) -> bool:
	"""Write to the owner of the address: about the new dates, or that nothing is new."""
	if new:
		return tell_registered(new)
	if not frappe.db.exists(REGISTRATION, known[0]):
		return True  # made in this very moment by another request, which tells of it
	again = "registered_again"
	return send_once(f"{again}:{known[0]}", lambda: LETTERS.send_message(again, known[0]))


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CANCELLATIONS_PER_TEN_MINUTES, seconds=600)
def cancel_all_by_link(token: str) -> dict[str, str]:
	"""Cancel all dates of a series that are still to come, by the link of one of them; pressing it twice does no harm.

	Returns:
	        `outcome` "cancelled", and `message`, which is said to whoever pressed.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	"""
	registration = frappe.get_doc(REGISTRATION, INTAKE.get_registration(token))
	names = {row.event: row.name for row in get_own_dates(registration) if row.can_cancel}
	freed = [names[event] for event in sorted(names) if SEATS.free_seat(names[event], "Participant")]
	if freed:
		tell_cancelled([frappe.get_doc(REGISTRATION, name) for name in freed])
	message = _("Your registration for all dates that are to come is cancelled. Thank you for telling us.")
	return {"outcome": "cancelled", "message": message}
