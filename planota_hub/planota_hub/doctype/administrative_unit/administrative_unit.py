# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.planota_hub.register.places import update_places_of_unit
from planota_hub.rules.text import validate_plain_text


class AdministrativeUnit(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		statistical_region: DF.Link
		unit_name: DF.Data
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)

	def on_update(self):
		before = self.get_doc_before_save()
		if before and before.statistical_region != self.statistical_region:
			update_places_of_unit(self, before.statistical_region)
