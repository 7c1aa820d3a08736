# SPDX-License-Identifier: GPL-3.0-only
"""What each source file says at its top."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LICENCE = "SPDX-License-Identifier: GPL-3.0-only"
SOURCES = ("*.py", "*.js", "*.mjs", "*.css", "*.html", "*.sh", "hub", ".ci/*")


def test_every_package_says_what_it_is_for():
	assert [path for path in packages() if not ast.get_docstring(ast.parse(read(path)))] == []


def test_every_source_file_names_its_licence():
	assert [path for path in tracked(*SOURCES) if not names_licence(path, read(path))] == []


def test_a_file_without_its_licence_is_found():
	assert not names_licence("planota_hub/new.py", '"""A new file."""\n')
	assert names_licence("hub", f"#!/bin/sh\n# {LICENCE}\n")


def names_licence(path: str, text: str) -> bool:
	"""True for a file whose first line, or the one below `#!`, names the licence, and for one that needs none."""
	# an empty file holds nothing, and the text of a notification is shown in the Desk as it stands
	needs_none = not text.strip() or (path.endswith(".html") and "/notification/" in path)
	return needs_none or LICENCE in "\n".join(text.split("\n")[:2])


def read(path: str) -> str:
	return (PROJECT / path).read_text(encoding="utf-8")


def packages() -> Iterator[str]:
	"""Yield the `__init__.py` of each folder with code besides it; not of the folders of records that Frappe makes."""
	files = set(tracked("*.py"))
	with_code = {Path(path).parent for path in files if not Path(path).name.startswith(("__init__", "test_"))}
	for path in sorted(files):
		folder = Path(path).parent
		if Path(path).name == "__init__.py" and (folder in with_code or is_module(folder)):
			if not is_record(folder):
				yield path


def is_record(folder: Path) -> bool:
	"""True for the folder in which Frappe keeps one record, beside the JSON that describes it."""
	return (PROJECT / folder / f"{folder.name}.json").is_file()


def is_module(folder: Path) -> bool:
	return (PROJECT / folder / "doctype").is_dir()


def tracked(*patterns: str) -> list[str]:
	"""Return the paths of the files that are checked in."""
	command = ["git", "ls-files", "-z", "--", *patterns]
	listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
	return [path for path in listed.stdout.split("\0") if path and (PROJECT / path).is_file()]
