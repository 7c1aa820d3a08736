# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.planota_hub.surveys.anonymity import make_name
from planota_hub.rules.document_row import DocumentRow


class SurveyAnswerValue(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.Text | None
		code: DF.Data | None
		file: DF.Attach | None
		number: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.SmallText | None
		table_row: DF.Data | None
	# end: auto-generated types

	def autoname(self):
		self.name = make_name()
