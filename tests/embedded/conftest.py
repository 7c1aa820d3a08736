# SPDX-License-Identifier: GPL-3.0-only
"""Homes for the tests of the embedded site: copies of the test site, alone or served."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embedded import backup, site
from embedded.home import PROJECT, Home
from tests.embedded.serving import Served, served


@pytest.fixture
def hub(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
	"""Run `./hub` as a person would, in a home of its own unless one is given."""

	def run(*words: str, home: Path | None = None, **variables: str) -> subprocess.CompletedProcess:
		environment = os.environ | {"HUB_HOME": str(home or tmp_path / "home")} | variables
		return subprocess.run(
			[sys.executable, "-m", "embedded", *words],
			cwd=PROJECT,
			env=environment,
			capture_output=True,
			text=True,
		)

	return run


@pytest.fixture(scope="session")
def sqlite_site(test_site: Home) -> Home:
	"""The test site, for tests of what is particular to SQLite."""
	if test_site.database.kind != "sqlite":
		pytest.skip("this is about SQLite, the site is on MariaDB")
	return test_site


@pytest.fixture
def backup_file(sqlite_site: Home, tmp_path: Path) -> Path:
	"""A backup of the test site."""
	import frappe

	frappe.db.commit()
	backup.write(sqlite_site, tmp_path / "site.tar.gz")
	return tmp_path / "site.tar.gz"


def copy_site(original: Home, backup_file: Path, folder: Path) -> Home:
	"""A home in `folder` with the site of `backup_file`, on the bundles of `original`."""
	home = Home(folder)
	home.make_folders()
	with backup.unpacked(backup_file, home.run) as (staging, manifest):
		site.configure(home)
		backup.restore(home, staging, manifest)
	for secret in ("admin_password", "demo_password"):
		if (original.config / secret).exists():
			shutil.copy(original.config / secret, home.config / secret)
	site.configure(home)
	home.mark_done("code", site.source_fingerprint())
	(home.sites / "assets").symlink_to((original.sites / "assets").resolve())
	return home


@pytest.fixture
def own_site(backup_file: Path, sqlite_site: Home, tmp_path: Path) -> Home:
	"""A home of this test's own, with a copy of the test site: it may be broken."""
	return copy_site(sqlite_site, backup_file, tmp_path / "own")


@pytest.fixture
def own_served_site(own_site: Home) -> Iterator[Served]:
	"""The same, served."""
	with served(own_site) as running:
		yield running
