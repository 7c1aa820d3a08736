# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document


class RecordMergeDifference(Document):
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
