# SPDX-License-Identifier: GPL-3.0-only
"""The floors of the house: a file imports from its own package and from the floors below, never from above.

Imports inside functions count too: hiding one is no way round a circle. Those under `TYPE_CHECKING` never run, so they
close no circle; a type from above is knowledge of it all the same. Tests may ask whomever they like.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APP = "planota_hub"
# from the ground to the roof; packages of one floor do not know each other
FLOORS = (
	{"rules"},
	{"files"},
	{"guards"},
	{"figures", "finding", "metrics", "mail", "operation", "sheets"},
	{"public_forms"},
	{"personal_data"},
	{"planota_hub"},
	{"capacity_building", "local_networks"},
	{"advocacy", "partnerships", "funding"},
	{"hub_network"},
	{"digest", "demo", "open_data", "website"},
	{"www"},
	{"setup", "integrations"},
)
FLOOR = {package: number for number, packages in enumerate(FLOORS) for package in packages}
# files of one module that lie beside its folders: more than these and a package is missing
MOST_FLAT_FILES = 10

Import = tuple[str, int, str]


def test_nothing_is_imported_from_above_or_from_beside():
	assert [
		f"{path}:{line}: {package_of(path)} must not know {package_of(imported)}"
		for path, line, imported in imports()
		if not may_know(package_of(path), package_of(imported))
	] == []


def test_no_files_import_each_other_in_a_circle():
	graph = defaultdict(set)
	for path, _line, imported in imports(with_types=False):
		graph[path].add(imported)
	assert circles(graph) == []


def test_no_module_has_many_files_flat_beside_its_folders():
	modules = [folder.parent for folder in (PROJECT / APP).glob("*/doctype")]
	flat = {module.name: len(services(module)) for module in modules}
	assert {name: number for name, number in flat.items() if number > MOST_FLAT_FILES} == {}


def test_an_import_from_above_is_found_wherever_it_hides():
	code = "def helper():\n\tfrom planota_hub.local_networks.needs import graph\n"
	found = list(imports_of(f"{APP}/planota_hub/meetings/rules.py", code))
	assert found == [
		(f"{APP}/planota_hub/meetings/rules.py", 2, f"{APP}/local_networks/needs/graph.py"),
	]
	assert not may_know("planota_hub", package_of(found[0][2]))


def test_an_import_for_types_alone_counts_as_knowledge_but_closes_no_circle():
	code = "if TYPE_CHECKING:\n\tfrom planota_hub.local_networks.needs import graph\n"
	path = f"{APP}/planota_hub/meetings/rules.py"
	assert len(list(imports_of(path, code))) == 1
	assert list(imports_of(path, code, with_types=False)) == []


def test_a_circle_of_three_is_found():
	assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def imports(with_types: bool = True) -> Iterator[Import]:
	"""Yield file, line and imported file of every import inside the app, tests left out."""
	for path in sorted((PROJECT / APP).rglob("*.py")):
		if not is_test(path):
			yield from imports_of(
				str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8"), with_types
			)


def imports_of(path: str, code: str, with_types: bool = True) -> Iterator[Import]:
	nodes = list(ast.walk(ast.parse(code)))
	for_types = set() if with_types else set(get_imports_for_types(nodes))
	for node in nodes:
		if node in for_types:
			continue
		if isinstance(node, ast.Import):
			names = [alias.name for alias in node.names]
		elif isinstance(node, ast.ImportFrom) and node.module:
			names = [f"{node.module}.{alias.name}" for alias in node.names]
		else:
			continue
		for name in names:
			if file := file_of(name):
				yield path, node.lineno, file


def get_imports_for_types(nodes: list[ast.AST]) -> Iterator[ast.stmt]:
	"""Yield what stands under `if TYPE_CHECKING:`, which never runs."""
	for node in nodes:
		if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
			yield from node.body


def file_of(name: str) -> str | None:
	"""The file of the app that a dotted name lies in, None for what is not of the app."""
	parts = name.split(".")
	while parts and parts[0] == APP:
		for candidate in (Path(*parts).with_suffix(".py"), Path(*parts, "__init__.py")):
			if (PROJECT / candidate).is_file():
				return str(candidate)
		parts.pop()
	return None


def package_of(path: str) -> str:
	"""The package of the app in which a file lies, empty for those at its root."""
	parts = Path(path).parts
	return parts[1] if len(parts) > 2 else ""


def may_know(package: str, other: str) -> bool:
	"""True when a package may import from another; those without a floor (hooks, patches, integrations) may."""
	if package == other or package not in FLOOR or other not in FLOOR:
		return True
	return FLOOR[other] < FLOOR[package]


def is_test(path: Path) -> bool:
	return path.name.startswith("test_") or "tests" in path.parts


def services(module: Path) -> list[Path]:
	return [path for path in module.glob("*.py") if not is_test(path) and path.name != "__init__.py"]


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
	"""The groups of nodes that reach each other, each sorted."""
	reach = {node: reachable(graph, node) for node in graph}
	groups = {
		tuple(sorted({node, *(other for other in found if node in reach.get(other, ()))}))
		for node, found in reach.items()
		if node in found
	}
	return [list(group) for group in sorted(groups)]


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
	found, waiting = set(), [start]
	while waiting:
		for node in graph.get(waiting.pop(), ()):
			if node not in found:
				found.add(node)
				waiting.append(node)
	return found
