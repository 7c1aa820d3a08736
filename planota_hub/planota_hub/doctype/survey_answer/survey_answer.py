# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.surveys import follow_ups, giving
from planota_hub.planota_hub.surveys.anonymity import make_name
from planota_hub.planota_hub.surveys.kinds import ASKED, OPEN_LINK, PARTICIPANT, SURVEY
from planota_hub.planota_hub.surveys.rules import note_counts
from planota_hub.planota_hub.surveys.wording import describe_answers


class SurveyAnswer(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.survey_answer_value.survey_answer_value import SurveyAnswerValue
		from planota_hub.planota_hub.doctype.survey_follow_up.survey_follow_up import SurveyFollowUp

		answer_title: DF.Data | None
		answered_on: DF.Date | None
		answers: DF.Table[SurveyAnswerValue]
		email: DF.Data | None
		follow_ups: DF.Table[SurveyFollowUp]
		is_anonymous: DF.Check
		organisation: DF.DynamicLink | None
		organisation_doctype: DF.Literal["", "NGO", "Stakeholder"]
		participant: DF.Link | None
		person_name: DF.Data | None
		questions_version: DF.Int
		sealed_profile: DF.LongText | None
		survey: DF.Link
	# end: auto-generated types

	def autoname(self):
		self.name = make_name()

	def validate(self):
		"""An answer comes from the page of the survey, and nobody else changes it."""
		if not self.flags.set_by_hub:
			frappe.throw(_("Answers are given on the page of the survey, and stay as they were given."))

	def onload(self):
		self.set_onload("said", describe_answers(self))

	def after_delete(self):
		if self.participant and frappe.db.get_value(SURVEY, self.survey, "answered_through") == OPEN_LINK:
			# it was one by this answer alone
			frappe.delete_doc(PARTICIPANT, self.participant, ignore_permissions=True, delete_permanently=True)
		elif self.participant:
			values = {"status": ASKED, "answered_on": None}
			frappe.db.set_value(PARTICIPANT, self.participant, values, update_modified=False)
		note_counts(self.survey)

	@frappe.whitelist(methods=["POST"])
	def give_to(self, doctype: str | None = None, organisation: str | None = None) -> None:
		"""Give an answer by an open link to an organisation, or to none; see `giving.give_to`."""
		self.check_permission("read")
		giving.give_to(self, doctype, organisation)

	@frappe.whitelist(methods=["POST"])
	def make_follow_up(self, doctype: str, values: dict) -> str:
		"""Make a need, a request or a contact of the answer; see `follow_ups.make_follow_up`."""
		self.check_permission("read")
		return follow_ups.make_follow_up(self, doctype, values)
