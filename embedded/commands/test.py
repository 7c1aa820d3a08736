"""`./hub test`: every test, on sites made for it."""

import argparse
import os
import sys

from embedded.commands import say
from embedded.home import PROJECT, Home

EVERYTHING = ("planota_hub", "tests")
MOST_WORKERS = 4


def test(arguments: argparse.Namespace, home: Home) -> int:
	"""Run pytest; its plugin `embedded.testing` makes the site. Arguments go to pytest.

	Without a path or test among them, all tests are run, by as many processes as there are processors, each
	on a site of its own.
	"""
	from embedded import environment

	environment.prepare(say)
	import pytest

	os.environ["HUB_HOME"] = str(home.root)
	options = list(arguments.pytest_arguments)
	if not any(_is_place(word) for word in options):
		options += EVERYTHING
		options += _in_parallel(min(os.cpu_count() or 1, MOST_WORKERS))
	options = [_absolute(word) for word in options]
	sys.stdout.flush()
	return pytest.main(["--rootdir", str(PROJECT), "-p", "embedded.testing", *options])


def _in_parallel(workers: int) -> list[str]:
	"""Options by which the files of tests are shared out; the longest wait for nobody."""
	return ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []


def _is_place(word: str) -> bool:
	return not word.startswith("-") and (PROJECT / word.partition("::")[0]).exists()


def _absolute(word: str) -> str:
	path, colons, test = word.partition("::")
	return f"{PROJECT / path}{colons}{test}" if _is_place(word) else word
