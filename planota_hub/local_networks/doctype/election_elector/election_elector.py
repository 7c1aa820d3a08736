# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ElectionElector(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		ballot_link: DF.Int
		ballot_link_used: DF.Check
		called_on: DF.Datetime | None
		email: DF.Data | None
		entitled_users: DF.SmallText | None
		field_of_work: DF.Link | None
		ngo: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		preferred_language: DF.Data | None
		registered_by: DF.Data | None
		registered_on: DF.Date | None
		reminded_on: DF.Datetime | None
	# end: auto-generated types

	pass
