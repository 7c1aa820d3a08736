# SPDX-License-Identifier: GPL-3.0-only
"""Which functions of the app lead to which, read from the source: for tests that look for what is added without them.

A name that a function mentions counts as called, also one in a table of functions or in a hook that it reads. A method of a
value that a module makes of one of the app's classes is that of the class; what is handed to the class leads on from there.
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
		# class -> its annotated fields in their order, each with the class that it holds, if it holds one of the app
		self.fields: dict[str, dict[str, str]] = {}
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
		for node in tree.body:
			if isinstance(node, ast.ClassDef):
				self.fields[f"{module}.{node.name}"] = {
					part.target.id: self.name_of(part.annotation, module, module)
					for part in node.body
					if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
				}
		for name, node, owner in list_definitions(tree):
			prefix = f"{module}.{owner}" if owner else module
			self.nodes[f"{prefix}.{name}"] = (node, module, prefix)

	@cached_property
	def passed(self) -> dict[str, set[str]]:
		"""Field of a class -> the functions that the app hands to it where it makes a value of the class."""
		passed: dict[str, set[str]] = {}
		for node, module, owner in self.nodes.values():
			fields = isinstance(node, ast.Call) and self.fields.get(self.name_of(node.func, module, owner))
			if isinstance(node, ast.Call) and fields:
				made = self.name_of(node.func, module, owner)
				given = [
					*zip(fields, node.args, strict=False),
					*((one.arg, one.value) for one in node.keywords),
				]
				for field, value in given:
					names = passed.setdefault(f"{made}.{field}", set())
					names |= {self.name_of(part, module, owner) for part in ast.walk(value)}
		return passed

	def name_of(self, part: ast.AST, module: str, owner: str) -> str:
		"""Return the full name of what a name or a chain of attributes means; empty for anything else."""
		if isinstance(part, ast.Name):
			return owner if part.id == "self" else self.imports[module].get(part.id, f"{module}.{part.id}")
		if isinstance(part, ast.Attribute):
			base = self.name_of(part.value, module, owner)
			return f"{self.class_of(base)}.{part.attr}" if base else ""
		return ""

	def class_of(self, name: str) -> str:
		"""Return the class of a value that a module or a field holds; the name itself for everything else."""
		holder, _dot, field = name.rpartition(".")
		if holds := self.fields.get(holder, {}).get(field):
			return holds
		node, module, _owner = self.nodes.get(name, (None, "", ""))
		func = node.func if isinstance(node, ast.Call) else None
		made = self.imports[module].get(func.id, f"{module}.{func.id}") if isinstance(func, ast.Name) else ""
		return made if made in self.fields else name

	def get_mentioned(self, name: str) -> set[str]:
		"""Return what one function mentions itself."""
		node, module, owner = self.nodes[name]
		# a value of which a method is called leads on by that method alone
		bases = {
			id(part.value)
			for part in ast.walk(node)
			if isinstance(part, ast.Attribute) and self.is_made(part.value, module, owner)
		}
		parts = [part for part in ast.walk(node) if id(part) not in bases]
		names = {found for part in parts for found in self.resolve(part, module, owner)}
		return (names & self.nodes.keys()) - {name}

	def is_made(self, part: ast.AST, module: str, owner: str) -> bool:
		name = self.name_of(part, module, owner)
		return bool(name) and self.class_of(name) != name

	def resolve(self, part: ast.AST, module: str, owner: str) -> Iterator[str]:
		if isinstance(part, ast.Name):
			yield self.name_of(part, module, owner)
		elif isinstance(part, ast.Attribute):
			name = self.name_of(part, module, owner)
			yield name
			if name.rpartition(".")[0] in self.fields:
				yield from self.passed.get(name, ())
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
