# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class RegisterSourceWord(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Legal Form", "Field of Work", "Ministry", "Municipality"]
		means: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		said: DF.Data
	# end: auto-generated types

	pass
