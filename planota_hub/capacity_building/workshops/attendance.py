# SPDX-License-Identifier: GPL-3.0-only
"""Who was there: signed in at the door by link or QR code, or recorded for everybody at once."""

import base64
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
import pyqrcode
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr, get_datetime, get_url, now, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.attendance_rules import ATTENDANCE_STAGES
from planota_hub.capacity_building.workshops.credited_hours import update_support
from planota_hub.capacity_building.workshops.mail import ask_for_feedback
from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.rules.arguments import read_names
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.tokens import make_token, read_token

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

SIGN_IN_PURPOSE = "workshop sign-in"
LINK_PURPOSES = {"workshop sign-in": {}}
SIGN_IN_MARGIN = timedelta(hours=1)
# a whole workshop signs in from one network
SIGN_INS_PER_TEN_MINUTES = 300


def may_record(workshop: "TrainingWorkshop", user: str) -> bool:
	"""Tell whether a user records the attendance of a workshop: the hub's staff, and its trainer."""
	if user == "Administrator" or get_roles(user) & (STAFF_ROLES | {"System Manager"}):
		return True
	return "Hub Mentor" in get_roles(user) and workshop.trainer_user == user


@frappe.whitelist()
def get_attendance_list(workshop: str) -> list[dict]:
	"""Return the confirmed participants of a workshop with their attendance, by name.

	Raises:
	        frappe.PermissionError: for anybody but the staff and the trainer.
	"""
	check_may_record(workshop)
	return sort_rows(
		frappe.get_all(
			seats.REGISTRATION,
			filters={"workshop": workshop, "status": seats.CONFIRMED},
			fields=["name", "participant_name", "organisation", "ngo", "attendance"],
			order_by="participant_name asc, queue_number asc",
			limit_page_length=0,
		),
		"participant_name",
	)


@frappe.whitelist(methods=["POST"])
def record_attendance(workshop: str, attended: list | str) -> dict[str, int]:
	"""Record in one step who attended; everybody else with a confirmed seat was absent.

	Args:
	        workshop: name of the workshop.
	        attended: names of the registrations of those who were there.

	Returns:
	        number of `attended` and `absent`.

	Raises:
	        frappe.PermissionError: for anybody but the staff and the trainer.
	        frappe.ValidationError: before the workshop starts, after its evaluation, or when somebody is named
	        who has no confirmed seat; nothing is recorded then.
	"""
	check_may_record(workshop)
	present = set(read_names(_("Attended"), attended))
	seats.lock_workshop(workshop)
	confirmed = frappe.get_all(
		seats.REGISTRATION,
		filters={"workshop": workshop, "status": seats.CONFIRMED},
		pluck="name",
		order_by="queue_number asc",
	)
	if unknown := present - set(confirmed):
		frappe.throw(
			_("Attendance: {0} has no confirmed seat at this workshop.").format(", ".join(sorted(unknown)))
		)
	for name in confirmed:
		set_attendance(name, "Attended" if name in present else "Absent")
	after_attendance(workshop)
	return {"attended": len(present), "absent": len(confirmed) - len(present)}


def set_attendance(name: str, attendance: str) -> None:
	"""Record the attendance of one participant; one that stands already stays, with its hours."""
	registration = frappe.get_doc(seats.REGISTRATION, name)
	if registration.attendance == attendance:
		return
	registration.attendance, registration.attended_hours = attendance, 0
	registration.flags.in_attendance_list = True
	registration.save(ignore_permissions=True)


def after_attendance(workshop: str) -> None:
	"""What follows from a changed attendance: the ledger, and the question what it was like."""
	update_support(workshop)
	if frappe.db.get_value(seats.WORKSHOP, workshop, "stage") == "Held":
		ask_for_feedback(workshop)


def check_may_record(workshop: str) -> None:
	document = frappe.get_doc(seats.WORKSHOP, workshop)
	document.check_permission("read")
	if not may_record(document, frappe.session.user):
		frappe.throw(
			_("Only the hub's staff and the trainer of the workshop record attendance."),
			frappe.PermissionError,
		)


# Sign-in by link or QR code


def get_sign_in_url(workshop: str) -> str:
	"""Return the link that is shown at the door as a QR code."""
	return get_url(f"/workshop-sign-in?token={make_token(SIGN_IN_PURPOSE, workshop)}")


def describe_sign_in(workshop: "TrainingWorkshop") -> dict | None:
	"""Return `url` and `qr` of the sign-in for those who record attendance; None for others, or too early."""
	if workshop.stage not in ATTENDANCE_STAGES or not may_record(workshop, frappe.session.user):
		return None
	url = get_sign_in_url(workshop.name)
	return {"url": url, "qr": draw_qr(url)}


def draw_qr(text: str) -> str:
	"""Return a QR code as an address that an image element can show."""
	picture = io.BytesIO()
	pyqrcode.create(text, error="M").svg(picture, scale=6, quiet_zone=2, background="#ffffff")
	return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode()}"


def is_sign_in_open(workshop: frappe._dict) -> bool:
	"""Tell whether people can sign in: from an hour before the workshop to an hour after it."""
	begin = get_datetime(workshop.starts_on) - SIGN_IN_MARGIN
	end = get_datetime(workshop.ends_on) + SIGN_IN_MARGIN
	return workshop.stage in ATTENDANCE_STAGES and begin <= now_datetime() <= end


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=SIGN_INS_PER_TEN_MINUTES, seconds=600)
def sign_in(token: str, email: str = "", name: str | None = None) -> dict[str, str]:
	"""Record that the participant with this e-mail address is here.

	Args:
	        token: of the workshop, from the link at the door.
	        email: the address with which the participant registered.
	        name: of the participant, where several registered with that address.

	Returns:
	        `outcome` "signed in" or "already signed in", and `message`, which is said to whoever signs in.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.ValidationError: outside the time of the workshop, without a confirmed seat, or when the address
	        alone does not tell who is here; nobody is told who else registered with it.
	"""
	workshop = seats.lock_workshop(read_token(SIGN_IN_PURPOSE, token))
	if not is_sign_in_open(workshop):
		frappe.throw(_("Sign-in is possible from an hour before the workshop until an hour after it."))
	at_mailbox = get_confirmed(workshop.name, email)
	if not at_mailbox:
		frappe.throw(
			_("Nobody with a confirmed seat registered with this e-mail address. Please ask the hub's staff.")
		)
	if len(at_mailbox) > 1 and not cstr(name).strip():
		frappe.throw(_("Several people registered with this address. Please enter your name too."))
	return mark_present(workshop.name, pick_by_name(at_mailbox, cstr(name)))


def get_confirmed(workshop: str, email: str) -> list[frappe._dict]:
	"""Return the participants with a confirmed seat who registered from a mailbox."""
	filters = {"workshop": workshop, "email_key": get_email_key(cstr(email)), "status": seats.CONFIRMED}
	return frappe.get_all(
		seats.REGISTRATION, filters, ["name", "participant_name"], order_by="queue_number asc"
	)


def pick_by_name(people: list[frappe._dict], name: str) -> str:
	"""Return the registration of the one participant whom a name means, the first or the last name alone too.

	Raises:
	        frappe.ValidationError: when it means none or several.
	"""
	if len(people) == 1:
		return people[0].name
	words = set(fold_person_name(name).split())
	meant = [row.name for row in people if words <= set(fold_person_name(row.participant_name).split())]
	if len(meant) != 1:
		frappe.throw(
			_("{0}: please enter first and last name as you registered, or ask the hub's staff.").format(
				_("Your Name")
			)
		)
	return meant[0]


def mark_present(workshop: str, name: str) -> dict[str, str]:
	"""Record that one participant is here; return the answer of `sign_in`."""
	registration = frappe.get_doc(seats.REGISTRATION, name)
	if registration.attendance == "Attended":
		return {
			"outcome": "already signed in",
			"message": _("You are signed in already. Enjoy the workshop!"),
		}
	registration.attendance = "Attended"
	registration.flags.in_attendance_list = registration.flags.signing_in = True
	# a guest has no right on registrations: the signed link and the confirmed seat are what allows this one mark
	registration.save(ignore_permissions=True)
	registration.db_set("signed_in_on", now(), update_modified=False)
	after_attendance(workshop)
	return {"outcome": "signed in", "message": _("Thank you, you are signed in. Enjoy the workshop!")}
