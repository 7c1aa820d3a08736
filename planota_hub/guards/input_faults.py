# SPDX-License-Identifier: GPL-3.0-only
"""Answers of the framework's own doors to values that they can not read: the fault is the caller's.

The framework reads filters, fields and documents without looking at their kinds first, stumbles, and answers with
a server error. The error stays in the error log; the caller is told what is known of it.
"""

import json

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from planota_hub.rules.refusals import as_server_messages

DOORS = ("/api/resource", "/api/v1/resource", "/api/v2/document", "/api/v2/doctype")
METHODS = ("frappe.", "run_doc_method", "upload_file")
METHOD_PATHS = ("/api/method/", "/api/v1/method/", "/api/v2/method/")
# what Python and the databases' clients raise when a value is of the wrong kind
STUMBLES = frozenset(
	"""
	TypeError ValueError KeyError IndexError AttributeError JSONDecodeError UnicodeEncodeError UnicodeDecodeError
	RecursionError OverflowError ImportError ModuleNotFoundError InvalidOperation ParserError InterfaceError ProgrammingError DataError
	""".split()
)
# what the framework raises, and explains to nobody, when an argument is not of the kind that a method declares
UNTYPED = "FrappeTypeError"


def answer_input_fault(response: Response, request: Request) -> None:
	"""Let the answer to a value of the wrong kind name the fault, and be no server error. Hook `after_request`."""
	if response is None or response.status_code not in (500, frappe.FrappeTypeError.http_status_code):
		return
	is_error = response.status_code == 500
	if is_error and not isinstance(frappe.form_dict.get("_lang") or "", str):
		_refuse_language(response)
	if response.mimetype != "application/json":
		return
	answer = json.loads(response.get_data())
	errors = answer.get("errors") or [{"type": answer.get("exc_type")}]
	kind = errors[0].get("type")
	is_stumble = kind in STUMBLES or (kind == "IntegrityError" and request.method == "GET")
	if kind == UNTYPED or (is_error and is_stumble and _is_door(request)):
		_explain(answer)
		response.set_data(json.dumps(answer))
		response.status_code = frappe.ValidationError.http_status_code


def _refuse_language(response: Response) -> None:
	"""The framework reads the language of a request before any hook of an app could look at it."""
	response.status_code = frappe.ValidationError.http_status_code
	if response.mimetype != "application/json":
		response.set_data("_lang: expected is the code of a language, such as sl.")
		response.mimetype = "text/plain"


def _is_door(request: Request) -> bool:
	command = str(frappe.form_dict.get("cmd") or "")
	for path in METHOD_PATHS:
		if request.path.startswith(path):
			command = request.path.removeprefix(path)
	keepers = frappe.get_hooks("override_whitelisted_methods").get(command, [])
	# a guard hands over to the framework
	is_handed_over = all(keeper.startswith("planota_hub.guards.") for keeper in keepers)
	return request.path.startswith(DOORS) or (command.startswith(METHODS) and is_handed_over)


def _explain(answer: dict) -> None:
	message = _(
		"The server could not understand this request. Please check the names and kinds of its values."
	)
	if "errors" in answer:
		answer["errors"][0]["message"] = message
	elif "_server_messages" not in answer:
		answer["_server_messages"] = as_server_messages(message)
