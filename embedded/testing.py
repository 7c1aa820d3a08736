# SPDX-License-Identifier: GPL-3.0-only
"""The pytest plugin of `./hub test`: makes the test site and connects to it, as bench's test runner does.

The site is in `test/` of the home that `HUB_HOME` names. When several processes run tests at once, each has a
site of its own beside it, on MariaDB in a database of its own: a copy of the pattern, which is made once.
Run as a program, it makes that pattern and no more.
"""

import contextlib
import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from embedded.errors import HubError
from embedded.home import APP, PROJECT, Home

PATTERN = "pattern"
# files that take minutes: several processes begin with them, so that none is left alone with one at the end
LONGEST = ("planota_hub/tests/access/test_matrix.py", "planota_hub/demo/test_demo.py")

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""Let the longest files come first, all else as it was collected."""
	places = {PROJECT / path: place for place, path in enumerate(LONGEST)}
	items.sort(key=lambda item: places.get(item.path, len(places)))


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
	"""Return the home of a fresh site; on SQLite that of one process is kept and put back at the next run.

	A site of one process takes over what has changed since in files of single records, such as a DocType's; after
	any other change it is made anew. Several processes at once begin with copies of the pattern.

	Args:
	        worker: of several at once; each has its own site.
	"""
	home = Home(Path(os.environ["HUB_HOME"]) / (f"test-{worker}" if worker else "test"))
	if worker:
		# by a process of its own: what the engine remembers of one site is of no use with another one
		if subprocess.run([sys.executable, "-m", "embedded.testing"], cwd=PROJECT).returncode:
			raise HubError("The site of which the processes get copies could not be made.")
		pattern = get_pattern()
		if home.database.kind != "sqlite":
			os.environ["HUB_DB"] += f"_{worker}"
		copy_site(pattern, home)
		make_whole(home)
		return home
	changed = get_changed_records(home)
	if changed is None:
		shutil.rmtree(home.root, ignore_errors=True)
	else:
		put_back(home)
	if changed:
		take_over(home, changed)
	make_whole(home)
	keep(home)
	return home


def make_pattern() -> None:
	"""Make the site that no test touches, when there is none or the app has changed; of two processes one waits."""
	home = get_pattern()
	home.root.parent.mkdir(parents=True, exist_ok=True)
	with home.root.with_suffix(".lock").open("w") as lock, database_of(PATTERN):
		fcntl.flock(lock, fcntl.LOCK_EX)
		if not is_pattern(home):
			shutil.rmtree(home.root, ignore_errors=True)
			make_whole(home)
			keep(home)


def get_pattern() -> Home:
	"""Return the home of the site that no test touches."""
	return Home(Path(os.environ["HUB_HOME"]) / f"test-{PATTERN}")


def is_pattern(home: Home) -> bool:
	"""Tell whether a home holds the site as the present code makes it."""
	from embedded import mariadb, site

	if not sources(home).exists() or json.loads(sources(home).read_text()) != site.hash_sources():
		return False
	if home.database.kind == "sqlite":
		return kept(home).exists() and bare(home).exists()
	return "tabDocType" in mariadb.get_tables(home.database)


def copy_site(pattern: Home, home: Home) -> None:
	"""Make a home with the site of another one as that was made, and with a Redis of its own."""
	shutil.rmtree(home.root, ignore_errors=True)
	shutil.copytree(pattern.root, home.root, symlinks=True, ignore=partial(_get_own, pattern))
	if home.database.kind == "sqlite":
		home.data.mkdir(mode=0o700)
		shutil.copy(kept(pattern), home.database_file)
	else:
		from embedded import mariadb, site

		mariadb.copy(site.read_config(pattern)["db_name"], home.database)


def _get_own(home: Home, folder: str, names: list[str]) -> set[str]:
	"""What of a folder each home has of its own."""
	own = {home.root: {"run", "logs", "data"}, home.config: {"redis.json", "appendonly.aof", "appendonlydir"}}
	return own.get(Path(folder), set()).intersection(names)


@contextlib.contextmanager
def database_of(name: str) -> Iterator[None]:
	"""Name a database of its own in `HUB_DB`, where that names one on a server."""
	before = os.environ.get("HUB_DB")
	if before and before != "sqlite":
		os.environ["HUB_DB"] = f"{before}_{name}"
	try:
		yield
	finally:
		if before:
			os.environ["HUB_DB"] = before


def make_whole(home: Home) -> None:
	"""Make what a home lacks, and on SQLite put the framework's site aside before the app comes on it."""
	from embedded import redis, site
	from embedded.commands import say
	from embedded.commands.setup import bring_up, lay_ground

	lay_ground(home)
	with redis.running(home):
		site.make_bare(home, say)
		if home.database.kind == "sqlite" and not bare(home).exists():
			copy_database(home.database_file, bare(home))
		bring_up(home)


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

	if home.database.kind == "sqlite":
		if kept(home).exists():
			return
		copy_database(home.database_file, kept(home))
	sources(home).write_text(json.dumps(site.hash_sources()))


def copy_database(source: Path, target: Path) -> None:
	"""Copy a SQLite database, whether or not anybody is connected to it."""
	with (
		contextlib.closing(sqlite3.connect(source)) as old,
		contextlib.closing(sqlite3.connect(target)) as new,
	):
		old.backup(new)


def bare(home: Home) -> Path:
	"""Where the database lies as it was before the app was installed."""
	return home.root / "bare.db"


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


if __name__ == "__main__":
	try:
		make_pattern()
	except HubError as error:
		sys.exit(f"hub: {error}")
