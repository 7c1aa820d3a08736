# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class PolicyAsk(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		effect: DF.Text | None
		legal_reference: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		present_text: DF.Text | None
		proposed_text: DF.Text
		reason: DF.Text
		result: DF.Literal["", "Adopted", "Partly Adopted", "Rejected", "No Reply"]
		result_note: DF.SmallText | None
		subject: DF.Data
	# end: auto-generated types

	pass
