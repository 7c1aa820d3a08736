# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.rules.text import field_label, validate_plain_text

MAX_OFFSET = 3650


class DevelopmentPlanTemplate(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.development_plan_template_step.development_plan_template_step import (
			DevelopmentPlanTemplateStep,
		)

		description: DF.SmallText | None
		disabled: DF.Check
		steps: DF.Table[DevelopmentPlanTemplateStep]
		template_name: DF.Data
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		for row in self.steps:
			row.offset_days = cint(row.offset_days)
			if not 0 <= row.offset_days <= MAX_OFFSET:
				frappe.throw(
					_("{0}: expected is a number of days from 0 to {1}.").format(
						field_label(row, "offset_days"), MAX_OFFSET
					),
					title=_("Wrong Number of Days"),
				)
