# SPDX-License-Identifier: GPL-3.0-only
"""Which records of a source concern the hub: by legal form, region and municipality; said in a moment of each of many."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST
from planota_hub.rules.names import fold_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_source.register_source import RegisterSource
	from planota_hub.planota_hub.register.sources.values import ValueReader

# what stands around the name of a region in a register and is no part of it
REGION_WORDS = frozenset({"statisticna", "regija", "region"})
# the digits of a unit of an organisation, which is no organisation of its own
UNIT_DIGITS = 10


class Filter:
	"""What is asked for of one source.

	Args:
	        known: numbers of the organisations that the hub has: they concern it wherever they have gone.
	"""

	def __init__(self, source: "RegisterSource", reader: "ValueReader", known: frozenset[str]):
		self.reader = reader
		self.known = known
		self.only_known = source.kind == PUBLIC_INTEREST
		self.has_forms = any(row.kind == "Legal Form" for row in source.words)
		self.municipalities = {row.municipality for row in source.municipalities}
		self.regions = get_regions(source)
		self.region_names = {fold_region(region) for region in self.regions}
		self.forms: dict[str, bool] = {}
		self.places: dict[tuple[str, str], bool] = {}

	def concerns(self, cells: dict[str, Any]) -> bool:
		"""Tell whether a record is of an organisation that the hub has or asks for."""
		number = self.reader.get_number_key(cells)
		if number in self.known:
			return True
		if self.only_known or (self.reader.is_slovene and len(number) == UNIT_DIGITS):
			return False
		return self.has_form(cstr(cells.get("Legal Form"))) and self.is_here(
			cstr(cells.get("Municipality")), cstr(cells.get("Region"))
		)

	def has_form(self, text: str) -> bool:
		if text not in self.forms:
			self.forms[text] = not self.has_forms or bool(self.reader.find_legal_form(text))
		return self.forms[text]

	def is_here(self, municipality: str, region: str) -> bool:
		key = (municipality, region)
		if key not in self.places:
			self.places[key] = self.find_place(municipality, region)
		return self.places[key]

	def find_place(self, municipality: str, region: str) -> bool:
		"""Tell whether a place is asked for; one that can't be told is, so that somebody looks at it."""
		found = self.reader.find_municipality(municipality.strip()) if municipality.strip() else None
		if found:
			own = frappe.get_cached_value("Municipality", found, "statistical_region")
			is_own = not self.regions or own in self.regions
			return is_own and (not self.municipalities or found in self.municipalities)
		if not self.regions or not fold_region(region):
			return True
		return fold_region(region) in self.region_names


def get_regions(source: "RegisterSource") -> set[str]:
	"""Return the regions of a source: its own, or else those of the hub; none for every region."""
	rows = source.regions or frappe.get_cached_doc("Hub Settings").regions
	return {row.statistical_region for row in rows}


def fold_region(region: str) -> str:
	return " ".join(word for word in fold_name(region).split() if word not in REGION_WORDS)
