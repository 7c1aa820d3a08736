# SPDX-License-Identifier: GPL-3.0-only
"""Which municipality a text means, however a file or a form writes it."""

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cstr

from planota_hub.rules.names import fold_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.municipality.municipality import Municipality

CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9./-]{0,18}[A-Z0-9])?")
# what stands before a name and is no part of it; without them there must be something left
KINDS = (
	"mestna obcina",
	"obcina",
	"mo",
	"comune di",
	"comune",
	"opcina",
	"grad",
	"stadtgemeinde",
	"gemeinde",
	"municipality of",
)


def find_municipality(text: str | None, country: str | None = None) -> str | None:
	"""Return the municipality that a text means; None when it means none, or several.

	It is found by its name or one of those in *Also Called*, with or without „Občina“ before it, capitals, accents
	and hyphens apart, with words shortened by a dot („Sv. Trojica v Slov. goricah“), in one of two languages parted by a
	slash, or by its official code with or without leading zeros. Nothing is guessed from a part of a name.

	Who asks for many makes `Municipalities` once and asks that.

	Args:
	        country: leaves the municipalities of this country; None for all.
	"""
	return Municipalities(country).find(text)


class Municipalities:
	"""The municipalities of the register by what they are called; read once."""

	def __init__(self, country: str | None = None):
		self.country = country

	def find(self, text: str | None) -> str | None:
		"""Return the municipality that a text means; see `find_municipality`."""
		written = cstr(text).strip()
		if re.fullmatch(r"[0-9]+", written):
			return only(self.by_code[written.lstrip("0")])
		names = (written, *written.split("/")) if "/" in written else (written,)
		found = [self.find_name(name) for name in names]
		return found[0] or only({name for name in found if name})

	def find_name(self, name: str) -> str | None:
		"""Return the municipality of a name; None when there is none, or several."""
		for key in get_keys(name):
			if found := only(self.by_key[key]):
				return found
		return self.find_shortened(name) if "." in name else None

	def find_shortened(self, name: str) -> str | None:
		"""Return the municipality whose words begin with those of a name of which some are shortened by a dot."""
		words = [re.escape(fold_name(word)) + (r"\w*" if "." in word else "") for word in get_words(name)]
		for length in range(len(words)):  # with and without „Občina“ before it
			if fold_name(" ".join(get_words(name)[:length])) not in ("", *KINDS):
				continue
			pattern = re.compile(" ".join(words[length:]))
			if found := only(
				{one for key, names in self.by_key.items() if pattern.fullmatch(key) for one in names}
			):
				return found
		return None

	@cached_property
	def by_key(self) -> dict[str, set[str]]:
		found: dict[str, set[str]] = defaultdict(set)
		for row in self.rows:
			for name in (row.name, *row.name.split("/"), *cstr(row.also_called).splitlines()):
				found[fold_name(name)].add(row.name)
		return found

	@cached_property
	def by_code(self) -> dict[str, set[str]]:
		found: dict[str, set[str]] = defaultdict(set)
		for row in self.rows:
			found[cstr(row.official_code).lstrip("0")].add(row.name)
		return found

	@cached_property
	def rows(self) -> list[frappe._dict]:
		fields = ["name", "also_called", "official_code"]
		filters = {"country": self.country} if self.country else {}
		return frappe.get_all("Municipality", filters, fields, order_by="name asc", limit_page_length=0)


def get_keys(name: str) -> list[str]:
	"""Return what a name is looked for by: as it is, and without „Občina“ before it."""
	key = fold_name(name)
	shorter = [key.removeprefix(f"{kind} ") for kind in KINDS if key.startswith(f"{kind} ")]
	return list(filter(None, [key, *shorter]))


def get_words(name: str) -> list[str]:
	"""Return the words of a name, each with the dot that shortens it."""
	return [word for word in re.split(r"(?<=\.)|[\s–-]+", name) if fold_name(word)]


def only(names: set[str]) -> str | None:
	"""Return the one of several names when there is only one."""
	return next(iter(names)) if len(names) == 1 else None


def note_former_name(municipality: str, former: str) -> None:
	"""Let a municipality be found by the name that it had before."""
	called = cstr(frappe.db.get_value("Municipality", municipality, "also_called"))
	if former != municipality and former not in called.splitlines():
		lines = "\n".join(filter(None, [called, former]))
		frappe.db.set_value("Municipality", municipality, "also_called", lines, update_modified=False)


def note_merged(kept: "Municipality", merged: "Municipality") -> None:
	"""Let a municipality be found by the names of one that became part of it; called before it is saved."""
	names = [*cstr(kept.also_called).splitlines(), merged.name, *cstr(merged.also_called).splitlines()]
	kept.also_called = "\n".join(name for name in dict.fromkeys(names) if name and name != kept.name) or None
