# SPDX-License-Identifier: GPL-3.0-only
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.planota_hub.taking_part.questions import validate_questions
from planota_hub.planota_hub.taking_part.rules import MAX_SEATS
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class EventKind(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.registration_question.registration_question import (
			RegistrationQuestion,
		)

		asks_feedback: DF.Check
		capacity: DF.Int
		description: DF.SmallText | None
		disabled: DF.Check
		is_never_support: DF.Check
		kind_name: DF.Data
		programme: DF.Text | None
		questions: DF.Table[RegistrationQuestion]
		support_kind: DF.Literal[
			"", "Mentoring", "Counselling", "Information", "Application Help", "Report Help"
		]
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		validate_questions(self)
		if cint(self.capacity) > MAX_SEATS:
			refuse(self, "capacity", _("expected is a number from 1 to {0}.").format(MAX_SEATS))
		if self.is_never_support:
			self.support_kind = None
