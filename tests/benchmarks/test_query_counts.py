# SPDX-License-Identifier: GPL-3.0-only
"""Nothing asks the database more often than it may, however many records there are; times are never asserted."""

import pytest

from benchmarks.entries import Entry
from benchmarks.measuring import Cost, measure

# so often one statement may be sent, its values left out: more is a question for each record
MOST_OF_ONE = 12
# what still asks more often than it may, and how often at most; what comes down leaves this list
STILL_OVER = {
	"form Representative Election": 90,
	"save Advocacy Campaign, one field changed": 85,
	"save Local Network, one field changed": 310,
	"save NGO Support Request, new": 90,
}
# how many statements a save may need for each one of a plain DocType with the same fields and tables
MOST_TIMES = 4
STILL_TIMES = {
	"save Local Need, new": 5,
	"save NGO Support Request, new": 10,
	"save Workshop Registration, new": 6,
}


@pytest.fixture(scope="module")
def costs(entries: list[Entry]) -> dict[str, tuple[Entry, Cost]]:
	"""What has a bound and what it costs, asked once more where it is only what is remembered that was missing."""
	costs = {}
	for entry in entries:
		if entry.most_queries:
			cost = measure(entry.run)
			if cost.queries > entry.most_queries or entry.kind == "save":
				cost = measure(entry.run)
			costs[entry.label] = entry, cost
	return costs


def test_nothing_asks_more_often_than_it_may(costs: dict[str, tuple[Entry, Cost]]):
	over = {
		label: cost.queries
		for label, (entry, cost) in costs.items()
		if cost.queries > STILL_OVER.get(label, entry.most_queries)
	}
	assert over == {}


def test_nothing_that_shows_figures_asks_for_each_record(costs: dict[str, tuple[Entry, Cost]]):
	repeated = {
		label: cost.statements.most_common(1)[0]
		for label, (entry, cost) in costs.items()
		if entry.kind in ("report", "card", "chart", "metric") and label not in STILL_OVER and cost.queries
	}
	assert {label: found for label, found in repeated.items() if found[1] > MOST_OF_ONE} == {}


def test_no_save_asks_much_more_often_than_that_of_a_plain_doctype(costs: dict[str, tuple[Entry, Cost]]):
	ratios = {
		label: round(cost.queries / measure(entry.peer).queries, 1)
		for label, (entry, cost) in costs.items()
		if entry.kind == "save"
	}
	assert {
		label: ratio for label, ratio in ratios.items() if ratio > STILL_TIMES.get(label, MOST_TIMES)
	} == {}
