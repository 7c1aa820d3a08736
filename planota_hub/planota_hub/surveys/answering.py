# SPDX-License-Identifier: GPL-3.0-only
"""How an answer is kept: while the survey is locked, so that it counts once, before the end, and for what was asked."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, today

from planota_hub.files.uploads import hang_upload, has_upload
from planota_hub.planota_hub.surveys import anonymity
from planota_hub.planota_hub.surveys.kinds import ANSWER, ANSWERED, FILE, PARTICIPANT, STARTED, SURVEY
from planota_hub.planota_hub.surveys.links import get_obstacle
from planota_hub.planota_hub.surveys.rules import note_counts
from planota_hub.planota_hub.surveys.steps import make_rows
from planota_hub.public_forms.form.steps import Step
from planota_hub.public_forms.intake import saving_for_guest

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer
	from planota_hub.planota_hub.doctype.survey_participant.survey_participant import SurveyParticipant

# of the link and of the row must be the same when the answer is kept
LINK_FIELDS = ("email", "link_number")


class ChangedQuestionsError(frappe.ValidationError):
	"""The questions are others than those that were answered."""


def keep_answer(
	survey_name: str, participant: "SurveyParticipant | None", version: int, steps: list[Step], said: dict
) -> None:
	"""Keep what somebody answered; of a survey that is not anonymous the last answer by a personal link counts.

	Args:
	        version: of the questions that were shown.
	        said: what was understood, by the names of the fields.

	Raises:
	        ChangedQuestionsError: when the questions were changed since the page was opened.
	        frappe.ValidationError: when the survey is over, the link void, or an anonymous answer was sent already.
	"""
	survey: Survey = frappe.get_doc(SURVEY, survey_name, for_update=True)
	row = lock_participant(participant) if participant else None
	if obstacle := get_obstacle(survey, row):
		frappe.throw(obstacle)
	refuse_changed_questions(survey, version)
	rows = make_rows(steps, said)
	if not rows:
		frappe.throw(_("Please answer at least one question."))
	with saving_for_guest():
		answer = store(survey, row, rows)
	if row:
		note_answered(row)
	if not survey.is_anonymous:
		hang_files(answer, steps)
	note_counts(survey.name)


def lock_participant(participant: "SurveyParticipant") -> "SurveyParticipant":
	"""Return the participant as stored now; of two answers by one link at once the second waits."""
	row = frappe.get_doc(PARTICIPANT, participant.name, for_update=True)
	if any(cstr(row.get(name) or "") != cstr(participant.get(name) or "") for name in LINK_FIELDS):
		frappe.throw(_("Somebody else is asked by now. Please write to the hub."))
	return row


def refuse_changed_questions(survey: "Survey", version: int) -> None:
	if cint(version) != cint(survey.questions_version):
		frappe.throw(
			_(
				"The questions were changed since you opened the page. What you entered is here as far as it still "
				"fits; please look through it and send it once more."
			),
			ChangedQuestionsError,
		)


def store(
	survey: "Survey", participant: "SurveyParticipant | None", rows: list[dict[str, Any]]
) -> "SurveyAnswer":
	"""Store an answer anew, or in the place of the one by the same link; an anonymous one without anything of its sender."""
	answer = get_former(survey, participant) or frappe.new_doc(ANSWER, survey=survey.name)
	answer.questions_version, answer.is_anonymous = survey.questions_version, survey.is_anonymous
	answer.set("answers", keep_files(answer, rows))
	if survey.is_anonymous:
		answer.answer_title = _("Anonymous Answer", survey.language)
		if anonymity.seals_profiles(survey):
			profile = anonymity.get_profile(participant.organisation_doctype, participant.organisation)
			answer.sealed_profile = anonymity.seal_profile(survey, profile)
	else:
		answer.answered_on = today()
		answer.answer_title = (
			participant.participant_name if participant else _("Open Answer", survey.language)
		)
		if participant:
			answer.participant = participant.name
			for fieldname in ("organisation_doctype", "organisation", "person_name", "email"):
				answer.set(fieldname, participant.get(fieldname))
	# a history would keep what was answered before it was corrected, and when
	answer.flags.set_by_hub = answer.flags.ignore_version = True
	answer.save(ignore_permissions=True)
	if survey.is_anonymous:
		anonymity.hide_moment(answer, survey)
	return answer


def get_former(survey: "Survey", participant: "SurveyParticipant | None") -> "SurveyAnswer | None":
	"""Return the answer that somebody corrects by the personal link."""
	if not participant or survey.is_anonymous:
		return None
	name = frappe.db.get_value(ANSWER, {"participant": participant.name}, "name", for_update=True)
	return frappe.get_doc(ANSWER, name) if name else None


def keep_files(answer: "SurveyAnswer", rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""Return the rows with the files that were sent before; whoever corrects an answer need not send them again."""
	said = {row["code"] for row in rows}
	former = [row for row in answer.answers if row.file and row.code not in said]
	fieldnames = ("code", "question", "answer", "file")
	return [*rows, *({name: row.get(name) for name in fieldnames} for row in former)]


def note_answered(participant: "SurveyParticipant") -> None:
	"""Note that somebody has answered, and the day alone; without the time at which the row was written."""
	values = {"status": ANSWERED, "answered_on": today(), "draft": None}
	frappe.db.set_value(PARTICIPANT, participant.name, values, update_modified=False)


def hang_files(answer: "SurveyAnswer", steps: list[Step]) -> None:
	"""Hang the files of the request on the answer, where only those see them who see it."""
	for field in [field for step in steps for field in step.fields if field.question]:
		if field.question.kind != FILE or not has_upload(field.fieldname):
			continue
		file = hang_upload(ANSWER, answer.name, sent_as=field.fieldname)
		for row in answer.answers:
			if row.code == field.question.code:
				row.db_set("file", file.file_url, update_modified=False)


# Drafts


def keep_draft(participant: "SurveyParticipant", draft: str) -> None:
	"""Keep what somebody has entered so far, so that they can go on with it from another device.

	Of an anonymous survey nothing is kept with a participant; whoever answered already has no draft.
	"""
	fields = {"draft": draft}
	if participant.status != ANSWERED:
		fields["status"] = STARTED
	frappe.db.set_value(PARTICIPANT, participant.name, fields, update_modified=False)
