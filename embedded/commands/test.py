"""`./hub test`: every test, on a site made for it."""

import argparse
import os
import shutil
import sys

from embedded.commands import say
from embedded.commands.setup import prepare
from embedded.home import PROJECT, Home

EVERYTHING = ("planota_hub", "tests")


def test(arguments: argparse.Namespace, home: Home) -> int:
	"""Run pytest on a fresh site in `test/` of this home; arguments go to pytest.

	On SQLite the fresh site is kept and put back at the next run while the app's own files are the same.
	"""
	from embedded import environment

	environment.prepare(say)
	fresh = Home(home.root / "test")
	_put_back(fresh)
	prepare(fresh)
	_keep(fresh)

	import pytest

	from embedded import redis, site

	os.environ["HUB_HOME"] = str(fresh.root)
	options = list(arguments.pytest_arguments)
	if not any(
		os.path.exists(PROJECT / word.partition("::")[0]) for word in options if not word.startswith("-")
	):
		options += EVERYTHING
	options = [_absolute(word) for word in options]
	site.enter(fresh)
	with redis.running(fresh):
		sys.stdout.flush()
		return pytest.main(["--rootdir", str(PROJECT), "-p", "embedded.testing", *options])


def _absolute(word: str) -> str:
	path, colons, test = word.partition("::")
	return (
		f"{PROJECT / path}{colons}{test}" if not word.startswith("-") and (PROJECT / path).exists() else word
	)


def _kept(home: Home):
	return home.root / "fresh.db"


def _put_back(home: Home) -> None:
	"""Start from the site as it was made, or from nothing where that is not at hand or not up to date."""
	from embedded import site

	usable = home.is_done("code", site.source_fingerprint()) and _kept(home).exists()
	if not usable or home.database.kind != "sqlite":
		shutil.rmtree(home.root, ignore_errors=True)
		return
	for leftover in (home.site / "db").glob("hub.db*"):
		leftover.unlink()
	shutil.copy(_kept(home), home.site / "db" / "hub.db")
	for folder in ("public/files", "private/files"):
		shutil.rmtree(home.site / folder, ignore_errors=True)
	(home.config / "appendonly.aof").unlink(missing_ok=True)
	shutil.rmtree(home.config / "appendonlydir", ignore_errors=True)


def _keep(home: Home) -> None:
	if home.database.kind == "sqlite" and not _kept(home).exists():
		import sqlite3

		with sqlite3.connect(home.site / "db" / "hub.db") as source, sqlite3.connect(_kept(home)) as target:
			source.backup(target)
