# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.surveys import inviting, mail, planning, questions, showing
from planota_hub.planota_hub.surveys import rules as survey_rules
from planota_hub.planota_hub.surveys.kinds import ANSWER, PARTICIPANT
from planota_hub.rules.refusals import refuse
from planota_hub.rules.seal import destroy_keys
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text


class Survey(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.survey_question.survey_question import SurveyQuestion

		answered_through: DF.Literal["Personal Link", "Open Link"]
		answers_by: DF.Literal["Organisation", "Person"]
		answers_count: DF.Int
		closed_figures: DF.LongText | None
		closed_on: DF.Datetime | None
		closes_on: DF.Datetime | None
		follow_up: DF.DynamicLink | None
		follow_up_doctype: DF.Literal["", "Hub Meeting", "Hub Event"]
		former_survey: DF.Link | None
		funded_project: DF.Link | None
		introduction: DF.SmallText | None
		invited_count: DF.Int
		is_anonymous: DF.Check
		language: DF.Link | None
		next_order: DF.Int
		opened_on: DF.Datetime | None
		questions: DF.Table[SurveyQuestion]
		questions_version: DF.Int
		remind_days: DF.Int
		responsible: DF.Link | None
		seal_key: DF.Data | None
		segment: DF.Link | None
		stage: DF.Literal["Draft", "Open", "Closed", "Withdrawn"]
		stage_changed_on: DF.Date | None
		survey_title: DF.Data
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def before_insert(self):
		self.responsible = self.responsible or frappe.session.user

	def validate(self):
		survey_rules.keep_server_fields(self)
		validate_plain_text(self)
		survey_rules.validate_audience(self)
		survey_rules.validate_former_survey(self)
		questions.validate_questions(self)
		survey_rules.refuse_broken_promises(self)
		questions.refuse_frozen_questions(self)
		self.update(self.flags.set_by_hub or {})
		survey_rules.validate_stage(self)
		survey_rules.set_counts(self)

	def on_update(self):
		if is_step_to(self, "Open"):
			inviting.invite_first(self)
		elif is_step_to(self, "Closed"):
			mail.tell_closed(self)

	def on_trash(self):
		if frappe.db.exists(ANSWER, {"survey": self.name}):
			refuse(self, "answers_count", _("what was answered stays; withdraw the survey instead."))
		frappe.db.delete(PARTICIPANT, {"survey": self.name})
		destroy_keys(self.name)

	@frappe.whitelist(methods=["POST"])
	def invite(self, segment: str) -> int:
		"""Invite those of a segment who are not asked yet; see `inviting.invite`."""
		self.check_permission("write")
		return inviting.invite(self, segment)

	@frappe.whitelist()
	def get_open_link(self) -> str:
		"""Return the address at which anybody answers."""
		self.check_permission("read")
		return mail.get_open_link(self)

	@frappe.whitelist()
	def get_results(self) -> dict:
		"""Return what the answers say; see `showing.show_results`."""
		self.check_permission("read")
		return showing.show_results(self)

	@frappe.whitelist()
	def get_groups(self, dimension: str) -> dict:
		"""Return what the answers of groups say; see `showing.show_groups`."""
		self.check_permission("read")
		return showing.show_groups(self, dimension)

	@frappe.whitelist(methods=["POST"])
	def plan(self, doctype: str, code: str, day: str, values: dict) -> str:
		"""Make a meeting or an event on a day that was found; see `planning.plan`."""
		self.check_permission("write")
		return planning.plan(self, doctype, code, day, values)

	# For the print

	def describe(self) -> dict:
		"""Return the results in words, together and by groups."""
		return {**showing.show_results(self), "groups": showing.show_all_groups(self)}
