# SPDX-License-Identifier: GPL-3.0-only
"""`./hub setup` and `./hub migrate`: everything up to a site that can be served."""

import argparse

from embedded import environment
from embedded.commands import say
from embedded.home import Home


def prepare(home: Home, build_assets: bool = True) -> None:
	"""Do every step of the set-up that is not done yet, in order; an interrupted one is done again."""
	lay_ground(home, build_assets)
	from embedded import redis

	with redis.running(home):
		bring_up(home)


def lay_ground(home: Home, build_assets: bool = True) -> None:
	"""What the site stands on: packages and engine, its configuration, its bundles."""
	environment.prepare(say)
	from embedded import site

	site.refuse_other_database(home)
	site.configure(home)
	if build_assets:
		_build_assets(home)


def bring_up(home: Home) -> None:
	"""The site itself, on the code of this checkout. Redis must run."""
	from embedded import site

	site.make(home, say)
	site.migrate(home, say)
	site.adopt_bundles(home)
	site.hold_mail_back(home)


def setup(arguments: argparse.Namespace, home: Home) -> None:
	"""Set the site up without serving it."""
	prepare(home)
	say(f"The site in {home.root} is ready. Serve it with ./hub serve")


def migrate(arguments: argparse.Namespace, home: Home) -> None:
	"""Bring the site to the code of this checkout, also when nothing seems to have changed."""
	home.forget("code")
	prepare(home)
	say("The site is migrated.")


def _build_assets(home: Home) -> None:
	from embedded import assets
	from embedded.engine import wheel
	from embedded.environment import ENVIRONMENT
	from embedded.home import APP, PROJECT

	engine = wheel.package_folder()
	assets.build_assets(
		engine, {"frappe": engine, APP: PROJECT / APP}, home.sites / "assets", ENVIRONMENT / "assets", say
	)
