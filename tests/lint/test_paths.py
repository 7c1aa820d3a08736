# SPDX-License-Identifier: GPL-3.0-only
"""Functions of the app that scripts and templates call by their path exist, also where the path is put together."""

import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APP = "planota_hub"
CONSTANT = re.compile(rf'const (\w+) = "({APP}(?:\.\w+)+)"')
PATH = re.compile(rf"""["'`/]({APP}(?:\.\w+){{2,}})(?=["'`?])""")
# what a template literal or an attribute of the browser has in the place of a path
NO_PATH = re.compile(r"\.(?:js|css|svg|png|html)$")


def test_every_function_that_a_script_or_template_calls_exists():
	assert [f"{file}: {path}" for file, path in called() if not is_function(path)] == []


def test_a_path_that_is_put_together_is_read_whole():
	script = 'const A = "planota_hub.rules";\nfrappe.xcall(`${A}.no.such_function`, {});'
	assert list(paths_in(script)) == ["planota_hub.rules.no.such_function"]
	assert not is_function("planota_hub.rules.no.such_function")


def called() -> Iterator[tuple[str, str]]:
	"""Yield file and path of each function that a script or template names."""
	for file in sorted(file for kind in ("*.js", "*.html") for file in (PROJECT / APP).rglob(kind)):
		for path in paths_in(file.read_text(encoding="utf-8")):
			yield str(file.relative_to(PROJECT)), path


def paths_in(text: str) -> Iterator[str]:
	"""Yield the dotted paths into the app that stand in a text, constants at their beginning filled in."""
	constants = dict(CONSTANT.findall(text))
	for name, path in constants.items():
		text = text.replace(f'const {name} = "{path}"', "").replace(f"${{{name}}}", path)
	yield from (path for path in PATH.findall(text) if not NO_PATH.search(path))


def is_function(path: str) -> bool:
	"""Tell whether a path leads to a function at the top of a file of the app, or of a class of a controller."""
	*module, function = path.split(".")
	file = PROJECT / Path(*module).with_suffix(".py")
	return file.is_file() and bool(
		re.search(rf"^\t?def {function}\(", file.read_text(encoding="utf-8"), re.M)
	)
