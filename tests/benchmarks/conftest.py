# SPDX-License-Identifier: GPL-3.0-only
"""The test site seeded for these tests, in a transaction that is taken back after the last one."""

from collections.abc import Iterator

import frappe
import pytest

from benchmarks.entries import Entry, get_entries
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
def entries(seeded) -> list[Entry]:
	"""Everything that is measured there."""
	return get_entries()
