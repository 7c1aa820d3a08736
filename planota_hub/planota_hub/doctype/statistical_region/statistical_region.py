# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.planota_hub.register.places import get_hub_country, update_places_of_region
from planota_hub.rules.text import validate_plain_text


class StatisticalRegion(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		country: DF.Link | None
		nuts3_code: DF.Data | None
		region_name: DF.Data
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.country = self.country or get_hub_country()

	def on_update(self):
		if self.has_value_changed("country"):
			update_places_of_region(self)
