# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class SurveyQuestion(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		choices: DF.SmallText | None
		code: DF.Data | None
		help: DF.SmallText | None
		high_label: DF.Data | None
		is_required: DF.Check
		kind: DF.Literal[
			"Text",
			"Long Text",
			"Number",
			"One Choice",
			"Several Choices",
			"Scale",
			"Table",
			"Date Finder",
			"File",
		]
		low_label: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.SmallText
		scale_from: DF.Int
		scale_to: DF.Int
		section: DF.Data | None
		shown_if_answer: DF.Data | None
		shown_if_code: DF.Data | None
		table_rows: DF.SmallText | None
	# end: auto-generated types

	pass
