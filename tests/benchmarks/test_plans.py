# SPDX-License-Identifier: GPL-3.0-only
"""No statement reads a large table from end to end, unless the question is about all that is in it."""

import frappe
import pytest

from benchmarks.entries import Entry
from benchmarks.measuring import Cost
from benchmarks.plans import LARGE, explain, find_scans

# jobs and merges that look through what is there, a part at a time
ALL_OF_IT = ("job", "merge", "metric", "indicators", "import", "matching", "briefing", "export")
# what asks about all that there is, or what only the framework can ask otherwise
OVERVIEW = {"tabNGO", "tabNGO Field of Work", "tabNGO Yearly Figure"}
PROFILES = {"tabNGO Field of Work", "tabNGO Operating Municipality"}
WHOLE = {
	"report NGO Register Overview, default": OVERVIEW,
	"report NGO Register Overview, narrow": OVERVIEW,
	"chart NGOs by Field of Work": OVERVIEW,
	"report Call Friendliness and Matches, default": PROFILES,
	"report Call Friendliness and Matches, narrow": PROFILES,
	"chart Friendliness of Funders": PROFILES,
	"report Register Completeness, default": {"tabNGO Representative"},
	"report Support Delivered, by month, all years": {"tabSupport Entry"},
	"report Hours by Kind of Support, first page": {"tabSupport Entry"},
	"report Supporters by Campaign, first page": {"tabCampaign Supporter"},
	"report Workshop Participation by NGO, default": {"tabWorkshop Registration"},
	# words in the middle of a name
	# a document that names no NGO: the framework looks for one that would name the document
	"form Local Need": {"tabNGO"},
	"form Public Policy": {"tabNGO"},
	# how rare a word is among all names, asked once an hour
	"save NGO, new": {"tabNGO"},
	"duplicates of an NGO": {"tabNGO"},
}
# what the optimiser of one database may find by another index, or what is remembered from before
MAYBE = {"save NGO, new", "duplicates of an NGO", "form Local Need", "form Public Policy"}


@pytest.fixture(scope="module")
def scans(costs: dict[str, tuple[Entry, Cost]]) -> dict[str, dict[str, str]]:
	"""The large tables that each entry reads from end to end, with the statement."""
	return {label: found for label, (_entry, cost) in costs.items() if (found := find_scans(cost))}


def test_no_large_table_is_read_from_end_to_end(costs, scans):
	found = {
		label: unknown
		for label, tables in scans.items()
		if costs[label][0].kind not in ALL_OF_IT and (unknown := set(tables) - WHOLE.get(label, set()))
	}
	assert found == {}, {label: scans[label] for label in found}


def test_what_has_come_to_an_index_leaves_the_list(scans):
	listed = {label: tables for label, tables in WHOLE.items() if label not in MAYBE}
	assert {label: tables for label, tables in listed.items() if not set(scans.get(label, ()))} == {}


def test_a_table_without_a_fitting_index_is_noticed(seeded):
	assert explain("SELECT name FROM `tabNGO` WHERE description = %s", ("x",)) == ["tabNGO"]
	assert explain("SELECT n.name FROM `tabNGO` AS n WHERE n.description = %s", ("x",)) == ["tabNGO"]
	assert explain("SELECT name FROM `tabNGO` WHERE name = %s", ("x",)) == []


def test_a_seed_fills_every_large_table(seeded):
	assert {table for table in LARGE if not frappe.db.count(table.removeprefix("tab"))} == set()
