# SPDX-License-Identifier: GPL-3.0-only
"""The Python environment of the embedded site: its packages and the engine. Uses the standard library alone."""

import fcntl
import hashlib
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded.engine import wheel
from embedded.errors import HubError
from embedded.home import PROJECT

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
ENVIRONMENT = Path(sys.prefix)
STAMP = ENVIRONMENT / "requirements.sha256"


def prepare(progress: Callable[[str], None]) -> None:
	"""Install what is missing: packages, the path to the project, the engine. Each is skipped when it is there."""
	if _is_ready():
		return
	with _one_at_a_time():
		_install_packages(progress)
		_make_project_importable()
		wheel.lay_out(ENVIRONMENT / "downloads", progress)


def _is_ready() -> bool:
	return STAMP.exists() and STAMP.read_text() == _fingerprint() and wheel.is_laid_out()


def _fingerprint() -> str:
	return hashlib.sha256(REQUIREMENTS.read_bytes() + str(PROJECT).encode()).hexdigest()


def _install_packages(progress: Callable[[str], None]) -> None:
	if STAMP.exists() and STAMP.read_text() == _fingerprint():
		return
	progress("Python packages: installing (about a minute, once)")
	command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
	result = subprocess.run([*command, "-r", str(REQUIREMENTS)], capture_output=True, text=True)
	if result.returncode:
		raise HubError("Python packages could not be installed. Is there a network?", details=result.stderr)
	STAMP.write_text(_fingerprint())


def _make_project_importable() -> None:
	"""Let every process of this environment import `planota_hub` and `embedded`, wherever it was started."""
	(Path(sysconfig.get_path("purelib")) / "planota_hub_project.pth").write_text(f"{PROJECT}\n")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
	"""Two calls that find the environment unfinished must not install into it at once."""
	with (ENVIRONMENT / "hub.lock").open("w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		yield
