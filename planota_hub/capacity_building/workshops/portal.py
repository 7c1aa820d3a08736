# SPDX-License-Identifier: GPL-3.0-only
"""What a representative does about workshops for the own NGO: registers colleagues, and cancels for them."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, cstr

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.intake import make_registration
from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo
from planota_hub.rules.text import shown

MOST_COLLEAGUES = 6
CHANGES_PER_HOUR = 60


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def register_colleagues(workshop: str, ngo: str, agreed: int | str = 0, **people) -> str:
	"""Register several people of the own NGO for a workshop: all of them, or nobody.

	Args:
	        agreed: whether they know of it and agree.
	        people: `name_1`, `email_1` and so on; a pair that is empty is left out.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.ValidationError: when the workshop takes no registration, or a value is refused, naming the person.
	"""
	if not pick_own_ngo(ngo):
		frappe.throw(_("Organisation: please choose from the list."))
	if not cint(agreed):
		frappe.throw(_("Please confirm that your colleagues know of this and agree."))
	seats.refuse_closed_registration(seats.lock_workshop(cstr(workshop)))
	rows = read_people(people)
	states = [register_colleague(cstr(workshop), cstr(ngo), *row) for row in rows]
	waiting = states.count(seats.WAITING)
	if waiting:
		return _("Registered: {0}; on the waiting list: {1}.").format(len(states) - waiting, waiting)
	return _("Registered: {0}. Each of them gets an e-mail.").format(len(states))


def read_people(people: dict) -> list[tuple[str, str]]:
	"""Return name and e-mail address of each person that was entered.

	Raises:
	        frappe.ValidationError: when nobody was entered, or of somebody only the one or the other.
	"""
	pairs = [
		(cstr(people.get(f"name_{number}")).strip(), cstr(people.get(f"email_{number}")).strip())
		for number in range(1, MOST_COLLEAGUES + 1)
	]
	rows = [pair for pair in pairs if any(pair)]
	if not rows:
		frappe.throw(_("Please enter at least one person."))
	for row in rows:
		if not all(row):
			frappe.throw(_("{0}: please enter name and e-mail address.").format(shown("".join(row))))
	return rows


def register_colleague(workshop: str, ngo: str, name: str, email: str) -> str:
	"""Register one person, unless they are registered already; return on which list they are."""
	values = {"participant_name": name, "email": email, "ngo": ngo, "consent": 1}
	registration = make_registration(workshop, values)
	known = {"active_key": registration.active_key}
	if status := frappe.db.get_value(seats.REGISTRATION, known, "status", order_by="creation asc"):
		return status
	intake.check_throttle(registration.email)
	with intake.saving_for_guest():
		registration.insert(ignore_permissions=True)
	return registration.status


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def cancel_registration(registration: str) -> str:
	"""Cancel the registration of somebody from the own NGO; the person is told.

	Returns:
	        what the representative is told.

	Raises:
	        frappe.PermissionError: for a registration of others.
	        frappe.ValidationError: once the workshop has begun.
	"""
	ngo = frappe.db.get_value(seats.REGISTRATION, cstr(registration), "ngo")
	if not ngo or ngo not in get_own_ngos():
		frappe.throw(_("You can only cancel for people of your own organisation."), frappe.PermissionError)
	if seats.free_seat(cstr(registration), "Participant"):
		send_message("cancelled", cstr(registration))
	return _("The registration is cancelled.")
