# SPDX-License-Identifier: GPL-3.0-only
"""The set-up: interrupted anywhere, the next call goes on and ends with a whole site."""

import os
import signal
import subprocess
import sys
import time

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
		time.sleep(0.01)  # the engine reports to this log once it is at work
	os.killpg(setup.pid, signal.SIGKILL)
	setup.wait()
	return said


def test_a_finished_set_up_has_nothing_left_to_do(hub, own_site):
	result = hub("setup", home=own_site.root)
	assert result.stderr.splitlines() == [
		f"hub: The site in {own_site.root} is ready. Serve it with ./hub serve"
	]


COURSE_OF_QUESTIONS = """
import json
from embedded import redis, site
from embedded.home import Home

home = Home.from_environment()

def is_complete():
	with site.connected(home):
		import frappe
		return bool(frappe.db.get_single_value("System Settings", "setup_complete", cache=False))

with redis.running(home):
	states = []
	for step in (site.ask_for_setup, home.mark_done, site.ask_for_setup, site.skip_setup, site.ask_for_setup):
		step("set-up", site.UNASKED) if step == home.mark_done else step(home)
		states.append(is_complete())
print(json.dumps(states))
"""


def test_a_new_site_is_asked_by_the_wizard_unless_it_gets_the_demo_region_and_one_of_before_is_never_asked(
	own_site,
):
	asked = subprocess.run(
		[sys.executable, "-c", COURSE_OF_QUESTIONS],
		cwd=PROJECT,
		env=os.environ | {"HUB_HOME": str(own_site.root)},
		capture_output=True,
		text=True,
	)

	# of before, noted as new, asked, answered by the demo region, never again
	assert asked.stdout.strip() == "[true, true, false, true, true]", asked.stderr
