# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class NGOPublicInterestStatus(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		act_number: DF.Data | None
		field_of_work: DF.Link | None
		granted_on: DF.Date | None
		ministry: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		valid_until: DF.Date | None
		withdrawn_on: DF.Date | None
	# end: auto-generated types

	pass
