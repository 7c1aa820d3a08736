# SPDX-License-Identifier: GPL-3.0-only
"""Who was at an event: recorded for all, by the code at the door, or entered who came without a registration."""

from typing import TYPE_CHECKING

import frappe
from frappe.rate_limiter import rate_limit

from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.planota_hub.events.kind import EVENT, KIND
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.seats import SEATS, set_active_key
from planota_hub.planota_hub.taking_part import answers
from planota_hub.planota_hub.taking_part.attendance import SIGN_INS_PER_TEN_MINUTES, Attendance
from planota_hub.planota_hub.taking_part.pasted import Pasted

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent

SIGN_IN_PURPOSE = "event sign-in"
LINK_PURPOSES = {"event sign-in": {}}
PASTED = Pasted(KIND, set_active_key)


def may_record(event: "HubEvent", user: str) -> bool:
	"""Tell whether a user records the attendance of an event: the hub's staff, and who is responsible for it."""
	if user == "Administrator" or get_roles(user) & (STAFF_ROLES | {"System Manager"}):
		return True
	return bool(event.responsible) and event.responsible == user


def follow(event: str) -> None:
	"""Let those who count attendance know that it has changed (hook `doc_events`), and ask what it was like."""
	if frappe.db.exists(EVENT, event):
		doc: HubEvent = frappe.get_doc(EVENT, event)
		doc.run_method("on_attendance")
		doc.ask_for_feedback()


ATTENDANCE = Attendance(KIND, SEATS, may_record, follow, SIGN_IN_PURPOSE, "event-sign-in")


@frappe.whitelist()
def get_attendance_list(event: str) -> list[dict]:
	"""Return the confirmed participants of an event with their attendance; see `Attendance.get_list`."""
	return ATTENDANCE.get_list(event)


@frappe.whitelist(methods=["POST"])
def record_attendance(event: str, attended: list | str) -> dict[str, int]:
	"""Record in one step who attended an event; see `Attendance.record`."""
	return ATTENDANCE.record(event, attended)


@frappe.whitelist(methods=["POST"])
def add_walk_in(event: str, participant_name: str, email: str, organisation: str | None = None) -> dict:
	"""Enter somebody who is at an event without a registration; see `Attendance.add_walk_in`."""
	return ATTENDANCE.add_walk_in(event, participant_name, email, organisation)


@frappe.whitelist(methods=["GET"])
def download_participants(event: str) -> None:
	"""Answer with a table of those who are registered for an event; see `answers.download_participants`."""
	answers.download_participants(KIND, event)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=SIGN_INS_PER_TEN_MINUTES, seconds=600)
def sign_in(token: str, email: str = "", name: str | None = None) -> dict[str, str]:
	"""Record that the participant with this e-mail address is here; see `Attendance.sign_in`."""
	return ATTENDANCE.sign_in(token, email, name)


@frappe.whitelist(methods=["POST"])
def preview_people(event: str, text: str) -> dict:
	"""Return who of a pasted text would be registered; see `Pasted.preview`."""
	return PASTED.preview(event, text)


@frappe.whitelist(methods=["POST"])
def enter_people(event: str, rows: str | list) -> list[dict]:
	"""Register people for an event; see `Pasted.enter`."""
	return PASTED.enter(event, rows)


@frappe.whitelist(methods=["POST"])
def write_to_participants(event: str, readers: str, subject: str, text: str) -> int:
	"""Queue a message to participants of an event; see `Letters.write_to_participants`."""
	return LETTERS.write_to_participants(event, readers, subject, text)
