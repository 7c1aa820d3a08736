# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class PolicyProposalVersion(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content: DF.Code | None
		note: DF.SmallText | None
		occasion: DF.Literal["Draft", "Consultation", "Adoption"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		taken_by: DF.Link | None
		taken_on: DF.Datetime | None
		version_number: DF.Int
	# end: auto-generated types

	pass
