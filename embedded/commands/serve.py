# SPDX-License-Identifier: GPL-3.0-only
"""`./hub serve`: the site, from nothing to its address."""

import argparse
import os
import signal
import socket
import sys

from embedded.commands import demo, say, set_port
from embedded.commands.setup import prepare
from embedded.errors import HubError
from embedded.home import Home


def serve(arguments: argparse.Namespace, home: Home) -> int:
	"""Set up what is missing, run web, worker and Redis, and print the address and the log-ins."""
	set_port(arguments.port)
	refuse_taken_port(home)
	_ = home.proxy  # a wrong one is refused before anything is made
	prepare(home)
	from embedded import redis, site
	from embedded.server import supervisor, watcher

	site.set_address(home)

	with redis.running(home):
		if arguments.no_demo:
			site.ask_for_setup(home)
		else:
			demo.load_once(home)
		_set_admin_password(home)

	processes = supervisor.start(home)
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
	try:
		supervisor.wait_until_ready(home, home.port, processes)
		_tell(home)
	except (KeyboardInterrupt, SystemExit):
		say("Stopping")
		supervisor.stop(processes)
		return 0
	except BaseException:
		supervisor.stop(processes)
		raise
	watcher.become_watcher(processes.pid)


def refuse_taken_port(home: Home) -> None:
	"""Raise HubError when somebody else listens on the port."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((os.environ.get("HUB_HOST") or "127.0.0.1", home.port))
		except OSError as error:
			raise HubError(
				f"Port {home.port} cannot be used ({error.strerror}). Is the site served already? "
				"Choose another with --port or HUB_PORT."
			) from None


def _set_admin_password(home: Home) -> None:
	"""Let `HUB_ADMIN_PASSWORD` change the password of a site made earlier."""
	if not os.environ.get("HUB_ADMIN_PASSWORD"):
		return
	from embedded import site

	with site.connected(home):
		import frappe
		from frappe.utils.password import update_password

		update_password("Administrator", home.admin_password, logout_all_sessions=False)
		frappe.db.commit()


def _tell(home: Home) -> None:
	print(f"\nPlanota Hub is at http://127.0.0.1:{home.port}\n")
	print(f"  {'Administrator':<28}{home.admin_password}")
	for login in demo.logins(home):
		print(f"  {login['user']:<28}{login['password']:<20}{login['role']}")
	print("\nStop with Ctrl-C.", flush=True)
