# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.rules.text import validate_plain_text


class CapacityArea(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area_name: DF.Data
		description: DF.SmallText | None
		disabled: DF.Check
		position: DF.Int
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
