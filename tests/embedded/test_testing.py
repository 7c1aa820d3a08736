# SPDX-License-Identifier: GPL-3.0-only
"""The test site is made anew only after a change that it can't take over."""

import json
from pathlib import Path

import pytest

from embedded import site, testing
from embedded.home import Home

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
