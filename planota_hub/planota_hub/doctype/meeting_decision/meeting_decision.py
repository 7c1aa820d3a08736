# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class MeetingDecision(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		carried_out_by: DF.Data | None
		chased_on: DF.Date | None
		decision: DF.SmallText
		done_on: DF.Date | None
		due_date: DF.Date
		member_vote: DF.Link | None
		need: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		responsible: DF.Link | None
		responsible_email: DF.Data | None
		status: DF.Literal["Open", "Done", "Dropped"]
		todo: DF.Link | None
		votes_abstained: DF.Int
		votes_against: DF.Int
		votes_for: DF.Int
	# end: auto-generated types

	pass
