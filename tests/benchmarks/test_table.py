# SPDX-License-Identifier: GPL-3.0-only
"""The table says how much of the processor everything takes, beside what, and how that grows."""

from pathlib import Path

import pytest

from benchmarks import bench, table
from benchmarks.bench import BenchRefused, Result
from benchmarks.measuring import Capped, leave_values_out, limited


def make_result(**values) -> Result:
	given = {"cpu": 0.2, "wall": 0.3, "queries": 4, "memory": 1.5, "rows": 7, "capped": False}
	return Result(label="report One", kind="report", **{**given, **values})


def test_a_result_stands_beside_the_plain_way():
	cells = table.get_cells(make_result(peer_name="bare SQL", peer_cpu=0.1), None, 1)
	assert cells == ["report One", "0.200", "0.300", "4", "2", "7", "2.0 × bare SQL", ""]


def test_time_in_step_with_the_records_grows_with_exponent_one():
	before, now = make_result(cpu=0.02), make_result(cpu=0.2)
	assert table.get_growth(now, before, 10) == "1.00"
	assert table.get_growth(now, make_result(cpu=0.2), 10) == "0.00"
	assert table.get_growth(now, None, 10) == ""


def test_what_failed_says_why():
	cells = table.get_cells(make_result(fault="ValidationError: a|b"), None, 1)
	assert cells[:2] == ["report One", "ValidationError: a/b"]


def test_the_figures_go_between_the_marks_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	run = {"database": "sqlite", "scale": 0.1, "machine": "Two processors", "results": {"one": make_result()}}
	page = tmp_path / "page.md"
	page.write_text(f"Head\n\n{table.BEGIN}\nold\n{table.END}\n\nTail\n", encoding="utf-8")
	monkeypatch.setattr(table, "read_kept", lambda: [run])
	table.write_page(page)
	text = page.read_text(encoding="utf-8")
	assert text.startswith("Head") and text.endswith("Tail\n") and "old" not in text
	assert "### SQLite, scale 0.1" in text and "| report One | 0.200 |" in text


def test_a_site_with_real_records_is_not_measured(test_site, monkeypatch: pytest.MonkeyPatch):
	monkeypatch.setattr(bench, "get_state", lambda: None)
	with pytest.raises(BenchRefused, match="not seeded"):
		bench.get_scale(over_data=False)
	assert bench.get_scale(over_data=True) is None


def test_work_that_takes_too_long_is_broken_off():
	with pytest.raises(Capped), limited(0.05):
		while True:
			pass


def test_two_questions_that_differ_in_their_values_are_one_statement():
	questions = ["select 1 where name = 'a'", "select 1 where name = 'b'"]
	assert len({leave_values_out(question) for question in questions}) == 1
