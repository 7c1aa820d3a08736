# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.planota_hub.relations.rules import validate_kind
from planota_hub.rules.text import validate_plain_text


class OrganisationRelationType(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allows_circle: DF.Check
		description: DF.SmallText | None
		disabled: DF.Check
		forward_label: DF.Data
		is_lasting: DF.Check
		reverse_label: DF.Data
		type_name: DF.Data
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		validate_kind(self)
