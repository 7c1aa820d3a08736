# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class PersonalDataFinding(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decision: DF.Literal["", "Theirs", "Not Theirs", "Keep"]
		found_by: DF.Literal["Address", "Name or Phone", "Shared Mailbox", "Colleague at the Mailbox"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		record_name: DF.Data | None
		record_type: DF.Link | None
	# end: auto-generated types

	pass
