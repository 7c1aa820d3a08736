# SPDX-License-Identifier: GPL-3.0-only
"""The Python with the validators: made once beside these tests, anew when their requirements change."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / ".venv"
REQUIREMENTS = HERE / "requirements.txt"
DONE = FOLDER / "made-of.txt"


def prepare() -> Path:
	"""Return the folder with the programs of the environment, made now if it is not there."""
	wanted = REQUIREMENTS.read_text(encoding="utf-8")
	if not DONE.is_file() or DONE.read_text(encoding="utf-8") != wanted:
		run(sys.executable, "-m", "venv", "--clear", "--without-pip", FOLDER)
		pip = (sys.executable, "-m", "pip", "--python", FOLDER / "bin/python", "install")
		run(*pip, "--quiet", "--no-compile", "--disable-pip-version-check", "-r", REQUIREMENTS)
		DONE.write_text(wanted, encoding="utf-8")
	return FOLDER / "bin"


def run(*command: str | Path) -> None:
	subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)


if __name__ == "__main__":
	prepare()
