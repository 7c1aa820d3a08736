# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class CampaignTarget(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		contact: DF.Link | None
		interest: DF.Int
		move_reason: DF.SmallText | None
		next_step: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_function: DF.Data | None
		person_name: DF.Data | None
		position_on: DF.Date | None
		power: DF.Int
		responsible: DF.Link | None
		stakeholder: DF.Link | None
		support: DF.Int
		target_label: DF.Data | None
	# end: auto-generated types

	pass
