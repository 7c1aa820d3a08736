# SPDX-License-Identifier: GPL-3.0-only
"""`./hub demo`: the demo region."""

import argparse

from embedded.commands import say
from embedded.commands.setup import prepare
from embedded.home import Home


def demo(arguments: argparse.Namespace, home: Home) -> None:
	"""Load, clear or count the demo region, and print what is there now."""
	prepare(home, build_assets=False)
	from embedded import redis, site

	with redis.running(home):
		if arguments.action == "load":
			site.skip_setup(home)
		with site.connected(home):
			import frappe

			print(frappe.as_json(apply(arguments.action, home)))


def apply(action: str, home: Home) -> dict:
	"""Run one action of the app's demo data on the connected site, and keep what it did."""
	import frappe

	from planota_hub import demo as region

	arguments = {"password": home.demo_password} if action == "load" else {}
	result = getattr(region, action)(**arguments)
	frappe.db.commit()
	return result


def load_once(home: Home) -> None:
	"""Load the demo region at the first start only: whoever cleared it does not want it back."""
	if home.is_done("demo"):
		return
	from embedded import site
	from embedded.server import supervisor

	say("Demo region: loading")
	site.skip_setup(home)
	with site.connected(home):
		apply("load", home)
	supervisor.work_off_jobs(home)
	home.mark_done("demo")


def logins(home: Home) -> list[dict]:
	"""The demo users that are on the site now, with their passwords."""
	from embedded import site

	with site.connected(home):
		import frappe

		from planota_hub import demo as region

		known = region.logins(home.demo_password)
		return [login for login in known if frappe.db.exists("User", login["user"])]
