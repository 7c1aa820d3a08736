# SPDX-License-Identifier: GPL-3.0-only
"""What no request may bring, wherever it goes: text that can not be stored, data without end, a call without its
arguments. The framework would answer each of them with a server error, half way through its work.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import frappe
from frappe import _

DEEPEST = 60  # levels of lists in lists; the Desk's own requests have about ten
LONGEST_PART = 255  # bytes between two slashes: pages are looked for as files
SURROGATE = re.compile("[\ud800-\udfff]")
BRACKETS = re.compile(r"[\[{]")
RECORD_PATH = re.compile(r"/api/(?:(?:v1/)?resource|v2/document)/[^/]+/(?P<name>.+?)/?", re.DOTALL)
METHOD_PATH = re.compile(r"^/api/(?:v[12]/)?method/([\w.]+)/?$")
NOT_SHOWN = "?"


def check_request() -> None:
	"""Refuse with one clear message what can not be answered. Hook `before_request`.

	Raises ValidationError, or PageDoesNotExistError for an address that is too long.
	"""
	_check_address(frappe.request.path)
	_check_values(frappe.form_dict)
	_check_name(frappe.form_dict)


def _check_address(path: str) -> None:
	_check_text(path, _("The address"), 0)
	if max(len(part.encode()) for part in path.split("/")) > LONGEST_PART:
		frappe.throw(_("There is no page with such a long address."), frappe.PageDoesNotExistError)


def _check_values(values: dict[str, Any]) -> None:
	"""Look at everything that came, also into JSON that is sent as text."""
	for name, value in values.items():
		label = SURROGATE.sub(NOT_SHOWN, str(name))
		remaining = [(name, 0), (value, 0)]
		while remaining:
			item, depth = remaining.pop()
			if isinstance(item, str):
				_check_text(item, label, depth)
			remaining += ((part, depth + 1) for part in _parts(item, label))


def _check_text(text: str, label: str, depth: int) -> None:
	if "\0" in text or SURROGATE.search(text):
		frappe.throw(_("{0} holds characters that cannot be stored. Please type them anew.").format(label))
	if depth > DEEPEST:
		_refuse_depth(label)


def _refuse_depth(label: str) -> None:
	frappe.throw(_("{0} is nested too deeply.").format(label))


def _parts(item: Any, label: str) -> Iterator[Any]:
	"""What `item` is made of: of a dict keys and values, of a list its items, of JSON what it says."""
	if isinstance(item, dict):
		yield from item
		yield from item.values()
	elif isinstance(item, list):
		yield from item
	elif isinstance(item, str) and _is_suspicious(item):
		try:
			yield from _parts(json.loads(item), label)
		except RecursionError:
			_refuse_depth(label)
		except ValueError:
			return  # no JSON: whoever expects some says so


def _is_suspicious(text: str) -> bool:
	"""True for JSON that may hold what is looked for; all other JSON need not be read twice."""
	is_json = text.lstrip()[:1] in ("{", "[", '"')
	return is_json and ("\\u" in text or len(BRACKETS.findall(text, 0, 100_000)) > DEEPEST)


def check_arguments() -> None:
	"""Name the arguments that a whitelisted method needs and did not get. Hook `auth_hooks`.

	Raises ValidationError.
	"""
	values = frappe.form_dict
	method = _find_method(values)
	if not method or method not in frappe.whitelisted:
		return
	if frappe.session.user == "Guest" and method not in frappe.guest_methods:
		return  # the framework refuses it, and tells nothing
	missing = [name for name in _required(method) if name not in values]
	if missing:
		frappe.throw(_("This call needs a value for: {0}").format(", ".join(missing)))


def _find_method(values: dict[str, Any]) -> Callable | None:
	path = METHOD_PATH.match(frappe.request.path)
	command = values.get("cmd") or (path and path[1])
	if not isinstance(command, str) or "." not in command:
		return None
	overrides = frappe.get_hooks("override_whitelisted_methods").get(command)
	try:
		return frappe.get_attr(overrides[-1] if overrides else command)
	except Exception:
		return None  # the framework says that there is no such method


def _required(method: Callable) -> Iterator[str]:
	for name, parameter in inspect.signature(method).parameters.items():
		is_named = parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
		if is_named and parameter.default is parameter.empty:
			yield name


def _check_name(values: dict[str, Any]) -> None:
	"""A record that is changed through the interface for records keeps its name: by another one it is another record."""
	record = RECORD_PATH.fullmatch(frappe.request.path)
	if not record or frappe.request.method not in ("PUT", "PATCH"):
		return
	sent = {**values, **_read_object(values.get("data"))}
	if sent.get("name") is not None and str(sent["name"]) != record["name"]:
		frappe.throw(
			_("{0} cannot get another name this way. Please leave out the field {1}.").format(
				record["name"], "name"
			)
		)


def _read_object(sent: Any) -> dict:
	"""Return what was sent as an object, as text or not; nothing of anything else."""
	try:
		read = frappe.parse_json(sent)
	except ValueError:
		return {}
	return read if isinstance(read, dict) else {}
