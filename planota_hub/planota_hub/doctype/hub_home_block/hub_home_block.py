# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class HubHomeBlock(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		block: DF.Literal[
			"",
			"Tasks",
			"News",
			"Figures",
			"Events",
			"Workshops",
			"Calls",
			"Consultations",
			"Campaigns",
			"Elections",
			"Needs",
			"Meetings",
			"Organisations",
			"Good Practices",
		]
		introduction: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

	pass
