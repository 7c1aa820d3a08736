# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ConsortiumPartner(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		accepted_by_vote: DF.Link | None
		budget_share: DF.Percent
		from_date: DF.Date | None
		leaving_reason: DF.SmallText | None
		letter_of_intent: DF.Attach | None
		letter_of_intent_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		partner: DF.DynamicLink
		partner_name: DF.Data | None
		partner_role: DF.Literal["Partner", "Lead Partner", "Associated Partner"]
		partner_type: DF.Literal["NGO", "Stakeholder"]
		sector: DF.Literal["", "Civil Society", "Public", "Private", "Cross-Sector"]
		signatory_function: DF.Data | None
		signatory_name: DF.Data | None
		signed_on: DF.Date | None
		to_date: DF.Date | None
		votes: DF.Int
	# end: auto-generated types

	pass
