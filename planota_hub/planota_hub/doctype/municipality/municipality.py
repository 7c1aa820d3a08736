# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.register.municipalities import CODE, note_former_name
from planota_hub.planota_hub.register.places import (
	is_own_region,
	update_places_of_municipality,
	validate_location,
)
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import shown, validate_plain_text

# in Slovenia; spreadsheets drop leading zeros
CODE_LENGTHS = {"si": 3}
PLACED_BY = ("administrative_unit", "statistical_region", "country")


class Municipality(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		also_called: DF.SmallText | None
		area_km2: DF.Float
		country: DF.Link | None
		is_own: DF.Check
		is_urban: DF.Check
		municipality_name: DF.Data
		official_code: DF.Data | None
		population: DF.Int
		statistical_region: DF.Link | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		validate_location(self)
		self.set_region()
		self.normalise_official_code()

	def on_update(self):
		if any(self.has_value_changed(fieldname) for fieldname in PLACED_BY):
			update_places_of_municipality(self)

	def after_rename(self, old: str, new: str, merge: bool = False):
		note_former_name(new, old)

	def set_region(self):
		"""Its own region; left empty it is that of the unit. Country and whether it is the hub's follow."""
		if not self.statistical_region and self.administrative_unit:
			self.statistical_region = frappe.get_cached_value(
				"Administrative Unit", self.administrative_unit, "statistical_region"
			)
		refuse_missing(self, "statistical_region", _("please choose the region."))
		self.country = frappe.get_cached_value("Statistical Region", self.statistical_region, "country")
		self.is_own = int(is_own_region(self.statistical_region))

	def normalise_official_code(self):
		"""A code is unique in its country; in Slovenia 84 is 084."""
		self.official_code = (self.official_code or "").strip().upper() or None
		if not self.official_code:
			return
		length = CODE_LENGTHS.get(get_country_code(self.country))
		if length and not (self.official_code.isascii() and self.official_code.isdigit()):
			refuse(
				self,
				"official_code",
				_("{0} is not an official code. It has three digits, for example 084.").format(
					shown(self.official_code)
				),
			)
		if not CODE.fullmatch(self.official_code):
			refuse(self, "official_code", _("expected are letters and digits, for example 031007."))
		self.official_code = self.official_code.zfill(length or 0)
		self.refuse_known_code()

	def refuse_known_code(self):
		same = {"official_code": self.official_code, "country": self.country, "name": ("!=", self.name or "")}
		if known := frappe.db.get_value("Municipality", same, "name", order_by="name asc"):
			refuse(
				self, "official_code", _("{0} is the code of {1}.").format(self.official_code, shown(known))
			)
