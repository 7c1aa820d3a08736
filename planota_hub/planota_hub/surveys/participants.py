# SPDX-License-Identifier: GPL-3.0-only
"""Who is asked by personal links: the organisations of a segment, or everybody named of them, each once."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.mail.rehearsal import leave_out
from planota_hub.planota_hub.briefings.audience import Addressee, find_audience, get_reason_label
from planota_hub.planota_hub.briefings.people import ANYBODY
from planota_hub.planota_hub.segments.conditions import PEOPLE
from planota_hub.planota_hub.segments.members import get_segment
from planota_hub.planota_hub.segments.uses import note_use
from planota_hub.planota_hub.surveys.kinds import ASKED, PARTICIPANT, PER_PERSON, SURVEY

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_participant.survey_participant import SurveyParticipant


def add_segment(survey: "Survey", segment: str) -> list["SurveyParticipant"]:
	"""Make those of a segment participants who are none yet, and return them; what the segment was then is kept with it.

	Whoever did not agree to information by e-mail, unsubscribed or has no address is left out, as of a briefing.

	Raises:
	        frappe.PermissionError: for a segment that the user may not use.
	        frappe.ValidationError: for one whose condition can't be asked for any more.
	"""
	chosen = get_segment(segment)
	row = {"recipient_type": "Audience Segment", "segment": segment}
	if survey.answers_by == PER_PERSON and chosen.holds not in PEOPLE:
		row["role"] = ANYBODY
	audience = find_audience([row])
	for addressee, reason in audience.left_out:
		leave_out(addressee.organisation, get_reason_label(reason))
	known = {get_key(survey, one.organisation, one.email) for one in get_participants(survey)}
	fresh = []
	for addressee in audience.addressees:
		key = get_key(survey, addressee.recipient, addressee.email)
		if key in known:
			leave_out(addressee.organisation, _("is asked already"))
			continue
		known.add(key)
		fresh.append(add(survey, addressee))
	if fresh:
		note_use(chosen, SURVEY, survey.name)
	return fresh


def get_participants(survey: "Survey") -> list[frappe._dict]:
	return frappe.get_all(
		PARTICIPANT, {"survey": survey.name}, ["name", "organisation", "email"], order_by="name asc"
	)


def get_key(survey: "Survey", organisation: str | None, email: str | None) -> str | None:
	"""Return by what a participant is the same one: the organisation, or the address of a person."""
	return email if survey.answers_by == PER_PERSON else organisation


def add(survey: "Survey", addressee: Addressee) -> "SurveyParticipant":
	"""Store a participant; nobody but the hub does."""
	participant: SurveyParticipant = frappe.get_doc(
		{
			"doctype": PARTICIPANT,
			"survey": survey.name,
			"organisation_doctype": addressee.recipient_doctype,
			"organisation": addressee.recipient,
			"participant_name": addressee.organisation,
			"person_name": addressee.person,
			"email": addressee.email,
			"status": ASKED,
		}
	)
	participant.flags.set_by_hub = True
	participant.insert(ignore_permissions=True)
	return participant
