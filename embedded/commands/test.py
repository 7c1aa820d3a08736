# SPDX-License-Identifier: GPL-3.0-only
"""`./hub test`: every test, on sites made for it."""

import argparse
import os
import sys

from embedded.commands import say
from embedded.home import PROJECT, Home

# those that take longest come first, so that none of the processes works alone at the end
EVERYTHING = ("tests", "planota_hub")
MOST_WORKERS = 5
MOST_SECONDS = 900  # of one test; the longest take minutes where others use the processors too


def test(arguments: argparse.Namespace, home: Home) -> int:
	"""Run pytest; its plugin `embedded.testing` makes the site. Arguments go to pytest.

	Without a path or test among them, all tests are run by several processes, each on a site of its own: by one
	more than there are processors, for a browser and a served site are often waited for.
	"""
	from embedded import environment

	environment.prepare(say)
	import pytest

	os.environ["HUB_HOME"] = str(home.root)
	options = list(arguments.pytest_arguments)
	if not any(_is_place(word) for word in options):
		options += EVERYTHING
		options += _in_parallel(min((os.cpu_count() or 1) + 1, MOST_WORKERS))
	options = [_absolute(word) for word in options]
	sys.stdout.flush()
	plugins = ["-p", "embedded.testing", "--timeout", str(MOST_SECONDS)]
	return pytest.main(["--rootdir", str(PROJECT), *plugins, *options])


def _in_parallel(workers: int) -> list[str]:
	"""Options by which the files of tests are shared out, in the order of `EVERYTHING`."""
	return ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]


def _is_place(word: str) -> bool:
	return not word.startswith("-") and (PROJECT / word.partition("::")[0]).exists()


def _absolute(word: str) -> str:
	path, colons, test = word.partition("::")
	return f"{PROJECT / path}{colons}{test}" if _is_place(word) else word
