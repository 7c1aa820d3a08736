# SPDX-License-Identifier: GPL-3.0-only
"""The set-up: interrupted anywhere, the next call goes on and ends with a whole site."""

import os
import signal
import subprocess
import sys

from embedded import redis
from embedded.home import PROJECT, Home
from tests.embedded.serving import free_port


def test_a_set_up_that_is_interrupted_again_and_again_is_completed_by_the_next_call(
	hub, sqlite_site, tmp_path
):
	home = tmp_path / "home"
	database, app = "Site: making the database", "Site: installing Planota Hub"
	kill_in_the_middle_of(database, home)
	assert database in kill_in_the_middle_of(app, home)

	again = hub("setup", home=home)

	assert again.returncode == 0, again.stderr
	assert app in again.stderr
	assert hub("doctor", home=home, HUB_PORT=str(free_port())).stdout == f"Nothing is wrong with {home}.\n"
	assert hub("run", "frappe.get_installed_apps", home=home).stdout.split() == [
		"[",
		'"frappe",',
		'"planota_hub"',
		"]",
	]
	redis.stop_left_over(Home(home))


def kill_in_the_middle_of(step: str, home) -> str:
	"""Run the set-up, and kill it together with all it started while it works on `step`; return what it said."""
	setup = subprocess.Popen(
		[sys.executable, "-m", "embedded", "setup"],
		cwd=PROJECT,
		env=os.environ | {"HUB_HOME": str(home)},
		stderr=subprocess.PIPE,
		text=True,
		start_new_session=True,
	)
	said = ""
	for line in setup.stderr:
		said += line
		if step in line:
			break
	log = home / "logs" / "setup.log"
	begun = log.stat().st_size if log.exists() else 0
	while setup.poll() is None and (not log.exists() or log.stat().st_size == begun):
		pass  # the engine reports to this log once it is at work
	os.killpg(setup.pid, signal.SIGKILL)
	setup.wait()
	return said


def test_a_finished_set_up_has_nothing_left_to_do(hub, own_site):
	result = hub("setup", home=own_site.root)
	assert result.stderr.splitlines() == [
		f"hub: The site in {own_site.root} is ready. Serve it with ./hub serve"
	]
