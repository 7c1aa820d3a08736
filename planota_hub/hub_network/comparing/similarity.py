# SPDX-License-Identifier: GPL-3.0-only
"""Needs and good practices of different hubs that are alike, by what anybody can follow: words and fields in common.

Words are compared without capitals and accents by their first letters, so that the forms of a word are one; short and
empty words do not count. Two words in common make two things alike, one does when the field of work is the same too.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe
from frappe.utils import cstr

from planota_hub.hub_network.comparing.figures import get_hub_names, get_reports
from planota_hub.hub_network.receiving.importing import RECEIVED
from planota_hub.rules.names import fold_name

NEED, PRACTICE = "Need", "Practice"
STEM, SHORTEST = 6, 4
# words that stand in every second title and say nothing of it; Slovene and English, folded
EMPTY_WORDS = frozenset(
	"""brez dobra dobre dobri imajo kako kjer lahko malo manjka med nima nimajo novih obcina obcine obcini okolje
	potreba potrebe praksa prakse premalo prostor regija regije regiji skupaj skupni skupno vec vsak zaradi
	with from that this have need needs good practice practices more less region their them they what when where
	into without common shared people ljudi ljudje drustvo drustva organizacij organizacije nevladne nevladnih""".split()
)


@dataclass(frozen=True)
class Topic:
	"""A need or a good practice of a hub."""

	kind: str
	hub: str
	title: str
	field_of_work: str
	place: str
	address: str
	words: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class Pair:
	"""Two topics of different hubs that are alike; of a need and a practice the need is the first."""

	one: Topic
	other: Topic
	shared_words: tuple[str, ...]
	same_field: bool


def get_words(text: str) -> frozenset[str]:
	"""Return the beginnings of the words of a text that say what it is about."""
	words = (word for word in fold_name(text).split() if len(word) >= SHORTEST and word not in EMPTY_WORDS)
	return frozenset(word[:STEM] for word in words)


def get_topics() -> list[Topic]:
	"""Return the needs and practices of the latest report of each hub that the reader may see."""
	latest = {row.name: row.network_hub for row in get_reports(frappe._dict(latest=1))}
	topics = []
	for name, content in frappe.get_all(
		RECEIVED,
		{"name": ("in", sorted(latest) or [""])},
		["name", "content"],
		order_by="name asc",
		as_list=True,
		limit_page_length=0,
	):
		report = json.loads(content or "{}")
		topics += [read_topic(NEED, latest[name], row) for row in report.get("needs", ())]
		topics += [read_topic(PRACTICE, latest[name], row) for row in report.get("practices", ())]
	return topics


def read_topic(kind: str, hub: str, row: dict) -> Topic:
	text = f"{row['title']} {cstr(row.get('summary'))}" if kind == PRACTICE else row["title"]
	return Topic(kind, hub, row["title"], row["field_of_work"], row["place"], row["address"], get_words(text))


def find_pairs(topics: list[Topic]) -> list[Pair]:
	"""Return the topics of different hubs that are alike, those with the most words in common first."""
	pairs = [pair for one, other in get_candidates(topics) if (pair := compare(one, other))]
	return sorted(
		pairs,
		key=lambda pair: (-len(pair.shared_words), not pair.same_field, pair.one.title, pair.other.title),
	)


def get_candidates(topics: list[Topic]) -> Iterator[tuple[Topic, Topic]]:
	"""Yield pairs of different hubs with a word in common, each once."""
	by_word: dict[str, list[int]] = defaultdict(list)
	for number, topic in enumerate(topics):
		for word in topic.words:
			by_word[word].append(number)
	numbers = {(one, other) for found in by_word.values() for one in found for other in found if one < other}
	for one, other in sorted(numbers):
		if topics[one].hub != topics[other].hub:
			yield topics[one], topics[other]


def compare(one: Topic, other: Topic) -> Pair | None:
	"""Return two topics as a pair when they are alike."""
	shared = tuple(sorted(one.words & other.words))
	same_field = bool(one.field_of_work) and one.field_of_work == other.field_of_work
	if len(shared) < (1 if same_field else 2):
		return None
	first, second = (other, one) if (one.kind, other.kind) == (PRACTICE, NEED) else (one, other)
	return Pair(first, second, shared, same_field)


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return the pairs as rows of a report.

	Args:
	        filters: `network_hub`, one of the two; `kind`: "Need", "Practice" or "Answer", a practice for a need.
	"""
	names = get_hub_names()
	return [
		{
			"kind": get_kind(pair),
			"title": pair.one.title,
			"hub_name": names.get(pair.one.hub, ""),
			"place": pair.one.place,
			"other_title": pair.other.title,
			"other_hub": names.get(pair.other.hub, ""),
			"other_place": pair.other.place,
			"field_of_work": pair.one.field_of_work if pair.same_field else "",
			"shared_words": ", ".join(pair.shared_words),
			"address": pair.one.address,
			"other_address": pair.other.address,
		}
		for pair in find_pairs(get_topics())
		if filters.kind in (None, get_kind(pair))
		and filters.network_hub in (None, pair.one.hub, pair.other.hub)
	]


def get_kind(pair: Pair) -> str:
	return pair.one.kind if pair.one.kind == pair.other.kind else "Answer"
