# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CallApplicationAmendment(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decided_on: DF.Date | None
		description: DF.SmallText
		new_amount: DF.Currency
		new_end: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		requested_on: DF.Date
		result: DF.Literal["Open", "Approved", "Rejected"]
		subject: DF.Literal["Content", "Budget", "Duration", "Partners"]
	# end: auto-generated types

	pass
