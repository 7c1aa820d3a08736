# SPDX-License-Identifier: GPL-3.0-only
"""The seed writes what the hub itself would have saved, the same every time, and nothing over real records."""

from unittest.mock import patch

import frappe
import pytest

from benchmarks.measuring import measure
from benchmarks.seeding import SeedRefused, seed
from benchmarks.seeding import site as seeding
from benchmarks.seeding.check import find_faults
from benchmarks.seeding.rows import Rows
from benchmarks.seeding.sizes import Sizes
from tests.benchmarks.conftest import SCALE


def test_a_seeded_record_saved_again_stays_as_it_is(seeded):
	found: list[list[str]] = []
	measure(lambda: found.append(find_faults()))
	assert found == [[]]


def test_a_site_with_records_is_refused(seeded):
	with pytest.raises(SeedRefused, match="has records already"):
		seed(SCALE, keep=False)


def test_a_site_of_another_scale_is_refused():
	with (
		patch.object(seeding, "get_state", lambda: {"scale": 0.1, "done": []}),
		pytest.raises(SeedRefused, match=r"seeded at scale 0\.1"),
	):
		seed(1, keep=False)


def test_an_interrupted_seed_goes_on_where_it_was(seeded):
	written: list[str] = []
	areas = {name: lambda rows, sizes, name=name: written.append(name) for name in ("one", "two", "three")}
	with (
		patch.object(seeding, "AREAS", areas),
		patch.object(seeding, "get_state", lambda: {"scale": SCALE, "done": ["one", "two"]}),
	):
		seed(SCALE, keep=False, say=lambda _text: None)
	assert written == ["three"]


def test_numbers_go_on_after_those_that_were_written(seeded):
	last = frappe.get_all("NGO", pluck="name", order_by="name desc", limit_page_length=1)[0]
	with patch.object(frappe.db, "commit"):
		new = Rows().add("NGO", ngo_name="Novo društvo")
	assert int(new.removeprefix("NGO-")) == int(last.removeprefix("NGO-")) + 1


def test_a_column_that_is_none_is_refused(seeded):
	with pytest.raises(ValueError, match="NGO has no column colour"):
		Rows().add("NGO", colour="green")


def test_ten_times_the_scale_has_ten_times_the_records():
	assert (Sizes.at(1).ngos, Sizes.at(0.1).ngos, Sizes.at(0.01).ngos) == (28_000, 2_800, 280)
	assert min(vars(Sizes.at(0.0001)).values()) == 1
