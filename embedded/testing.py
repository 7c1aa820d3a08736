# SPDX-License-Identifier: GPL-3.0-only
"""The pytest plugin of `./hub test`: makes the test site and connects to it, as bench's test runner does.

The site is in `test/` of the home that `HUB_HOME` names. When several processes run tests at once, each has a
site of its own beside it, on MariaDB in a database of its own.
"""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from embedded.errors import HubError
from embedded.home import APP, Home

running = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
	"""Make the site of this process, start its Redis, and let `import frappe` speak to it."""
	if config.getoption("numprocesses", None):
		return  # the workers run the tests
	worker = getattr(config, "workerinput", {}).get("workerid", "")
	try:
		home = make_site(worker)
	except HubError as error:
		pytest.exit(str(error), returncode=1)
	from embedded import redis, site

	os.environ["HUB_HOME"] = str(home.root)
	site.enter(home)
	running.enter_context(redis.running(home))


def pytest_unconfigure() -> None:
	"""Stop Redis, and before it the engine's thread that listens to it and would complain."""
	import frappe

	if listener := getattr(getattr(frappe, "client_cache", None), "invalidator_thread", None):
		listener.stop()
	running.close()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
	"""Name what failed at once: a long run may be broken off before the summary."""
	if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
		print(f"\nhub: failed ({report.when}): {report.nodeid}", flush=True)


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Iterator[None]:
	"""Let every report reach the process that shows it: what hostile requests bring may be no text that can be sent."""
	report = yield
	return _sendable(report)


def _sendable(value: Any) -> Any:
	if isinstance(value, str):
		return value.encode("utf-8", "backslashreplace").decode()
	if isinstance(value, dict):
		return {_sendable(key): _sendable(item) for key, item in value.items()}
	if isinstance(value, (list, tuple)):
		return type(value)(_sendable(item) for item in value)
	return value


def make_site(worker: str = "") -> Home:
	"""Return the home of a fresh site; on SQLite it is kept and put back at the next run.

	A site of one process takes over what has changed since in files of single records, such as a DocType's; after
	any other change, and for several processes at once, the site is made anew.

	Args:
	        worker: of several at once; each has its own site.
	"""
	from embedded.commands.setup import prepare

	if worker and os.environ.get("HUB_DB", "sqlite") != "sqlite":
		os.environ["HUB_DB"] += f"_{worker}"
	home = Home(Path(os.environ["HUB_HOME"]) / (f"test-{worker}" if worker else "test"))
	changed = get_changed_records(home)
	if changed is None or (worker and changed):
		shutil.rmtree(home.root, ignore_errors=True)
	else:
		put_back(home)
	if changed:
		take_over(home, changed)
	prepare(home)
	keep(home)
	return home


def get_changed_records(home: Home) -> list[str] | None:
	"""Return which files of single records differ from the site that was kept; None when it can't be used."""
	from embedded import site

	if home.database.kind != "sqlite" or not (kept(home).exists() and home.data.exists()):
		return None
	made_from = json.loads(sources(home).read_text()) if sources(home).exists() else {}
	now = site.hash_sources()
	changed = sorted(path for path in now if made_from.get(path) != now[path])
	can_follow = made_from.keys() <= now.keys() and all(map(is_record, changed))
	return changed if can_follow else None


def is_record(path: str) -> bool:
	"""Tell whether a file is one record of a module, or the hooks: `app/module/kind/name/name.json`."""
	parts = Path(path).parts
	is_own = len(parts) == 5 and parts[-1] == f"{parts[-2]}.json"
	return is_own or path == f"{APP}/hooks.py"


def take_over(home: Home, changed: list[str]) -> None:
	"""Bring the site that was put back to the files that have changed, and keep it as it is then."""
	from embedded import redis, site
	from embedded.commands import say
	from embedded.commands.setup import lay_ground

	lay_ground(home)
	with redis.running(home):
		site.sync_records(home, changed, say)
	kept(home).unlink()


def put_back(home: Home) -> None:
	"""Start from the site as it was made."""
	for leftover in home.data.glob("hub.db*"):
		leftover.unlink()
	shutil.copy(kept(home), home.database_file)
	for folder in ("public/files", "private/files"):
		shutil.rmtree(home.site / folder, ignore_errors=True)
	(home.config / "appendonly.aof").unlink(missing_ok=True)
	shutil.rmtree(home.config / "appendonlydir", ignore_errors=True)


def keep(home: Home) -> None:
	"""Put the fresh database aside, and remember from which files it was made."""
	from embedded import site

	if home.database.kind == "sqlite" and not kept(home).exists():
		sources(home).write_text(json.dumps(site.hash_sources()))
		with (
			contextlib.closing(sqlite3.connect(home.database_file)) as source,
			contextlib.closing(sqlite3.connect(kept(home))) as target,
		):
			source.backup(target)


def kept(home: Home) -> Path:
	return home.root / "fresh.db"


def sources(home: Home) -> Path:
	"""Where stands from which files of the app the fresh database was made."""
	return home.root / "fresh.json"


@pytest.fixture(scope="session", autouse=True)
def test_site() -> Iterator[Home]:
	"""The home of this run, connected as Administrator in test mode."""
	from embedded import site

	home = Home(Path(os.environ["HUB_HOME"]))
	with site.connected(home):
		import frappe

		_enter_test_mode()
		for app in frappe.get_installed_apps():
			for hook in frappe.get_hooks("before_tests", app_name=app):
				frappe.get_attr(hook)()
		frappe.db.commit()
		_let_mail_leave(home)
		yield home


def _let_mail_leave(home: Home) -> None:
	"""The tests begin on a site whose mail is set up: `before_tests` has made its account."""
	import frappe

	from embedded import site

	site.write_config(home, site.read_config(home) | {"mute_emails": 0})
	frappe.local.conf.mute_emails = 0


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
