"""`./hub doctor`: what is wrong with this machine, this environment or this site, one line per finding."""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

from embedded.engine import wheel
from embedded.environment import ENVIRONMENT
from embedded.errors import HubError
from embedded.home import APP, Home

OLDEST_NODE = 20
LEAST_SPACE = 2 * 1024**3  # bytes: environment, bundles and room for a backup
SECONDS_FOR_NETWORK = 15

Check = Callable[[Home], Iterator[str]]


def doctor(arguments: argparse.Namespace, home: Home) -> int:
	"""Print every finding; exit code 1 when there is one."""
	findings = examine(home)
	for finding in findings:
		print(finding)
	if not findings:
		print(f"Nothing is wrong with {home.root}.")
	return 1 if findings else 0


def examine(home: Home) -> list[str]:
	"""All findings of all checks. A check that cannot be made is a finding too."""
	findings: list[str] = []
	for check in CHECKS:
		try:
			findings += check(home)
		except HubError as error:
			findings.append(str(error))
		except Exception as error:
			findings.append(f"The check '{check.__name__}' failed: {error!r}")
	return findings


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

	file = home.site / "db" / f"{home.database.name}.db"
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


def code(home: Home) -> Iterator[str]:
	"""The site was migrated to the code of this checkout."""
	from embedded import site

	if home.is_done("app") and not home.is_done("code", site.source_fingerprint()):
		yield "The site is older than the code; run ./hub migrate."


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
	code,
)
