# SPDX-License-Identifier: GPL-3.0-only
"""The test site seeded for these tests, in a transaction that is taken back after the last one."""

from collections.abc import Iterator

import frappe
import pytest

from benchmarks.entries import Entry, get_entries
from benchmarks.measuring import Cost, measure
from benchmarks.seeding import seed
from planota_hub.planota_hub.register import duplicates

SCALE = 0.01


@pytest.fixture(scope="package")
def seeded(test_site) -> Iterator[None]:
	"""A village hub on the test site."""
	frappe.set_user("Administrator")
	seed(SCALE, over_data=True, keep=False, say=lambda _text: None)
	yield
	frappe.db.rollback()
	frappe.clear_cache()
	duplicates.count_words.clear_cache()


@pytest.fixture(scope="package")
def costs(entries: list[Entry]) -> dict[str, tuple[Entry, Cost]]:
	"""What each entry costs, asked once more where it is only what is remembered that was missing.

	Dashboards and workspaces are left out: they are made of cards and charts.
	"""
	costs = {}
	for entry in entries:
		if entry.kind in ("dashboard", "workspace"):
			continue
		cost = measure(entry.run)
		if entry.kind == "save" or (entry.most_queries and cost.queries > entry.most_queries):
			cost = measure(entry.run)
		costs[entry.label] = entry, cost
	return costs


@pytest.fixture(scope="package")
def entries(seeded) -> list[Entry]:
	"""Everything that is measured there."""
	return get_entries()
