# SPDX-License-Identifier: GPL-3.0-only
"""The test site is made anew only after a change that it can't take over."""

import json
from collections import namedtuple
from pathlib import Path

import pytest

from embedded import site, testing
from embedded.home import PROJECT, Home

Item = namedtuple("Item", "path")

NGO = "planota_hub/planota_hub/doctype/ngo/ngo.json"
HOOKS = "planota_hub/hooks.py"
PATCHES = "planota_hub/patches.txt"


@pytest.fixture
def kept_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
	"""A home whose fresh site was made from three files of the app."""
	monkeypatch.delenv("HUB_DB", raising=False)
	home = Home(tmp_path / "home")
	home.data.mkdir(parents=True)
	testing.kept(home).touch()
	testing.sources(home).write_text(json.dumps({NGO: "1", HOOKS: "1", PATCHES: "1"}))
	return home


@pytest.mark.parametrize(
	("now", "changed"),
	[
		({NGO: "1", HOOKS: "1", PATCHES: "1"}, []),
		({NGO: "2", HOOKS: "2", PATCHES: "1"}, [HOOKS, NGO]),
		({NGO: "1", HOOKS: "1", PATCHES: "1", f"{NGO[:-9]}/new/new.json": "1"}, None),
		({NGO: "1", HOOKS: "1", PATCHES: "2"}, None),
		({HOOKS: "1", PATCHES: "1"}, None),
	],
	ids=[
		"nothing",
		"a record and the hooks",
		"no record of a module",
		"the patches",
		"a record that is gone",
	],
)
def test_which_changes_a_kept_site_takes_over(
	kept_home: Home, monkeypatch: pytest.MonkeyPatch, now: dict, changed: list | None
):
	monkeypatch.setattr(site, "hash_sources", lambda: now)

	assert testing.get_changed_records(kept_home) == changed


def test_a_site_that_was_not_kept_is_made_anew(tmp_path: Path):
	assert testing.get_changed_records(Home(tmp_path)) is None


def test_a_new_record_of_a_module_is_taken_over(kept_home: Home, monkeypatch: pytest.MonkeyPatch):
	new = "planota_hub/funding/report/spending/spending.json"
	known = json.loads(testing.sources(kept_home).read_text())
	monkeypatch.setattr(site, "hash_sources", lambda: {**known, new: "1"})

	assert testing.get_changed_records(kept_home) == [new]


@pytest.mark.parametrize(("now", "is_current"), [("1", True), ("2", False)])
def test_a_pattern_is_what_the_present_code_makes(
	kept_home: Home, monkeypatch: pytest.MonkeyPatch, now: str, is_current: bool
):
	testing.bare(kept_home).touch()
	known = json.loads(testing.sources(kept_home).read_text())
	monkeypatch.setattr(site, "hash_sources", lambda: {**known, NGO: now})

	assert testing.is_pattern(kept_home) is is_current


def test_a_copy_of_a_site_has_its_keys_and_a_redis_of_its_own(kept_home: Home, tmp_path: Path):
	kept_home.make_folders()
	for name in ("site_secrets.json", "redis.json", "appendonly.aof"):
		(kept_home.config / name).write_text("of the pattern")
	testing.kept(kept_home).write_text("as it was made")
	kept_home.database_file.write_text("as it is")
	copy = Home(tmp_path / "copy")

	testing.copy_site(kept_home, copy)

	assert copy.database_file.read_text() == "as it was made"
	assert [file.name for file in copy.config.iterdir()] == ["site_secrets.json"]


def test_several_processes_begin_with_the_longest_files():
	assert [path for path in testing.LONGEST if not (PROJECT / path).is_file()] == []
	items = [
		Item(PROJECT / path) for path in ("tests/one.py", testing.LONGEST[1], "a.py", testing.LONGEST[0])
	]

	testing.pytest_collection_modifyitems(items)

	found = [str(item.path.relative_to(PROJECT)) for item in items]
	assert found == [*testing.LONGEST, "tests/one.py", "a.py"]
