# SPDX-License-Identifier: GPL-3.0-only
"""Inviting participants: those of the segment when a survey opens, and further ones as long as it is open."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.surveys.kinds import ANSWERED, PARTICIPANT, PERSONAL, SURVEY
from planota_hub.planota_hub.surveys.mail import send_link
from planota_hub.planota_hub.surveys.participants import add_segment
from planota_hub.planota_hub.surveys.rules import is_over, note_counts
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey


def invite_first(survey: "Survey") -> None:
	"""Invite the segment of a survey that opens.

	Raises:
	        frappe.ValidationError: when nobody of it can be invited.
	"""
	if survey.answered_through != PERSONAL:
		return
	add_and_send(survey, survey.segment)
	if not frappe.db.exists(PARTICIPANT, {"survey": survey.name}):
		refuse(
			survey, "segment", _("nobody in it can be invited: without consent or address, or unsubscribed.")
		)


def invite(survey: "Survey", segment: str) -> int:
	"""Invite those of a segment who are not asked yet; return to how many the link goes.

	Raises:
	        frappe.ValidationError: for a survey that is not open, or has no personal links.
	"""
	# of two at once the second finds whom the first has added
	frappe.db.get_value(SURVEY, survey.name, "stage", for_update=True)
	if survey.answered_through != PERSONAL or survey.stage != "Open" or is_over(survey):
		refuse(survey, "stage", _("participants are invited to an open survey with personal links."))
	return add_and_send(survey, segment)


def add_and_send(survey: "Survey", segment: str) -> int:
	"""Add those of a segment, and send the link to everybody who has none yet; return to how many it could be queued."""
	add_segment(survey, segment)
	without = {"survey": survey.name, "sent_on": ("is", "not set"), "status": ("!=", ANSWERED)}
	names = frappe.get_all(PARTICIPANT, without, pluck="name", order_by="participant_name asc, name asc")
	sent = sum(send_link(survey, frappe.get_doc(PARTICIPANT, name)) for name in names)
	note_counts(survey.name)
	return sent


def send_again(name: str) -> bool:
	"""Send a participant the personal link once more; tell whether it could be queued.

	Raises:
	        frappe.ValidationError: when the survey is over or has no personal links, or they have answered an anonymous one.
	"""
	participant = frappe.get_doc(PARTICIPANT, name)
	survey = frappe.get_doc(SURVEY, participant.survey)
	if survey.answered_through != PERSONAL:
		refuse(participant, "survey", _("it is answered by an open link; nobody has a personal one."))
	if survey.stage != "Open" or is_over(survey):
		refuse(participant, "survey", _("the survey is over."))
	if survey.is_anonymous and participant.status == ANSWERED:
		refuse(participant, "status", _("an anonymous answer can't be changed."))
	return send_link(survey, participant)
