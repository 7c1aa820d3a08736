# SPDX-License-Identifier: GPL-3.0-only
"""The page of a survey: a public form whose steps are the sections, which can be left and gone on with."""

import json
from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import cint, cstr, escape_html
from werkzeug.datastructures import MultiDict

from planota_hub.planota_hub.surveys.answering import keep_answer, keep_draft
from planota_hub.planota_hub.surveys.kinds import ANSWER
from planota_hub.planota_hub.surveys.links import get_obstacle
from planota_hub.planota_hub.surveys.mail import describe_promise
from planota_hub.planota_hub.surveys.steps import drop_hidden, make_steps, read_rows
from planota_hub.public_forms.form import once
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.form.page import ACTION, FormPage
from planota_hub.public_forms.form.steps import FILE, is_shown
from planota_hub.public_forms.form.values import MOST_BYTES_OF_STATE, Values, read_state
from planota_hub.public_forms.intake import HONEYPOT_FIELD, is_robot
from planota_hub.public_forms.limits import counting
from planota_hub.rules.readable import show_moment

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.survey.survey import Survey
	from planota_hub.planota_hub.doctype.survey_answer.survey_answer import SurveyAnswer
	from planota_hub.planota_hub.doctype.survey_participant.survey_participant import SurveyParticipant

VERSION, KEEP = "hub_version", "keep"


class SurveyPage(FormPage):
	"""A survey as it stands before one visitor.

	What was entered so far is kept with the participant whenever a step is left, unless the survey is anonymous: then it
	stays in the visitor's browser alone.
	"""

	def __init__(
		self,
		survey: "Survey",
		participant: "SurveyParticipant | None",
		former: "SurveyAnswer | None",
		is_preview: bool = False,
	):
		self.survey, self.participant = survey, participant
		self.name = f"survey {survey.name}"
		self.doctype, self.hub, self.is_edit = ANSWER, {}, False
		self.is_preview = is_preview
		self.closed = None if is_preview else get_obstacle(survey, participant)
		self.button = _("Send the Answers")
		self.version = cint(survey.questions_version)
		self.marks = {VERSION: cstr(self.version)}
		self.keeps_drafts = bool(participant) and not survey.is_anonymous
		self.later = _("Save and Go On Later") if self.keeps_drafts else None
		steps = make_steps(survey)
		self.begin(steps, read_rows(steps, former.answers) if former else {})
		self.put_back_draft()
		if is_preview:
			self.notice = _("This is how the page looks. Nothing of what is entered here is kept.")
		if former and not self.notice:
			self.notice = _("You have answered already. What you change and send takes the place of it.")

	def put_back_draft(self) -> None:
		"""Show what was kept when somebody left the page, as far as it still fits the questions."""
		draft = self.participant.draft if self.participant and self.keeps_drafts else None
		if not draft:
			return
		kept = read_state(draft)
		self.values = {name: kept.get(name, value) for name, value in self.current.items()}
		self.current = self.shown = dict(self.values)
		self.notice = _("What you entered before is here again.")

	def take_request(self, sent: MultiDict) -> None:
		"""Do what the visitor asked for, and keep what was entered so far."""
		self.notice = None
		self.version = cint(sent.get(VERSION))
		super().take_request(sent)
		if self.confirmation or not self.keeps_drafts:
			return
		is_kept = self.keep_draft()
		if sent.get(ACTION) == KEEP and is_kept:
			until = show_moment(self.survey.closes_on)
			self.notice = _("Saved, and not sent yet. Open the same link to go on, until {0}.").format(until)

	def keep_draft(self) -> bool:
		files = {field.fieldname for field in self.fields if field.fieldtype == FILE}
		typed = {name: value for name, value in self.values.items() if value and name not in files}
		draft = json.dumps(typed, ensure_ascii=False)
		if not typed or len(draft) > MOST_BYTES_OF_STATE:
			return False
		keep_draft(self.participant, draft)
		return True

	def read_typed(self, sent: MultiDict) -> Values:
		"""Return what was typed, without what is not asked for any more by a later choice."""
		return drop_hidden(self.steps, super().read_typed(sent))

	def go_on(self) -> None:
		"""Show the next step on which something is asked."""
		super().go_on()
		while not self.errors and not self.asks(self.number) and self.number < len(self.steps) - 1:
			self.number += 1

	def go_back(self) -> None:
		"""Show the step before on which something is asked."""
		super().go_back()
		while self.number and not self.asks(self.number):
			self.number -= 1

	def asks(self, number: int) -> bool:
		return any(is_shown(field, self.values) for field in self.steps[number].fields if field.question)

	def send(self, sent: MultiDict) -> None:
		"""Keep the answers once nothing is wrong with them, each once."""
		said = self.check_steps()
		if said is None:
			return
		if self.is_preview:
			return self.confirm({}, said)
		if is_robot({HONEYPOT_FIELD: sent.get(HONEYPOT_FIELD)}):
			return self.confirm({}, said)
		with self.telling_what_is_wrong(), counting(self.name):
			once.send_once(self.key, self.name, said, lambda: self.keep(said))
			self.confirm({}, said)

	def keep(self, said: dict) -> dict:
		keep_answer(self.survey.name, self.participant, self.version, self.steps, said)
		return {}

	def confirm(self, answer: dict, said: dict) -> None:
		"""Thank for the answers, and say them once more."""
		super().confirm(answer, said)
		self.confirmation = Confirmation(title=_("Thank you"), text=self.describe_sent())

	def describe_sent(self) -> str:
		if self.is_preview:
			return _("This was a preview: nothing was kept.")
		if self.survey.is_anonymous:
			return _("Your answers were kept, and nothing that leads from them to you.")
		if not self.participant:
			return _("Your answers were kept.")
		until = show_moment(self.survey.closes_on)
		return _("Your answers were kept. You can change them by the same link until {0}.").format(until)


def describe_survey(survey: "Survey") -> str:
	"""Return what stands above the first step, as HTML: why the hub asks, what becomes of the answers, until when."""
	texts = [
		cstr(survey.introduction),
		describe_promise(survey) if survey.answered_through != "Open Link" else describe_open(survey),
		_("Answers count until {0}.").format(show_moment(survey.closes_on)) if survey.closes_on else "",
	]
	return "".join(f'<p class="hub-text">{escape_html(text)}</p>' for text in texts if text)


def describe_open(survey: "Survey") -> str:
	if survey.is_anonymous:
		return _("The survey is anonymous: the hub sees the sums of all answers and never a single one.")
	return _("The hub reads each answer; it does not know who gave it unless you say so.")
