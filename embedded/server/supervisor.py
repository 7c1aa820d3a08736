# SPDX-License-Identifier: GPL-3.0-only
"""Run the site's processes and start again the one that dies, with the supervisor package."""

import configparser
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from embedded import redis
from embedded.errors import HubError
from embedded.home import PROJECT, SITE, Home

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


def start(home: Home) -> subprocess.Popen:
	"""Start all processes; they end with the returned one, which ends with this process's terminal."""
	redis.stop_left_over(home)
	configuration = home.run / "supervisord.conf"
	with configuration.open("w") as file:
		_configuration(home).write(file)
	command = [
		sys.executable,
		"-m",
		"supervisor.supervisord",
		"--nodaemon",
		"--silent",
		"-c",
		str(configuration),
	]
	return subprocess.Popen(command, cwd=home.sites, env=_environment(home))


def work_off_jobs(home: Home) -> None:
	"""Run the jobs that the set-up has left in the queues, so that those that are due come first when it is served."""
	command = [sys.executable, "-m", "embedded.server.worker", "--work-off"]
	with (home.logs / "worker.log").open("ab") as log:
		subprocess.run(command, cwd=home.sites, env=_environment(home), stdout=log, stderr=log)


def wait_until_ready(home: Home, port: int, supervisor: subprocess.Popen) -> None:
	"""Return when the web server answers. Raises HubError, naming the log, when it does not."""
	deadline = time.monotonic() + SECONDS_TO_START
	while time.monotonic() < deadline and supervisor.poll() is None:
		if answers(port):
			return
		time.sleep(0.1)
	raise HubError(f"The web server did not start; see {home.logs / 'web.log'}.")


def answers(port: int) -> bool:
	"""True when a site of Planota Hub answers on `port`."""
	try:
		with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/method/ping", timeout=5) as response:
			return response.status == 200
	except (urllib.error.URLError, OSError):
		return False


def stop(supervisor: subprocess.Popen) -> None:
	"""Let every process finish what it does, then end."""
	if supervisor.poll() is None:
		supervisor.send_signal(signal.SIGTERM)
		try:
			supervisor.wait(SECONDS_TO_STOP)
		except subprocess.TimeoutExpired:
			supervisor.kill()


def _configuration(home: Home) -> configparser.RawConfigParser:
	config = configparser.RawConfigParser()
	config["supervisord"] = {
		"logfile": str(home.logs / "supervisor.log"),
		"pidfile": str(home.run / "supervisord.pid"),
		"childlogdir": str(home.logs),
		"loglevel": "info",
	}
	programs = {
		"redis": (redis.command(home), 1),
		"web": ([sys.executable, "-m", "embedded.server.front"], 2),
		"worker": ([sys.executable, "-m", "embedded.server.worker"], 2),
		"scheduler": ([sys.executable, "-m", "embedded.server.scheduler"], 3),
	}
	for name, (command, priority) in programs.items():
		config[f"program:{name}"] = {
			"command": " ".join(_quote(part) for part in command),
			"priority": priority,
			"autorestart": "true",
			"startretries": 10,
			"stopasgroup": "true",
			"killasgroup": "true",
			"stopwaitsecs": 10,
			"redirect_stderr": "true",
			"stdout_logfile": str(home.logs / f"{name}.log"),
			"stdout_logfile_maxbytes": "10MB",
			"stdout_logfile_backups": 3,
		}
	return config


def _quote(part: str) -> str:
	"""Quote a word of a command for supervisor, in whose files a percent sign also has a meaning."""
	return '"' + part.replace("%", "%%").replace('"', '\\"') + '"'


def _environment(home: Home) -> dict[str, str]:
	return os.environ | {
		"HUB_HOME": str(home.root),
		"SITES_PATH": str(home.sites),
		"FRAPPE_SITE": SITE,
		"FRAPPE_BENCH_ROOT": str(home.root),
		"HUB_PORT": str(home.port),
		"HUB_BEHIND_PROXY": home.proxy,
		"PYTHONPATH": str(Path(PROJECT)),
	}
