# SPDX-License-Identifier: GPL-3.0-only
"""`python -m benchmarks`: seed and measure a site of a bench, from the folder of the app.

`../../env/bin/python -m benchmarks --site SITE seed --scale 0.1`, then `… --site SITE bench [NAME …]`. On one machine
`./hub seed` and `./hub bench` do the same.
"""

import argparse
import sys
from pathlib import Path

import frappe

from benchmarks import table
from benchmarks.bench import BenchRefused, bench, get_scale
from benchmarks.seeding import SeedRefused, seed

SITES = Path(__file__).resolve().parents[3] / "sites"


def main(words: list[str]) -> int:
	"""Run one of the two; return the exit code."""
	arguments = parse(words)
	frappe.init(arguments.site, sites_path=str(arguments.sites))
	try:
		frappe.connect()
		if arguments.action == "seed":
			seed(arguments.scale, over_data=arguments.yes)
		else:
			get_scale(arguments.yes)
			print(table.show(bench(arguments.names)))
	except (BenchRefused, SeedRefused) as error:
		print(error, file=sys.stderr)
		return 1
	finally:
		frappe.destroy()
	return 0


def parse(words: list[str]) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="benchmarks", description="Seed or measure a site of a bench.")
	parser.add_argument("--site", required=True)
	parser.add_argument("--sites", type=Path, default=SITES, help="folder of the bench's sites")
	actions = parser.add_subparsers(dest="action", required=True)
	seeding = actions.add_parser("seed")
	seeding.add_argument("--scale", type=float, required=True)
	measuring = actions.add_parser("bench")
	measuring.add_argument("names", nargs="*")
	for action in (seeding, measuring):
		action.add_argument("--yes", action="store_true", help="also on a site with records")
	return parser.parse_args(words)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
