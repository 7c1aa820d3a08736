# SPDX-License-Identifier: GPL-3.0-only
"""`./hub seed` and `./hub bench`: a site of a given size, and what everything costs on it."""

import argparse
from pathlib import Path

from embedded.commands import say
from embedded.commands.setup import prepare
from embedded.errors import HubError
from embedded.home import PROJECT, Home


def seed(arguments: argparse.Namespace, home: Home) -> None:
	"""Fill the site with the records of a scale; an interrupted run goes on where it was."""
	prepare(home, build_assets=False)
	from embedded import redis, site

	with redis.running(home):
		site.skip_setup(home)
		with site.connected(home):
			_seed(arguments)
	say(f"The site in {home.root} is seeded at scale {arguments.scale:g}.")


def bench(arguments: argparse.Namespace, home: Home) -> None:
	"""Measure everything, or what has one of the names, and print the table; nothing that is measured is kept."""
	prepare(home)
	from embedded import redis, site

	with redis.running(home), site.connected(home):
		if arguments.scale:
			_seed(arguments)
		_measure(arguments)


def _seed(arguments: argparse.Namespace) -> None:
	from benchmarks.seeding import SeedRefused, seed

	try:
		seed(arguments.scale, over_data=arguments.yes, say=say)
	except SeedRefused as error:
		raise HubError(str(error)) from None


def _measure(arguments: argparse.Namespace) -> None:
	from benchmarks import table
	from benchmarks.bench import BenchRefused, bench, get_scale, keep

	try:
		scale = get_scale(arguments.yes)
	except BenchRefused as error:
		raise HubError(str(error)) from None
	results = bench(arguments.names, say=say)
	if not results:
		raise HubError(f"Nothing that is measured is called {' or '.join(arguments.names)}.")
	print(table.show(results))
	if arguments.write:
		if scale is None:
			raise HubError("Only figures of a seeded site are written down: others can't be compared.")
		keep(results, scale)
		say(f"Written: {table.write_page(_page(arguments.write))}")


def _page(path: Path) -> Path:
	page = path if path.is_absolute() else PROJECT / path
	if not page.is_file():
		raise HubError(f"There is no page {path}; the figures go between its two marks.")
	return page
