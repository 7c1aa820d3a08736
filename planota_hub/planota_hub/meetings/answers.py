# SPDX-License-Identifier: GPL-3.0-only
"""What an invited person does with the link in the invitation: see the meeting, say whether they are coming."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_datetime, now_datetime

from planota_hub.planota_hub.meetings.mail import ANSWER_PURPOSE
from planota_hub.rules.tokens import read_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_meeting.hub_meeting import HubMeeting

MEETING, PARTICIPANT = "Hub Meeting", "Meeting Participant"
ANSWERS = ("Coming", "Not Coming")


def get_invitation(token: str | None) -> frappe._dict:
	"""Return the row of the invited person behind a link: `name`, `parent`, `answer`, `person_name`.

	Raises:
	        tokens.InvalidTokenError: when the link was not made by the hub.
	        frappe.DoesNotExistError: when the invitation was taken back.
	"""
	name = read_token(ANSWER_PURPOSE, token)
	fields = ["name", "parent", "answer", "person_name"]
	row = frappe.db.get_value(PARTICIPANT, {"name": name, "parenttype": MEETING}, fields, as_dict=True)
	if not row:
		frappe.throw(_("This invitation is no longer there."), frappe.DoesNotExistError)
	return row


def can_answer(meeting: "HubMeeting | frappe._dict") -> bool:
	"""Tell whether the meeting is still to come."""
	return meeting.stage == "Called" and get_datetime(meeting.starts_on) > now_datetime()


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=60, seconds=3600)
def answer_invitation(token: str, answer: str) -> dict:
	"""Keep what an invited person answers: "Coming" or "Not Coming"; the last answer counts.

	Returns:
	        `answer`, and `message`, which is said to whoever gave it.

	Raises:
	        frappe.ValidationError: for any other answer, or when the meeting has begun or was cancelled.
	"""
	row = get_invitation(token)
	if answer not in ANSWERS:
		frappe.throw(_("Please choose whether you are coming or not."))
	meeting = frappe.db.get_value(MEETING, row.parent, ["stage", "starts_on"], as_dict=True)
	if not can_answer(meeting):
		frappe.throw(_("This meeting is over or cancelled; nothing can be answered any more."))
	frappe.db.set_value(PARTICIPANT, row.name, "answer", answer)
	frappe.clear_document_cache(MEETING, row.parent)
	message = _("Thank you for your answer. You can change it here until the meeting begins.")
	return {"answer": answer, "message": message}
