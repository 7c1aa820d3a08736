# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class BriefingAudience(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		chosen: DF.DynamicLink | None
		chosen_type: DF.Literal[
			"",
			"NGO",
			"Stakeholder",
			"Local Network",
			"Partnership Consortium",
			"Representative Body",
			"Advocacy Campaign",
		]
		field_of_work: DF.Link | None
		municipality: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		recipient_type: DF.Literal[
			"",
			"NGO",
			"Those Chosen",
			"Audience Segment",
			"Newsletter Subscribers",
			"All Stakeholders",
			"Municipality",
			"Development Agency",
			"Chamber",
			"Public Institution",
			"Ministry",
			"Company",
			"Media",
			"Local Action Group",
			"Regional Hub",
			"National Network",
			"Thematic Network",
			"Other",
		]
		role: DF.Literal[
			"",
			"Anybody Named",
			"President",
			"Director",
			"Legal Representative",
			"Secretary",
			"Treasurer",
			"Project Manager",
			"Contact Person",
			"Mayor",
			"Other",
		]
		segment: DF.Link | None
	# end: auto-generated types

	pass
