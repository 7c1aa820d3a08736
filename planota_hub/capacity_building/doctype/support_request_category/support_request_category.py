# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.capacity_building.support.rules import validate_supporter
from planota_hub.rules.text import validate_plain_text


class SupportRequestCategory(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category_name: DF.Data
		description: DF.SmallText | None
		disabled: DF.Check
		first_response_days: DF.Int
		kind: DF.Literal["Counselling", "Information", "Application Help", "Report Help"]
		resolution_days: DF.Int
		responsible: DF.Link | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		validate_supporter(self, "responsible")
