# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class BodySeat(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		field_of_work: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		seat: DF.Data | None
	# end: auto-generated types

	pass
