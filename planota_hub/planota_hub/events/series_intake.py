# SPDX-License-Identifier: GPL-3.0-only
"""A registration for all dates of a series at once, and their cancellation: all of it or nothing, told in one message."""

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
	# always in the order of their names, so that two who register at once never wait for each other
	locked = [SEATS.lock(name) for name in sorted({event, *get_open_dates(series)})]
	asked = next(date for date in locked if date.name == event)
	SEATS.refuse_closed_registration(asked)
	open_dates = [date for date in locked if SEATS.takes(date)]
	if not open_dates:
		SEATS.get_next_status(asked)  # says that it is full
	registrations = [INTAKE.make_registration(date.name, values) for date in open_dates]
	intake.check_throttle(registrations[0].email)
	new, known, statuses = [], [], []
	for date, registration in zip(open_dates, registrations, strict=True):
		if name := frappe.db.get_value(REGISTRATION, {"active_key": registration.active_key}):
			known.append(name)
			statuses.append(SEATS.get_next_status(date))
			continue
		registration.flags.intake["with_series"] = int(bool(new))
		registration.flags.told_with_series = True
		with intake.saving_for_guest():
			registration.insert(ignore_permissions=True)
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


def tell(new: list, known: list[str]) -> bool:
	"""Write to the owner of the address: about the new dates, or that nothing is new."""
	if new:
		return tell_registered(new)
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
