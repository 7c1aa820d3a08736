# SPDX-License-Identifier: GPL-3.0-only
"""What scripts and pages call by its dotted path is there, also where the path is put together from a constant."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APP = "planota_hub"
KINDS = ("*.js", "*.html", "*.json")

CONSTANT = re.compile(rf"""const (\w+) =\s*["']({APP}[\w.]*)["']""")
PATH = re.compile(rf"(?<![\w./-]){APP}(?:\.[a-z_]\w*)+(?![\w/-])")
FILLED_IN = re.compile(r"\$\{(\w+)\}((?:\.\w+)+)")
# what scripts make themselves, in the browser
PROVIDED = re.compile(rf"""frappe\.provide\(["']({APP}[\w.]*)["']""")


def test_every_method_that_a_script_or_a_page_calls_is_there():
	found = [(path, name) for path in sources() for name in called(path.read_text(encoding="utf-8"))]
	assert len(found) > 50
	assert [f"{path.relative_to(PROJECT)}: {name}" for path, name in found if not exists(name)] == []


def test_a_method_that_is_not_there_is_found():
	script = """const MEETINGS = "planota_hub.planota_hub.meetings";
	frappe.xcall(`${MEETINGS}.rules.get_kinds`);
	frappe.xcall(`${MEETINGS}.gone`);
	frappe.xcall("planota_hub.planota_hub.meetings.rules.no_such_rule");
	"""
	assert sorted(name for name in called(script) if not exists(name)) == [
		"planota_hub.planota_hub.meetings.gone",
		"planota_hub.planota_hub.meetings.rules.no_such_rule",
	]


def sources() -> list[Path]:
	return sorted(path for kind in KINDS for path in (PROJECT / APP).rglob(kind))


def called(text: str) -> Iterator[str]:
	"""Yield the dotted paths into the app that a text names; what scripts define in the browser is left out."""
	constants = dict(CONSTANT.findall(text))
	for name, rest in FILLED_IN.findall(text):
		if name in constants:
			yield constants[name] + rest
	for name in PATH.findall(text):
		if name not in namespaces() and name.rpartition(".")[0] not in namespaces():
			yield name


@cache
def namespaces() -> set[str]:
	"""The objects in which the scripts keep what they share."""
	scripts = (PROJECT / APP).rglob("*.js")
	return {name for script in scripts for name in PROVIDED.findall(script.read_text(encoding="utf-8"))}


def exists(name: str) -> bool:
	"""Tell whether a dotted path is a package, a module, or what a module has at its top."""
	path = PROJECT.joinpath(*name.split("."))
	if path.is_dir() or path.with_suffix(".py").is_file():
		return True
	module = path.parent.with_suffix(".py")
	return module.is_file() and path.name in names_of(module)


def names_of(module: Path) -> set[str]:
	names = set()
	for node in ast.parse(module.read_text(encoding="utf-8")).body:
		if isinstance(node, ast.FunctionDef | ast.ClassDef):
			names.add(node.name)
		elif isinstance(node, ast.Assign):
			names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
		elif isinstance(node, ast.ImportFrom):
			names |= {alias.asname or alias.name for alias in node.names}
	return names
