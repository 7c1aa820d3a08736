# SPDX-License-Identifier: GPL-3.0-only
"""Lists that visitors narrow down in the address: by words, by municipality, by field of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe

from planota_hub.public_forms.public_areas import PublicItem
from planota_hub.public_forms.web_forms import options_of
from planota_hub.public_forms.website import get_parameter
from planota_hub.rules.searching import has_words, split_query

LONGEST_QUERY = 100
FEW = 4
ASKED = ("q", "municipality", "field")


@dataclass(frozen=True)
class Narrowing:
	"""What a visitor asks of a list, and what can be chosen there; `search` has the parameters of the address."""

	folder: str
	items: Sequence[PublicItem]
	search: frappe._dict

	@property
	def is_asked(self) -> bool:
		"""Whether the list is to be narrowed down at all."""
		return any(self.search.values())

	@property
	def is_offered(self) -> bool:
		"""Whether the list is too long to be seen at once, or narrowed down already."""
		return len(self.items) > FEW or self.is_asked

	@property
	def municipalities(self) -> list[dict]:
		"""The municipalities that records of the list are about."""
		return options_of(list({place for item in self.items for place in item.places}))

	@property
	def fields_of_work(self) -> list[dict]:
		"""The fields of work that records of the list are about."""
		return options_of(list({field for item in self.items for field in item.fields}))

	@property
	def found(self) -> list[PublicItem]:
		"""The records that match, in their order."""
		return [item for item in self.items if self.fits(item)]

	def fits(self, item: PublicItem) -> bool:
		"""Tell whether a record matches: all words, in any order, whatever their capitals and carons."""
		words = split_query(self.search.q)
		return (
			(not self.search.municipality or self.search.municipality in item.places)
			and (not self.search.field or self.search.field in item.fields)
			and (not words or has_words(words, item.title, item.text, item.summary))
		)

	def keep(self, rows: Iterable[frappe._dict]) -> list[frappe._dict]:
		"""Return those of some records of the list that match; where a list has several kinds, each has its own `url`."""
		shown = {item.url for item in self.found}
		return [row for row in rows if (row.get("url") or f"/{self.folder}/{row.name}") in shown]


def narrow(folder: str, items: Sequence[PublicItem]) -> Narrowing:
	"""Return the list of an area as the address narrows it down; nothing that a visitor sends makes it longer.

	Args:
	        folder: first part of the address of the list and its records.
	"""
	search = frappe._dict({name: get_parameter(name)[:LONGEST_QUERY] for name in ASKED})
	return Narrowing(folder, items, search)
