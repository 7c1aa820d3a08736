# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ProjectClaim(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount_claimed: DF.Currency
		amount_paid: DF.Currency
		claim_title: DF.Data
		due_on: DF.Date | None
		from_date: DF.Date
		paid_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		status: DF.Literal["Open", "Overdue", "Submitted", "Partly Paid", "Paid"]
		submitted_on: DF.Date | None
		to_date: DF.Date
	# end: auto-generated types

	pass
