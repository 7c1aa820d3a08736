# SPDX-License-Identifier: GPL-3.0-only
"""Who was at a workshop, by the rules of `taking_part.attendance`; the hours of who was there stand in the ledger."""

from typing import TYPE_CHECKING

import frappe
from frappe.rate_limiter import rate_limit

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.credited_hours import update_support
from planota_hub.capacity_building.workshops.mail import ask_for_feedback
from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.planota_hub.taking_part import answers
from planota_hub.planota_hub.taking_part.attendance import SIGN_INS_PER_TEN_MINUTES, Attendance

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

SIGN_IN_PURPOSE = "workshop sign-in"
LINK_PURPOSES = {"workshop sign-in": {}}


def may_record(workshop: "TrainingWorkshop", user: str) -> bool:
	"""Tell whether a user records the attendance of a workshop: the hub's staff, and its trainer."""
	if user == "Administrator" or get_roles(user) & (STAFF_ROLES | {"System Manager"}):
		return True
	return "Hub Mentor" in get_roles(user) and workshop.trainer_user == user


def after_attendance(workshop: str) -> None:
	"""What follows from a changed attendance: the ledger, and the question what it was like."""
	update_support(workshop)
	if frappe.db.get_value(seats.WORKSHOP, workshop, "stage") == "Held":
		ask_for_feedback(workshop)


ATTENDANCE = Attendance(
	seats.KIND, seats.SEATS, may_record, after_attendance, SIGN_IN_PURPOSE, "workshop-sign-in"
)
get_sign_in_url = ATTENDANCE.get_sign_in_url
describe_sign_in = ATTENDANCE.describe_sign_in


@frappe.whitelist()
def get_attendance_list(workshop: str) -> list[dict]:
	"""Return the confirmed participants of a workshop with their attendance; see `Attendance.get_list`."""
	return ATTENDANCE.get_list(workshop)


@frappe.whitelist(methods=["POST"])
def record_attendance(workshop: str, attended: list | str) -> dict[str, int]:
	"""Record in one step who attended a workshop; see `Attendance.record`."""
	return ATTENDANCE.record(workshop, attended)


@frappe.whitelist(methods=["GET"])
def download_participants(workshop: str) -> None:
	"""Answer with a table of those who are registered for a workshop; see `answers.download_participants`."""
	answers.download_participants(seats.KIND, workshop)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=SIGN_INS_PER_TEN_MINUTES, seconds=600)
def sign_in(token: str, email: str = "", name: str | None = None) -> dict[str, str]:
	"""Record that the participant with this e-mail address is here; see `Attendance.sign_in`."""
	return ATTENDANCE.sign_in(token, email, name)
