"""`./hub demo`: the demo region."""

import argparse

from embedded.commands import say
from embedded.commands.setup import prepare
from embedded.home import Home


def demo(arguments: argparse.Namespace, home: Home) -> None:
	"""Load, clear or count the demo region, and print what is there now."""
	prepare(home, build_assets=False)
	from embedded import redis, site

	with redis.running(home), site.connected(home):
		import frappe

		print(frappe.as_json(apply(arguments.action)))


def apply(action: str) -> dict:
	"""Run one action of the app's demo data on the connected site, and keep what it did."""
	import frappe

	from planota_hub import demo as region

	result = getattr(region, action)()
	frappe.db.commit()
	return result


def load_once(home: Home) -> None:
	"""Load the demo region at the first start only: whoever cleared it does not want it back."""
	if home.is_done("demo"):
		return
	from embedded import site

	say("Demo region: loading")
	with site.connected(home):
		apply("load")
	home.mark_done("demo")
