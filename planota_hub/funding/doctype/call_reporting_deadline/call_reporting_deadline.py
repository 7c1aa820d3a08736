# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CallReportingDeadline(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		claimed_amount: DF.Currency
		due_date: DF.Date
		overdue_reminded_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reminded_on: DF.Date | None
		report_kind: DF.Literal["Interim Report", "Final Report", "Payment Claim"]
		report_title: DF.Data
		sent_on: DF.Date | None
		status: DF.Literal["Open", "Overdue", "Sent", "Sent Late"]
	# end: auto-generated types

	pass
