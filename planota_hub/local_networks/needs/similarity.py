# SPDX-License-Identifier: GPL-3.0-only
"""Which needs say probably the same: shown to whoever reviews a need, decided by a person."""

import re
import unicodedata
from typing import TYPE_CHECKING

import frappe
from rapidfuzz import fuzz

from planota_hub.local_networks.needs.stages import NEED

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed

# below, two needs have only everyday words in common
LOWEST_SCORE = 55
SHOWN_NEEDS = 5
# the title says more than the description
TITLE_WEIGHT = 0.6
# words that stand in every second need and tell none from another
EVERYDAY_WORDS = frozenset(
	"je v na za in ni se so z s po pri da ali iz od do ki pa the a an of for in on no is to and with at".split()
)
COMPARED_FIELDS = ["name", "need_title", "description", "municipality", "field_of_work", "stage"]


def get_similar_needs(need: "LocalNeed") -> list[dict]:
	"""Return the needs that are probably the same, the likeliest first, at most five.

	Compared are those of the same municipality, and those of the same field in the same administrative unit.

	Returns:
	        rows with `name`, `need_title`, `municipality`, `stage` and `score` (percent).
	"""
	nearby = frappe.get_list(
		NEED,
		filters={"name": ("!=", need.name or ""), "stage": ("not in", ("Rejected", "Duplicate"))},
		or_filters=[
			["municipality", "=", need.municipality],
			["administrative_unit", "=", need.administrative_unit or ""],
		],
		fields=COMPARED_FIELDS,
		order_by="name asc",
		limit_page_length=0,
	)
	likely = []
	for other in nearby:
		if need.municipality != other.municipality and need.field_of_work != other.field_of_work:
			continue
		score = compare(need, other)
		if score >= LOWEST_SCORE:
			likely.append(
				{
					"score": score,
					**{key: other[key] for key in ("name", "need_title", "municipality", "stage")},
				}
			)
	return sorted(likely, key=lambda row: (-row["score"], row["name"]))[:SHOWN_NEEDS]


def compare(need: "LocalNeed | frappe._dict", other) -> int:
	"""Return how much two needs say the same, in percent."""
	title = fuzz.token_set_ratio(get_words(need.need_title), get_words(other.need_title))
	text = fuzz.token_sort_ratio(get_words(need.description), get_words(other.description))
	return round(TITLE_WEIGHT * title + (1 - TITLE_WEIGHT) * text)


def get_words(text: str | None) -> str:
	"""Return the words of a text that tell something: lower case, no accents."""
	plain = unicodedata.normalize("NFKD", (text or "").lower())
	plain = "".join(character for character in plain if not unicodedata.combining(character))
	return " ".join(word for word in re.findall(r"[a-z0-9]+", plain) if word not in EVERYDAY_WORDS)
