# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CampaignAction(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action_title: DF.Data
		action_type: DF.Literal[
			"Meeting",
			"Letter",
			"Petition",
			"Event",
			"Media",
			"Social Media",
			"Publication",
			"Training",
			"Other",
		]
		cost: DF.Currency
		ends_on: DF.Date | None
		link: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reach: DF.Int
		responsible: DF.Link | None
		result: DF.SmallText | None
		starts_on: DF.Date
		status: DF.Literal["Planned", "Done", "Cancelled"]
		unknown_numbers: DF.SmallText | None
	# end: auto-generated types

	pass
