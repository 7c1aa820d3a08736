# SPDX-License-Identifier: GPL-3.0-only
"""At the door of every request: which functions of the framework a log-in may call, and by which name.

A log-in without the Desk (a representative, somebody without roles) gets of the framework what the public pages and
the portal need, and nothing of the Desk. And who calls a function that a guard stands in for is not let in by
another name of it, nor through a function that calls others by their names.
"""

import re
from collections.abc import Callable, Iterator

import frappe

from planota_hub.guards.answers import is_call, is_portal_log_in, refuse, refuse_marks_in_lists
from planota_hub.guards.stored import read_stored, use_stored_document

ADDRESS = re.compile(r"/api(?P<version>/v\d)?/method/(?P<path>.+)", re.DOTALL)
DOCUMENT_FUNCTION = re.compile(r"/api/v2/document/.+/method/(?P<method>[^/]+)", re.DOTALL)
# what calls a function of a document by its name, itself called by whatever path
RUNNERS = frozenset({"run_doc_method", "runserverobj"})
# arguments in which functions of the framework are told what to call
NAMED_IN = ("cmd", "method", "query", "tree_method")

# what a log-in without the Desk may call of the framework besides what guests may: functions, and modules with all
PORTAL_METHODS = (
	"frappe.api.",
	"frappe.apps.",
	"frappe.auth.",
	"frappe.client.",
	"frappe.core.doctype.user.user.switch_theme",
	"frappe.core.doctype.user.user.verify_password",
	"frappe.handler.",
	"frappe.integrations.oauth2.",
	"frappe.push_notification.",
	"frappe.realtime.",
	"frappe.sessions.",
	"frappe.website.doctype.web_form.",
	"frappe.www.",
)


def guard_request() -> None:
	"""Hook `auth_hooks`: before it, the framework does not know yet who comes with a key or a token.

	Raises:
	        frappe.PermissionError: when the log-in may not call what the request asks for.
	"""
	refuse_marks_in_lists()
	refuse_whole_links()
	refuse_document_functions()
	use_stored_document()
	for name in get_called_names():
		if function := get_function(name):
			refuse(is_behind_guard(name, function) or is_closed_to_portal(function))


def refuse_whole_links() -> None:
	"""Refuse to read linked documents along with a record: Frappe 16 gives them whole and asks no permission."""
	asked = frappe.form_dict.get("expand_links") or frappe.form_dict.get("expand")
	refuse(bool(asked) and is_call(frappe.request) and frappe.session.user != "Administrator")


def refuse_document_functions() -> None:
	"""Refuse to call functions of documents to the portal, and to everybody the one that writes entries by hand.

	The second version of the API calls them on a described document too; on a stored one it has a call of its own.
	"""
	function = get_document_function()
	refuse(function == "add_comment" or bool(function and is_portal_log_in()))
	refuse(bool(function) and bool(read_stored(frappe.form_dict.get("document"))))


def get_document_function() -> str | None:
	"""Return the function of a document that the request asks for, in one of the four ways that there are."""
	form, path = frappe.form_dict, frappe.request.path.rstrip("/")
	if address := DOCUMENT_FUNCTION.fullmatch(path):
		return address["method"]
	if RUNNERS & {name.rpartition(".")[2] for name in get_called_names()}:
		return frappe.utils.cstr(form.get("method"))
	return form.get("run_method") if path.startswith("/api/") else None


def get_called_names() -> Iterator[str]:
	"""Yield the names of functions that the request asks for, and what may be one."""
	if address := ADDRESS.fullmatch(frappe.request.path):
		yield get_addressed(address["version"], address["path"].rstrip("/"))
	for argument in NAMED_IN:
		value = frappe.form_dict.get(argument)
		if isinstance(value, str):
			yield value


def get_addressed(version: str | None, path: str) -> str:
	"""Return the function that an address names; the second version of the API knows `DocType/function` too."""
	first, _separator, method = path.partition("/")
	if version == "/v2" and method and frappe.db.exists("DocType", first):
		return f"{frappe.get_meta_module(first).__name__}.{method}"
	return first


def get_function(name: str) -> Callable | None:
	"""Return the function that a name stands for; None when there is none, the framework answers that itself."""
	if name.partition(".")[0] not in frappe.get_installed_apps():
		return None
	try:
		function = frappe.get_attr(name)
	except Exception:
		return None
	return function if callable(function) else None


def get_own_name(function: Callable) -> str:
	return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}"


def is_behind_guard(name: str, function: Callable) -> bool:
	"""Tell whether a guarded function is called past its guard: by another name, or by one that calls it."""
	own_name = get_own_name(function)
	is_guarded = any(path.startswith("planota_hub.") for path in get_overrides(own_name))
	return is_guarded and not (name == own_name and is_asked_directly(name))


def is_asked_directly(name: str) -> bool:
	"""Tell whether the framework itself takes the name from the request, and puts the guard in its place."""
	address = ADDRESS.fullmatch(frappe.request.path)
	if address:
		return get_addressed(address["version"], address["path"].rstrip("/")) == name
	return frappe.form_dict.get("cmd") == name


def get_overrides(name: str) -> list[str]:
	return frappe.get_hooks("override_whitelisted_methods", {}).get(name, [])


def is_closed_to_portal(function: Callable) -> bool:
	"""Tell whether a function is the framework's, not for guests and not for log-ins without the Desk."""
	name = get_own_name(function)
	if not name.startswith("frappe.") or function in frappe.guest_methods or not is_portal_log_in():
		return False
	return not any(matches(name, allowed) for allowed in get_portal_methods())


def get_portal_methods() -> tuple[str, ...]:
	"""Return what log-ins without the Desk may call; another app adds by a hook, a site by its configuration."""
	added = frappe.get_hooks("hub_portal_methods") + (frappe.conf.get("hub_portal_methods") or [])
	return (*PORTAL_METHODS, *added)


def matches(name: str, allowed: str) -> bool:
	return name == allowed or (allowed.endswith(".") and name.startswith(allowed))
