# SPDX-License-Identifier: GPL-3.0-only
"""The typed block in each controller: written by Frappe's own exporter from the DocType's JSON, and compared with it.

Frappe writes the block when a DocType is saved in developer mode; who edits the JSON itself brings the blocks up to
date by `./hub run planota_hub.tests.types.write`, on a bench by `bench --site SITE execute` with the same path, and
lets ruff sort and wrap them: `ruff check --select I --fix planota_hub && ruff format planota_hub`.
"""

import ast
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import frappe
from frappe.types.exporter import TypeExporter, end_block, start_block


def write() -> list[str]:
	"""Write the blocks anew that do not equal their JSON; return the paths of these controllers."""
	outdated = find_outdated()
	for controller in outdated:
		controller.write_text(export(controller), encoding="utf-8")
	return [str(controller) for controller in outdated]


def find_outdated() -> list[Path]:
	"""Return the controllers whose block is missing or not what the exporter makes of the JSON."""
	definitions = sorted(Path(frappe.get_app_path("planota_hub")).glob("*/doctype/*/*.json"))
	return [controller for path in definitions if is_outdated(controller := path.with_suffix(".py"))]


def is_outdated(controller: Path) -> bool:
	"""Tell whether a controller lacks its block or has one that does not equal the JSON beside it."""
	block = read_block(controller.read_text(encoding="utf-8"))
	return not block or block != read_block(export(controller))


def export(controller: Path) -> str:
	"""Return the code of a controller with the block that Frappe's exporter writes, in a copy, from its JSON."""
	definition = json.loads(controller.with_suffix(".json").read_text(encoding="utf-8"))
	exporter = TypeExporter(frappe.get_doc(definition))
	with TemporaryDirectory() as folder:
		exporter.controller_path = Path(folder, controller.name)
		exporter.controller_path.write_text(controller.read_text(encoding="utf-8"), encoding="utf-8")
		exporter.export_types()
		return exporter.controller_path.read_text(encoding="utf-8")


def read_block(code: str) -> set[str]:
	"""Return what a controller's block says, whatever its layout and order; nothing when there is none."""
	_before, _marker, rest = code.partition(start_block)
	block, marker, _after = rest.partition(end_block)
	tree = ast.parse(dedent(f"\t{block}")) if marker else ast.Module(body=[])
	return {ast.dump(line) for node in tree.body if isinstance(node, ast.If) for line in node.body}
