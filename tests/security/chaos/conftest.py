# SPDX-License-Identifier: GPL-3.0-only
"""The homes of the embedded site's tests, for the tests of this folder too."""

from collections.abc import Iterator

import frappe
import pytest

from embedded import backup
from embedded.home import Home
from tests.embedded.conftest import backup_file, copy_site, hub, own_served_site, own_site, sqlite_site
from tests.embedded.serving import Served, served

__all__ = ["backup_file", "hub", "own_served_site", "own_site", "sqlite_site"]


@pytest.fixture(scope="module")
def served_copy(sqlite_site: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
	"""A copy of the test site that is served for all tests of a module."""
	folder = tmp_path_factory.mktemp("served")
	frappe.db.commit()
	backup.write(sqlite_site, folder / "site.tar.gz")
	with served(copy_site(sqlite_site, folder / "site.tar.gz", folder / "home")) as running:
		yield running
