# SPDX-License-Identifier: GPL-3.0-only
"""The sources under every Python that a Frappe of the matrix runs on and that is on this machine.

Frappe 15 runs on 3.10 to 3.12, Frappe 16 on 3.14, the embedded site on 3.11 to 3.13. Each of them must take every
file without a word of warning, and must find the same messages in it: Babel reads the tokens that its Python makes,
and they are not the same everywhere.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import babel
import pytest

PROJECT = Path(__file__).parents[2]
MATRIX = ("3.10", "3.11", "3.12", "3.13", "3.14")
# the site and the tests of the project itself need no older one
ONLY_NEWER = ("embedded", "tests")
FIRST_OF_THE_SITE = (3, 11)
OWN = "{}.{}".format(*sys.version_info)
# prints what a Python says of the files that it is given on its standard input: warnings and errors, and the messages
# that translators get from those that may have any; what stands in no literal, `_(self.stage)`, is none
ASK = """
import io, json, sys, warnings
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
faults, messages = [], {}
for path in json.load(sys.stdin):
	with open(path, "rb") as file:
		source = file.read()
	with warnings.catch_warnings(record=True) as told:
		warnings.simplefilter("always")
		try:
			compile(source, path, "exec", dont_inherit=True)
		except SyntaxError as error:
			faults.append(f"{path}:{error.lineno}: {error.msg}")
			continue
	faults += [f"{path}:{warning.lineno}: {warning.message}" for warning in told]
	if b"_(" not in source and b"_lt(" not in source:
		continue
	found = extract_python(io.BytesIO(source), {**DEFAULT_KEYWORDS, "_lt": None}, (), {})
	messages[path] = [text for _, _, text, _ in found if (text[0] if isinstance(text, tuple) else text)]
json.dump([faults, messages], sys.stdout)
"""


def interpreter(version: str) -> str | None:
	"""The program of that version of Python (`3.12`), None when it is not on this machine."""
	pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
	candidates = [shutil.which(f"python{version}"), *map(str, sorted(pyenv.glob(f"{version}.*/bin/python")))]
	return next((found for found in candidates if found and answers(found, version)), None)


def answers(program: str, version: str) -> bool:
	"""True if the program is that version: what a version manager puts before a missing one is none."""
	ask = [program, "-c", "import sys; print('{}.{}'.format(*sys.version_info))"]
	return subprocess.run(ask, capture_output=True, text=True).stdout.strip() == version


def sources(version: str) -> list[str]:
	"""The files that this version of Python must take, by their path from the project."""
	folders = (
		"planota_hub",
		*(ONLY_NEWER if tuple(map(int, version.split("."))) >= FIRST_OF_THE_SITE else ()),
	)
	return [
		str(path.relative_to(PROJECT))
		for folder in folders
		for path in sorted((PROJECT / folder).rglob("*.py"))
		if "node_modules" not in path.parts
	]


def ask(program: str, files: list[str]) -> tuple[list[str], dict[str, list]]:
	"""What the program says of the files: faults and warnings, and the messages of each."""
	answer = subprocess.run(
		[program, "-c", ASK],
		input=json.dumps(files),
		cwd=PROJECT,
		env={
			**os.environ,
			"PYTHONPATH": str(Path(babel.__file__).parents[1]),
			"PYTHONDONTWRITEBYTECODE": "1",
		},
		capture_output=True,
		text=True,
	)
	assert answer.returncode == 0, answer.stderr
	return tuple(json.loads(answer.stdout))


@pytest.fixture(scope="module")
def own_messages() -> dict[str, list]:
	"""The messages of every file as the Python of these tests finds them."""
	return ask(sys.executable, sources(OWN))[1]


@pytest.mark.parametrize("version", MATRIX)
def test_every_python_takes_the_sources_and_finds_the_same_messages(version: str, own_messages: dict):
	program = interpreter(version)
	if not program:
		pytest.skip(f"Python {version} is not on this machine")
	files = sources(version)

	faults, messages = ask(program, files)

	assert faults == []
	assert messages == {path: own_messages[path] for path in files if path in own_messages}


@pytest.mark.parametrize(
	("source", "fault"),
	[("def f(:\n", "invalid syntax"), ('pattern = "\\d"\n', "invalid escape sequence")],
	ids=["an error", "a warning"],
)
def test_what_a_python_does_not_take_is_told_with_its_place(source: str, fault: str, tmp_path: Path):
	broken = tmp_path / "broken.py"
	broken.write_text(source)

	faults, _ = ask(sys.executable, [str(broken)])

	assert [line for line in faults if line.startswith(f"{broken}:1: ") and fault in line]


def test_a_version_that_is_missing_is_not_taken_for_another():
	assert not answers(sys.executable, "2.0")
	assert interpreter(OWN)
