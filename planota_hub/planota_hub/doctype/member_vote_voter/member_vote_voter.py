# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class MemberVoteVoter(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		channel: DF.Literal["", "Online", "In the Room"]
		choice: DF.Data | None
		contact: DF.Link | None
		email: DF.Data | None
		is_chair: DF.Check
		link_number: DF.Int
		member: DF.Data | None
		ngo: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data | None
		recorded_by: DF.Link | None
		reminded_on: DF.Datetime | None
		sealed_choice: DF.LongText | None
		sent_on: DF.Datetime | None
		stakeholder: DF.Link | None
		stands_in_for: DF.Data | None
		status: DF.Literal["Not Voted", "Voted", "No Longer a Member"]
		voted_on: DF.Datetime | None
	# end: auto-generated types

	pass
