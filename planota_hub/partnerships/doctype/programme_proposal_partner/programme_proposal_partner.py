# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ProgrammeProposalPartner(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		partner: DF.DynamicLink
		partner_name: DF.Data | None
		partner_type: DF.Literal["NGO", "Stakeholder"]
		sector: DF.Literal["", "Civil Society", "Public", "Private", "Cross-Sector"]
		task: DF.SmallText | None
	# end: auto-generated types

	pass
