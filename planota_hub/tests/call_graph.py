# SPDX-License-Identifier: GPL-3.0-only
"""Which functions of the app lead to which, read from the source: for tests that look for what is added without them.

A name that a function mentions counts as called, also one in a table of functions or in a hook that it reads.
"""

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import planota_hub
from planota_hub import hooks

ROOT = Path(planota_hub.__file__).parent
LEFT_OUT = ("tests", "patches", "demo")


class CallGraph:
	"""Functions, methods and tables of functions of the app by their full names, and what each of them mentions."""

	def __init__(self) -> None:
		self.nodes: dict[str, tuple[ast.AST, str, str]] = {}
		self.imports: dict[str, dict[str, str]] = {}
		for path in sorted(ROOT.rglob("*.py")):
			parts = path.relative_to(ROOT.parent).with_suffix("").parts
			if not path.name.startswith("test_") and not set(parts) & set(LEFT_OUT):
				self.read(".".join(parts).removesuffix(".__init__"), ast.parse(path.read_text("utf-8")))

	def read(self, module: str, tree: ast.Module) -> None:
		self.imports[module] = {
			alias.asname or alias.name: f"{node.module}.{alias.name}"
			for node in ast.walk(tree)
			if isinstance(node, ast.ImportFrom) and node.module
			for alias in node.names
		}
		for name, node, owner in list_definitions(tree):
			prefix = f"{module}.{owner}" if owner else module
			self.nodes[f"{prefix}.{name}"] = (node, module, prefix)

	def get_mentioned(self, name: str) -> set[str]:
		"""Return what one function mentions itself."""
		node, module, owner = self.nodes[name]
		names = {found for part in ast.walk(node) for found in self.resolve(part, module, owner)}
		return (names & self.nodes.keys()) - {name}

	def resolve(self, part: ast.AST, module: str, owner: str) -> Iterator[str]:
		imports = self.imports[module]
		if isinstance(part, ast.Name):
			yield imports.get(part.id, f"{module}.{part.id}")
		elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
			base = owner if part.value.id == "self" else imports.get(part.value.id, "")
			yield f"{base}.{part.attr}"
		elif isinstance(part, ast.Call) and ast.unparse(part.func).endswith("get_hooks") and part.args:
			if isinstance(part.args[0], ast.Constant):
				yield from flatten(getattr(hooks, str(part.args[0].value), []))

	def leads_to(self, start: str, target: str) -> bool:
		"""Tell whether a function can come to another one."""
		seen, waiting = set(), [start]
		while waiting:
			name = waiting.pop()
			if name == target:
				return True
			if name not in seen and name in self.nodes:
				seen.add(name)
				waiting += self.get_mentioned(name)
		return False

	@cached_property
	def whitelisted(self) -> dict[str, str]:
		"""Functions that a browser may call, with the text of their decorators."""
		decorators = {
			name: " ".join(ast.unparse(one) for one in node.decorator_list)
			for name, (node, _module, _owner) in self.nodes.items()
			if isinstance(node, ast.FunctionDef)
		}
		return {name: text for name, text in decorators.items() if "whitelist" in text}


def list_definitions(tree: ast.Module) -> Iterator[tuple[str, ast.AST, str]]:
	"""Yield name, node and class of the functions, methods and values that a module defines."""
	for node in tree.body:
		if isinstance(node, ast.FunctionDef):
			yield node.name, node, ""
		elif isinstance(node, ast.ClassDef):
			yield from (
				(part.name, part, node.name) for part in node.body if isinstance(part, ast.FunctionDef)
			)
		elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
			targets = node.targets if isinstance(node, ast.Assign) else [node.target]
			yield from ((target.id, node.value, "") for target in targets if isinstance(target, ast.Name))


def flatten(value: object) -> Iterator[str]:
	"""Yield all texts of a hook, however deep they stand in it."""
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		for part in value.values():
			yield from flatten(part)
	elif isinstance(value, list | tuple):
		for part in value:
			yield from flatten(part)
