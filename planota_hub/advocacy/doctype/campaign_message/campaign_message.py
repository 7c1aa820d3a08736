# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CampaignMessage(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		audience: DF.Data
		channel: DF.Data | None
		message: DF.SmallText
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proof: DF.SmallText | None
	# end: auto-generated types

	pass
