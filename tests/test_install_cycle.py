# SPDX-License-Identifier: GPL-3.0-only
"""Install → uninstall → install: the app takes away all that it brought, and comes back the same."""

import json
import os
import subprocess
import sys
from functools import cache

import pytest

from embedded.home import PROJECT

State = dict[str, list[str]]


@pytest.fixture(scope="module")
def states(tmp_path_factory, test_site) -> dict[str, State]:
	if test_site.database.kind != "sqlite":
		pytest.skip("the cycle needs a database of its own; it runs on SQLite, and by hand on a bench")
	return _walk(str(test_site.root), str(tmp_path_factory.mktemp("cycle") / "home"))


@cache
def _walk(made: str, folder: str) -> dict[str, State]:
	command = [sys.executable, "-m", "tests.install_cycle", made, folder]
	result = subprocess.run(command, cwd=PROJECT, env=os.environ, capture_output=True, text=True)
	assert result.returncode == 0, result.stderr
	return json.loads(result.stdout)


def differences(one: State, other: State) -> dict[str, list[str]]:
	found = {}
	for table in sorted(one.keys() | other.keys()):
		gone = [f"- {row}" for row in sorted(set(one.get(table, [])) - set(other.get(table, [])))]
		come = [f"+ {row}" for row in sorted(set(other.get(table, [])) - set(one.get(table, [])))]
		if gone or come or (table in one) != (table in other):
			found[table] = gone + come
	return found


def test_installing_brings_the_app(states):
	assert "tabNGO" in states["installed"]
	assert "Hub Manager" in states["installed"]["tabRole"]
	assert len(states["installed"]["tabMunicipality"]) == 212


def test_uninstalling_leaves_no_trace(states):
	assert differences(states["before"], states["uninstalled"]) == {}


def test_installing_again_gives_the_same_as_at_first(states):
	assert differences(states["installed"], states["installed again"]) == {}
