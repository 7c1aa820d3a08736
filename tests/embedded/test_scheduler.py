# SPDX-License-Identifier: GPL-3.0-only
"""Scheduled jobs run on a served site: at the first start, after a restart, and once for all that was missed."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from redis import Redis

from embedded import redis, site
from embedded.home import PROJECT, SITE, Home
from embedded.site import read_config
from tests.embedded.serving import served

FREQUENT = "planota_hub.planota_hub.briefings.sending.resume_interrupted"
DAILY = "planota_hub.planota_hub.register.public_interest.refresh_statuses"
MINUTE = 60


def write(home: Home, query: str, *values) -> None:
	with sqlite3.connect(home.database_file, timeout=30) as database:
		database.execute(query, values)


def read(home: Home, query: str, *values) -> list[tuple]:
	with sqlite3.connect(f"file:{home.database_file}?mode=ro", uri=True, timeout=30) as database:
		return database.execute(query, values).fetchall()


def move_back(home: Home, method: str, since: str | None) -> None:
	"""Let a job look as if it was made long ago and last ran at `since`."""
	made_on = "2020-01-01 00:00:00"
	query = (
		'UPDATE "tabScheduled Job Type" SET creation = ?, last_execution = ?, stopped = 0 WHERE method = ?'
	)
	write(home, query, made_on, since, method)


def last_run(home: Home, method: str) -> str:
	query = 'SELECT last_execution FROM "tabScheduled Job Type" WHERE method = ?'
	return read(home, query, method)[0][0] or ""


def runs_logged(home: Home, method: str) -> list[str]:
	query = (
		'SELECT log.status FROM "tabScheduled Job Log" log JOIN "tabScheduled Job Type" job '
		"ON job.name = log.scheduled_job_type WHERE job.method = ?"
	)
	return [status for (status,) in read(home, query, method)]


def wait_for(condition: Callable, seconds: float = MINUTE) -> None:
	deadline = time.monotonic() + seconds
	while not condition():
		assert time.monotonic() < deadline, f"not within {seconds} s"
		time.sleep(0.1)


def tick(home: Home) -> None:
	"""Let the scheduler tick once more at once, beside the one that is served."""
	code = "from embedded.home import Home; from embedded.server import scheduler; scheduler.tick(Home.from_environment())"
	places = {"HUB_HOME": str(home.root), "SITES_PATH": str(home.sites), "FRAPPE_SITE": SITE}
	subprocess.run([sys.executable, "-c", code], cwd=PROJECT, env=os.environ | places, check=True)


@pytest.fixture
def quiet_site(own_site: Home) -> Home:
	"""A site none of whose jobs is due; a test lets those be due that it is about."""
	write(own_site, 'UPDATE "tabScheduled Job Type" SET stopped = 1')
	write(own_site, 'DELETE FROM "tabScheduled Job Log"')
	return own_site


def test_a_job_that_is_due_runs_within_a_minute_of_the_first_start(quiet_site):
	move_back(quiet_site, FREQUENT, None)

	with served(quiet_site):
		wait_for(lambda: last_run(quiet_site, FREQUENT))


def test_a_job_that_falls_due_while_the_site_is_served_runs_within_a_minute(quiet_site):
	with served(quiet_site):
		wait_for(quiet_site.tick.exists)
		move_back(quiet_site, FREQUENT, "2020-01-01 00:00:00")

		wait_for(lambda: last_run(quiet_site, FREQUENT) > "2021")


def test_what_was_missed_while_the_site_was_down_runs_once_after_a_restart(quiet_site):
	with served(quiet_site) as running:
		wait_for(quiet_site.tick.exists)
		running.kill()
		move_back(quiet_site, DAILY, "2020-01-01 00:00:00")
		running.start()

		wait_for(lambda: runs_logged(quiet_site, DAILY) == ["Complete"])
		tick(quiet_site)
		move_back(quiet_site, FREQUENT, "2020-01-01 00:00:00")
		tick(quiet_site)
		# the worker takes one job after the other: what the ticks had enqueued before has run by then
		wait_for(lambda: last_run(quiet_site, FREQUENT) > "2021")
		assert runs_logged(quiet_site, DAILY) == ["Complete"]


def test_a_job_that_was_in_the_queue_when_the_site_was_killed_runs_once(quiet_site):
	move_back(quiet_site, DAILY, "2020-01-01 00:00:00")
	with served(quiet_site) as running:
		running.pause_worker()
		wait_for(quiet_site.tick.exists)
		running.kill()
		ran_before = len(runs_logged(quiet_site, DAILY))
		running.start()

		wait_for(lambda: "Complete" in runs_logged(quiet_site, DAILY))
		tick(quiet_site)
		move_back(quiet_site, FREQUENT, "2020-01-01 00:00:00")
		tick(quiet_site)
		wait_for(lambda: last_run(quiet_site, FREQUENT) > "2021")
		assert len(runs_logged(quiet_site, DAILY)) == ran_before + 1


def test_a_scheduler_that_dies_is_started_again(quiet_site):
	with served(quiet_site) as running:
		wait_for(quiet_site.tick.exists)
		running.kill_one("embedded.server.scheduler")
		move_back(quiet_site, FREQUENT, "2020-01-01 00:00:00")

		wait_for(lambda: last_run(quiet_site, FREQUENT) > "2021")


def test_mails_leave_as_soon_as_there_is_an_account(quiet_site):
	write(quiet_site, 'UPDATE "tabEmail Account" SET default_outgoing = 0')
	with served(quiet_site):
		wait_for(lambda: read_config(quiet_site)["mute_emails"] == 1)
		query = 'UPDATE "tabEmail Account" SET enable_outgoing = 1, default_outgoing = 1'
		write(quiet_site, query)

		wait_for(lambda: read_config(quiet_site)["mute_emails"] == 0)


def test_the_framework_was_made_in_the_time_zone_of_the_site(sqlite_site):
	(framework,) = read(sqlite_site, "SELECT max(creation) FROM tabGender")[0]
	(hub,) = read(sqlite_site, "SELECT creation FROM tabRole WHERE name = 'Hub Manager'")[0]

	assert framework < hub, "what was made first is stamped with a later time"


def test_system_settings_hold_every_default_of_the_framework(test_site):
	import frappe

	settings = frappe.get_single("System Settings")
	for fieldname in ("time_format", "session_expiry", "allow_consecutive_login_attempts", "rounding_method"):
		assert settings.get(fieldname), fieldname
	for fieldname, value in site.LOCALE.items():
		assert frappe.db.get_default(fieldname) == value, fieldname


def test_the_file_of_redis_is_written_anew_without_what_was_deleted(own_site):
	def is_readable() -> bool:
		with contextlib.suppress(FileNotFoundError):  # the server replaces its file
			files = [file for file in own_site.config.rglob("*") if file.is_file()]
			return any(b"ana.kos@example.org" in file.read_bytes() for file in files)
		return True

	with redis.running(own_site):
		connection = Redis.from_url(redis.url(own_site, redis.CACHE))
		connection.set("person", "ana.kos@example.org")
		connection.delete("person")
		assert is_readable()

		redis.rewrite_log(own_site)

		wait_for(lambda: not is_readable())
