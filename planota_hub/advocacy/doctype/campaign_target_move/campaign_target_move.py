# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CampaignTargetMove(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		interest: DF.Int
		moved_by: DF.Link | None
		moved_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		power: DF.Int
		reason: DF.SmallText | None
		support: DF.Int
		target_key: DF.Data | None
		target_label: DF.Data | None
	# end: auto-generated types

	pass
