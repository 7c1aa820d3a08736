# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.register.places import update_places_of_municipality, validate_location
from planota_hub.rules.text import field_label, shown, validate_plain_text

CODE_LENGTH = 3


class Municipality(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link
		is_urban: DF.Check
		municipality_name: DF.Data
		official_code: DF.Data | None
		population: DF.Int
		statistical_region: DF.Link | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.normalise_official_code()
		validate_location(self)
		self.set_statistical_region()

	def on_update(self):
		if self.has_value_changed("administrative_unit") or self.has_value_changed("statistical_region"):
			update_places_of_municipality(self)

	def normalise_official_code(self):
		"""Spreadsheets drop leading zeros: 84 is 084."""
		if not self.official_code:
			self.official_code = None
			return
		if not (self.official_code.isascii() and self.official_code.isdigit()):
			frappe.throw(
				_("{0}: {1} is not an official code. It has three digits, for example 084.").format(
					field_label(self, "official_code"), shown(self.official_code)
				)
			)
		self.official_code = self.official_code.zfill(CODE_LENGTH)

	def set_statistical_region(self):
		self.statistical_region = frappe.get_cached_value(
			"Administrative Unit", self.administrative_unit, "statistical_region"
		)
