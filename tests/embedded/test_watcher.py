# SPDX-License-Identifier: GPL-3.0-only
"""What waits while the site is served is small, ends with the site, and ends it."""

import os
import signal
import subprocess
import sys

from embedded.home import PROJECT

STARTER = """
import signal, subprocess, sys
from embedded.server.watcher import ENDINGS, become_watcher
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # what comes before it is the watcher is heard by the watcher
print(child.pid, flush=True)
become_watcher(child.pid)
"""
WAITING = "import time; time.sleep(60)"


def start(child: str) -> subprocess.Popen:
	"""Start a process that becomes the watcher of a child that runs this code."""
	command = [sys.executable, "-c", STARTER, child]
	return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_there(pid: int) -> bool:
	try:
		os.kill(pid, 0)
	except ProcessLookupError:
		return False
	return True


def test_it_ends_with_the_code_of_what_it_waits_for():
	watcher = start("raise SystemExit(3)")
	watcher.communicate(timeout=30)
	assert watcher.returncode == 3


def test_what_is_to_stop_is_stopped_with_all_that_it_runs():
	watcher = start(WAITING)
	child = int(watcher.stdout.readline())
	watcher.send_signal(signal.SIGTERM)
	_out, told = watcher.communicate(timeout=30)
	assert (watcher.returncode, told) == (0, "hub: Stopping\n")
	assert not is_there(child)


def test_it_loads_nothing_of_the_framework():
	code = "import sys, embedded.server.watcher; print(sorted({'frappe', 'supervisor', 'redis'} & set(sys.modules)))"
	answer = subprocess.run(
		[sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
	)
	assert answer.stdout == "[]\n"
