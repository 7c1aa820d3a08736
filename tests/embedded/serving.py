# SPDX-License-Identifier: GPL-3.0-only
"""A site that is served for a test, and that a test may kill."""

import contextlib
import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from embedded.home import SITE, Home
from embedded.server import supervisor


def free_port() -> int:
	"""A TCP port that nobody listens on."""
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


@dataclass
class Served:
	"""A served site: its home, its port, its processes."""

	home: Home
	port: int
	processes: subprocess.Popen

	def kill(self) -> None:
		"""Kill every process at once, as a power cut would."""
		family = psutil.Process(self.processes.pid)
		for process in [family, *family.children(recursive=True)]:
			with contextlib.suppress(psutil.NoSuchProcess):
				process.kill()
		self.processes.wait()

	def kill_one(self, module: str) -> None:
		"""Kill the processes whose command names `module`."""
		for process in self._named(module):
			process.kill()

	def pause_worker(self) -> None:
		"""Let no job run from now on."""
		for process in self._named("embedded.server.worker"):
			process.suspend()

	def _named(self, module: str) -> list[psutil.Process]:
		children = psutil.Process(self.processes.pid).children(recursive=True)
		alive = [process for process in children if process.status() != psutil.STATUS_ZOMBIE]
		return [process for process in alive if module in process.cmdline()]

	def start(self) -> None:
		"""Serve again."""
		self.processes = supervisor.start(self.home)
		supervisor.wait_until_ready(self.home, self.port, self.processes)


@contextlib.contextmanager
def served(home: Home) -> Iterator[Served]:
	"""Serve `home` on a free port for the time of the `with` block."""
	port = free_port()
	before = {name: os.environ.get(name) for name in ("HUB_PORT", "SITES_PATH", "FRAPPE_SITE")}
	os.environ |= {"HUB_PORT": str(port), "SITES_PATH": str(home.sites), "FRAPPE_SITE": SITE}
	running = Served(home, port, supervisor.start(home))
	try:
		supervisor.wait_until_ready(home, port, running.processes)
		yield running
	finally:
		supervisor.stop(running.processes)
		for name, value in before.items():
			os.environ.pop(name) if value is None else os.environ.update({name: value})
