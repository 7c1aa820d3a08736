# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document

from planota_hub.planota_hub.events.series import get_dates
from planota_hub.planota_hub.taking_part.questions import validate_questions
from planota_hub.rules.text import validate_plain_text


class EventSeries(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.registration_question.registration_question import (
			RegistrationQuestion,
		)

		dates_needed: DF.Int
		description: DF.SmallText | None
		questions: DF.Table[RegistrationQuestion]
		registers_for: DF.Literal["Single Dates or All", "All Dates"]
		responsible: DF.Link | None
		series_title: DF.Data
	# end: auto-generated types

	def onload(self):
		self.set_onload("dates", get_dates(self.name))

	def before_insert(self):
		self.responsible = self.responsible or frappe.session.user

	def validate(self):
		validate_plain_text(self)
		validate_questions(self)
