# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ElectionCandidate(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		agreed: DF.Check
		agreed_on: DF.Datetime | None
		candidate_name: DF.Data
		contact: DF.Link | None
		elected_by: DF.Literal["", "Vote", "Consensus", "Acclamation", "Lot", "Repeated Vote", "Agreement"]
		email: DF.Data | None
		field_of_work: DF.Link | None
		has_agreed: DF.Check
		left_note: DF.SmallText | None
		left_noted_by: DF.Link | None
		left_on: DF.Date | None
		left_reason: DF.Literal["", "Withdrew", "Died", "Not Eligible Any More"]
		ngo: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		preferred_language: DF.Data | None
		presentation: DF.Text | None
		result: DF.Literal["", "Elected", "Not Elected", "Tied", "Second Round"]
		status: DF.Literal["Nominated", "Confirmed", "Rejected", "Withdrawn"]
		votes: DF.Int
		wins_tie: DF.Check
	# end: auto-generated types

	pass
