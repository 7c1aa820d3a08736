# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class RegistrationQuestion(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		asked: DF.Literal["Each Person", "Once"]
		choices: DF.SmallText | None
		help: DF.SmallText | None
		high_label: DF.Data | None
		is_required: DF.Check
		kind: DF.Literal["Text", "Long Text", "Number", "One Choice", "Several Choices", "Scale"]
		low_label: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.SmallText
		scale_from: DF.Int
		scale_to: DF.Int
	# end: auto-generated types

	pass
