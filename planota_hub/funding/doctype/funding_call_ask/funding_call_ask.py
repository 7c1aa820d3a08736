# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class FundingCallAsk(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ask: DF.SmallText
		changed_in: DF.Link | None
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		policy_proposal: DF.Link | None
		result: DF.Literal["Open", "Accepted", "Partly Accepted", "Rejected"]
		rule: DF.Literal[
			"",
			"Minimum Amount",
			"Payment",
			"Volunteer Work",
			"Own Share",
			"Reports",
			"Simplified Costs",
			"Application",
			"Time to Apply",
			"Other",
		]
	# end: auto-generated types

	pass
