# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class RegisterImportDifference(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		changed_by_hand: DF.SmallText | None
		field_label: DF.Data | None
		field_name: DF.Data | None
		new_value: DF.SmallText | None
		old_value: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		take: DF.Check
	# end: auto-generated types

	pass
