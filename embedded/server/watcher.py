# SPDX-License-Identifier: GPL-3.0-only
"""What is left of `./hub serve` once the site is served: it waits for the site's processes, and ends them with itself.

The set-up has loaded the framework, which takes a hundred megabytes and more; a process that waits needs none of it.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_STOP = 20
ENDINGS = (signal.SIGINT, signal.SIGTERM)


class Ending(BaseException):
	"""Somebody wants the site to stop."""


def become_watcher(supervisor: int) -> NoReturn:
	"""Let this process be the watcher from now on, with its number, terminal and children.

	Args:
	        supervisor: number of the child that runs the site's processes.
	"""
	signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # what comes while it changes is heard afterwards
	sys.stdout.flush()
	sys.stderr.flush()
	command = [sys.executable, "-m", "embedded.server.watcher", str(supervisor)]
	os.execve(sys.executable, command, os.environ | {"PYTHONPATH": str(PROJECT)})


def watch(supervisor: int) -> int:
	"""Wait until the supervisor ends; return its exit code, 0 when it was to stop."""
	try:
		for ending in ENDINGS:
			signal.signal(ending, _end)
		signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
		_pid, status = os.waitpid(supervisor, 0)
		return os.waitstatus_to_exitcode(status)
	except Ending:
		print("hub: Stopping", file=sys.stderr, flush=True)
		stop(supervisor)
		return 0


def _end(_number: int, _frame: object) -> None:
	for ending in ENDINGS:
		signal.signal(ending, signal.SIG_IGN)
	raise Ending


def stop(supervisor: int) -> None:
	"""Let every process finish what it does, then end."""
	with contextlib.suppress(ProcessLookupError, ChildProcessError):
		os.kill(supervisor, signal.SIGTERM)
		deadline = time.monotonic() + SECONDS_TO_STOP
		while time.monotonic() < deadline:
			if os.waitpid(supervisor, os.WNOHANG)[0]:
				return
			time.sleep(0.1)
		os.kill(supervisor, signal.SIGKILL)
		os.waitpid(supervisor, 0)


if __name__ == "__main__":
	sys.exit(watch(int(sys.argv[1])))
