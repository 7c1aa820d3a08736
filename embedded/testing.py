"""The pytest plugin of `./hub test`: connects to the test site, as bench's test runner does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import site
from embedded.home import Home


@pytest.fixture(scope="session", autouse=True)
def test_site() -> Iterator[Home]:
	"""The home of this run, connected as Administrator in test mode."""
	home = Home(Path(os.environ["HUB_HOME"]))
	with site.connected(home):
		import frappe

		_enter_test_mode()
		for app in frappe.get_installed_apps():
			for hook in frappe.get_hooks("before_tests", app_name=app):
				frappe.get_attr(hook)()
		frappe.db.commit()
		yield home


def _enter_test_mode() -> None:
	import frappe

	frappe.in_test = True
	frappe.flags.in_test = True
	frappe.local.conf.allow_tests = True


@pytest.fixture(autouse=True)
def as_administrator(test_site: Home) -> None:
	"""A test begins as Administrator, whoever the test before it was."""
	import frappe

	if frappe.session.user != "Administrator":
		frappe.set_user("Administrator")
