# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class RecordMergeDifference(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		field_label: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		stayed: DF.SmallText | None
		went: DF.SmallText | None
	# end: auto-generated types

	pass
