# SPDX-License-Identifier: GPL-3.0-only
"""Nothing asks the database more often than it may, however many records there are; times are never asserted."""

from benchmarks.entries import Entry
from benchmarks.measuring import Cost, measure

# so often one statement may be sent, its values left out: more is a question for each record
MOST_OF_ONE = 12
# what still asks more often than it may, and how often at most; what comes down leaves this list
STILL_OVER = {
	# each kind of record that names it is counted by itself, as the framework shows connections
	"form NGO": 75,
	# each kind of work that was done with it is read by itself
	"print Work with NGO": 75,
	# the framework asks for the title of each record that a table links to: an election has 60 electors
	"form Representative Election": 90,
	# a campaign has eight tables, a network forty members: the framework reads and writes row by row
	"save Advocacy Campaign, one field changed": 85,
	"save Local Network, one field changed": 310,
}
# how many statements a save may need for each one of a plain DocType with the same fields, tables and workflow
MOST_TIMES = 2
STILL_TIMES = {
	# two records are written: the session and its hours in the ledger
	"save Mentoring Session, new": 3,
	# who it may be already is looked for by its number, addresses and names, and its people by their Contacts
	"save Stakeholder, new": 3.5,
	# a mail is composed and queued, and a seat is taken under a lock
	"save Workshop Registration, new": 6,
}


def test_nothing_asks_more_often_than_it_may(costs: dict[str, tuple[Entry, Cost]]):
	over = {
		label: cost.queries
		for label, (entry, cost) in costs.items()
		if entry.most_queries and cost.queries > STILL_OVER.get(label, entry.most_queries)
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
