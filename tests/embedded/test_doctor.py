# SPDX-License-Identifier: GPL-3.0-only
"""The doctor: every illness it knows, brought about and named in one line."""

import dataclasses
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from embedded import environment
from embedded.commands import doctor
from embedded.engine import wheel
from embedded.home import PROJECT, Home
from embedded.server import operation
from tests.embedded.serving import free_port


def test_nothing_is_wrong_with_a_sound_site(own_site, monkeypatch):
	forget_mails(own_site)
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert doctor.examine(own_site) == []


def test_nothing_is_wrong_before_there_is_a_site(tmp_path, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert doctor.examine(Home(tmp_path / "none")) == []


def test_the_command_prints_findings_and_exits_with_one(hub, own_site):
	own_site.database_file.unlink()
	result = hub("doctor", home=own_site.root, HUB_PORT=str(free_port()))
	assert result.returncode == 1
	assert result.stdout.splitlines() == [
		f"The database {own_site.database_file} is missing; restore a backup, or remove {own_site.root} and start anew."
	]


def test_a_proxy_that_is_no_address(monkeypatch, tmp_path):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	monkeypatch.setenv("HUB_BEHIND_PROXY", "yes")
	assert doctor.examine(Home(tmp_path / "none")) == [
		"HUB_BEHIND_PROXY must be the IP address from which the proxy connects, not 'yes'."
	]


def test_a_wrong_python(monkeypatch):
	Version = namedtuple("Version", "major minor micro")
	monkeypatch.setattr(sys, "version_info", Version(3, 9, 1))
	monkeypatch.setattr(sys, "version", "3.9.1 (old)")
	assert list(doctor.python(None)) == [
		"Python 3.9.1 runs this; 3.11, 3.12 or 3.13 is needed. Remove .venv, set HUB_PYTHON."
	]


def test_the_launcher_says_which_python_it_needs(tmp_path):
	shutil.copy(PROJECT / "hub", tmp_path / "hub")
	for tool in ("sh", "dirname", "rm"):
		(tmp_path / tool).symlink_to(shutil.which(tool))
	result = subprocess.run(
		[tmp_path / "hub", "doctor"], env={"PATH": str(tmp_path)}, capture_output=True, text=True
	)
	assert result.returncode == 1
	assert result.stderr == (
		"hub: Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it in HUB_PYTHON.\n"
	)


def test_a_missing_node(monkeypatch):
	monkeypatch.setattr(doctor.shutil, "which", lambda program: None)
	assert list(doctor.node(None)) == ["node was not found; install Node.js 20 or later, which brings it."]


def test_an_old_node(tmp_path, monkeypatch):
	for program in ("node", "npm"):
		(tmp_path / program).write_text("#!/bin/sh\necho v16.20.1\n")
		(tmp_path / program).chmod(0o755)
	monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
	assert list(doctor.node(None)) == ["Node.js is v16.20.1; 20 or later is needed."]


def test_a_full_disk(tmp_path, monkeypatch):
	monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: namedtuple("U", "free")(100 * 1024**2))
	assert list(doctor.disk(Home(tmp_path / "home"))) == [
		f"Only 100 MB are free at {tmp_path}; 2048 MB are needed."
	]


def test_no_network_while_the_engine_is_still_to_be_fetched(monkeypatch, tmp_path):
	monkeypatch.setattr(wheel, "is_laid_out", lambda: False)
	monkeypatch.setattr(doctor, "ENVIRONMENT", tmp_path)
	monkeypatch.setenv("PIP_NO_INDEX", "1")
	monkeypatch.setenv("PIP_FIND_LINKS", "")
	assert list(doctor.network(None)) == [
		"The Python package registry cannot be reached; the set-up needs a network."
	]


def test_a_wheel_that_is_not_the_expected_one(monkeypatch, tmp_path):
	downloads = tmp_path / "downloads"
	downloads.mkdir()
	(downloads / f"{wheel.DISTRIBUTION}-{wheel.VERSION}-py3-none-any.whl").write_bytes(b"other")
	monkeypatch.setattr(doctor, "ENVIRONMENT", tmp_path)
	findings = doctor.examine(Home(tmp_path / "home"))
	assert any("The engine's wheel is not the expected one" in finding for finding in findings)


def test_an_engine_that_is_out_of_date(own_site, monkeypatch):
	monkeypatch.setattr(wheel, "is_laid_out", lambda: False)
	assert "The engine is missing or out of date in this environment; run ./hub setup." in list(
		doctor.engine(own_site)
	)


def test_a_taken_port(own_site, monkeypatch):
	with socket.socket() as taken:
		taken.bind(("127.0.0.1", 0))
		taken.listen()
		port = taken.getsockname()[1]
		monkeypatch.setenv("HUB_PORT", str(port))
		(finding,) = doctor.examine(own_site)
	assert finding.startswith(f"Port {port} cannot be used (Address already in use).")


def test_a_setting_that_cannot_be_read(own_site, monkeypatch):
	monkeypatch.setenv("HUB_DB", "oracle")
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	assert "HUB_DB must be sqlite or mariadb://user:password@host:port/name." in doctor.examine(own_site)


def test_a_damaged_configuration(own_site):
	(own_site.site / "site_config.json").write_text('{"db_name": ')
	assert list(doctor.site_files(own_site)) == [
		f"{own_site.site}/site_config.json is damaged; restore a backup, or remove {own_site.root} and start anew."
	]


def test_a_set_up_that_was_not_finished(own_site):
	own_site.forget("app")
	assert list(doctor.site_files(own_site)) == [
		"The set-up of the site was not finished; run ./hub setup, which goes on where it stopped."
	]


def test_a_damaged_database(own_site, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	own_site.database_file.write_bytes(b"not a database, but long enough to look like one" * 100)
	(finding,) = doctor.examine(own_site)
	assert finding.startswith(f"The database {own_site.database_file} is damaged")


def test_a_site_without_the_app(own_site):
	assert list(doctor._judge_installed_apps(('["frappe"]',))) == [
		"planota_hub is not installed on this site; run ./hub setup."
	]


def test_a_site_older_than_the_code(own_site):
	own_site.mark_done("code", "another state of the code")
	assert list(doctor.code(own_site)) == ["The site is older than the code; run ./hub migrate."]


def test_what_others_can_read(own_site):
	own_site.root.chmod(0o755)
	backup = own_site.backups / "hub.tar.gz"
	backup.touch(0o644)
	backup.chmod(0o644)
	assert list(doctor.secrecy(own_site)) == [
		f"Others than you can look into {own_site.root}; run chmod 700 {own_site.root}",
		f"Others than you can read {backup}; run chmod 600 {backup}",
	]


def test_a_database_in_the_folder_of_the_site(own_site):
	(own_site.site / "db").mkdir()
	assert list(doctor.secrecy(own_site)) == [
		f"The database lies in {own_site.site}, from which files are sent; run ./hub setup, which moves it."
	]


def test_a_check_that_fails_is_a_finding_too(own_site, monkeypatch):
	def broken(home):
		raise RuntimeError("boom")

	monkeypatch.setattr(doctor, "CHECKS", (broken,))
	assert doctor.examine(own_site) == ["The check 'broken' failed: RuntimeError('boom')"]


def test_two_calls_do_not_prepare_the_environment_at_once():
	with environment._one_at_a_time():
		probe = (
			"import fcntl, sys; lock = open(sys.argv[1], 'w');\n"
			"try: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
			"except BlockingIOError: sys.exit(7)"
		)
		lock = environment.ENVIRONMENT / "hub.lock"
		assert subprocess.run([sys.executable, "-c", probe, str(lock)]).returncode == 7


@pytest.fixture(autouse=True)
def _without_a_served_site(monkeypatch):
	monkeypatch.delenv("HUB_DB", raising=False)


SOUND = operation.Operation(
	is_served=True,
	tick_age=20,
	workers=1,
	jobs={"short": 0, "default": 2, "long": 0},
	oldest_job_age=5,
	failed_jobs=0,
	failed_scheduled=[],
	scheduled_seconds={},
	mails_waiting=3,
	oldest_mail_age=30,
	mails_failed=0,
	can_send=True,
)


def judge(**changes) -> list[str]:
	state = dataclasses.replace(SOUND, **changes)
	return [*doctor.judge_jobs(state, Home(Path("/home"))), *doctor.judge_mails(state)]


@pytest.mark.parametrize(
	("changes", "finding"),
	[
		(
			{"tick_age": None},
			"The scheduler has not ticked; see /home/logs/scheduler.log and restart ./hub serve.",
		),
		(
			{"tick_age": 7300},
			"The scheduler has not ticked for 2 h; see /home/logs/scheduler.log and restart ./hub serve.",
		),
		({"workers": 0}, "No worker runs, jobs wait; see /home/logs/worker.log and restart ./hub serve."),
		({"oldest_job_age": 1800}, "2 jobs wait, the oldest for 30 min; see /home/logs/worker.log."),
		({"failed_jobs": 2}, "2 background jobs failed; see RQ Job and Error Log in the Desk."),
		(
			{"failed_scheduled": ["app.one", "app.two"]},
			"Scheduled jobs failed at their last run: app.one, app.two; see Scheduled Job Log in the Desk.",
		),
		(
			{"can_send": False},
			"3 e-mails wait: no account sends them. Set up an Email Account with default outgoing mail in the Desk.",
		),
		({"oldest_mail_age": 200_000}, "3 e-mails wait, the oldest for 2 days; see Email Queue in the Desk."),
		({"mails_failed": 4}, "4 e-mails could not be sent; see Email Queue in the Desk."),
	],
)
def test_jobs_that_do_not_run_and_mails_that_do_not_leave(changes, finding):
	assert judge(**changes) == [finding]


def test_the_jobs_that_took_longest_are_told_with_their_seconds():
	runs = {f"app.jobs.job_{number}": float(number) for number in (1, 90, 7, 3)}
	state = dataclasses.replace(SOUND, scheduled_seconds=runs)

	*_others, line = doctor.describe(state)

	assert line == "Longest scheduled jobs of the last day: job_90 90 s, job_7 7 s, job_3 3 s"


def test_what_waits_is_in_order_while_nobody_serves_the_site():
	waiting = {"is_served": False, "tick_age": 90_000, "workers": 0, "oldest_job_age": 90_000}
	assert judge(**waiting, oldest_mail_age=90_000) == []


def test_a_site_that_is_served_tells_what_it_does(own_served_site, monkeypatch):
	monkeypatch.setenv("HUB_PORT", str(own_served_site.port))
	forget_mails(own_served_site.home)
	told: list[str] = []
	deadline = time.monotonic() + 60
	while not own_served_site.home.tick.exists() and time.monotonic() < deadline:
		time.sleep(0.05)

	findings = doctor.examine(own_served_site.home, told.append)

	assert findings == []
	assert re.fullmatch(r"Scheduler: last tick \d+ s ago", told[0])
	queues = ", ".join(rf"{name} \d+" for name in operation.QUEUES)
	assert re.fullmatch(rf"Jobs waiting: {queues}; failed: 0", told[1])
	assert told[2] == "E-mails waiting: 0, failed: 0"


def forget_mails(home: Home) -> None:
	"""Other tests have left theirs in the queue."""
	with sqlite3.connect(home.database_file, timeout=30) as database:
		database.execute('DELETE FROM "tabEmail Queue"')


def test_a_site_that_is_not_served_tells_what_waits(own_site, monkeypatch):
	forget_mails(own_site)
	monkeypatch.setenv("HUB_PORT", str(free_port()))
	told: list[str] = []

	assert doctor.examine(own_site, told.append) == []

	assert told[0] == "Scheduler: no tick yet (the site is not served)"
