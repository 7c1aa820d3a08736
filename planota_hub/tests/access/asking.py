# SPDX-License-Identifier: GPL-3.0-only
"""Requests as the server answers them, in this process and without keeping anything: hooks, routes and handlers run.

They see the records that a test has not committed, which a request to a served site would not.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

import frappe
import frappe.api
import frappe.app
from frappe.auth import CookieManager
from frappe.website.serve import get_response
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

SAVEPOINT = "before_the_request"
KEPT = (
	"request",
	"response",
	"form_dict",
	"message_log",
	"request_ip",
	"cookie_manager",
	"no_cache",
)


@dataclass(frozen=True)
class Question:
	"""A request: where to, and with which values."""

	path: str
	values: dict = field(default_factory=dict)
	method: str = "GET"


@dataclass(frozen=True)
class Answer:
	"""What came back."""

	status: int
	text: str

	@property
	def is_given(self) -> bool:
		return self.status < 300


def call(function: str, method: str = "GET", **values) -> Question:
	"""Return the question that calls a whitelisted function."""
	return Question(f"/api/method/{function}", values, method)


def ask(user: str, question: Question) -> Answer:
	"""Return what the server answers to a user; what the request changed is taken back."""
	request = make_request(question)
	with acting(user, request):
		frappe.db.savepoint(SAVEPOINT)
		try:
			frappe.app.make_form_dict(request)
			for hook in (*frappe.get_hooks("before_request"), *frappe.get_hooks("auth_hooks")):
				frappe.call(hook)
			is_api = request.path.startswith("/api/")
			response = frappe.api.handle(request) if is_api else get_response(request.path.lstrip("/"))
			return Answer(response.status_code, read(response))
		except HTTPException as error:
			return Answer(error.code, "")
		except Exception as error:
			said = [str(message.get("message")) for message in map(frappe._dict, frappe.local.message_log)]
			return Answer(getattr(error, "http_status_code", 500), f"{error} {said}")
		finally:
			frappe.db.rollback(save_point=SAVEPOINT)


def keep_answers() -> Callable[[str, Question], Answer]:
	"""Return `ask` for a time in which nothing changes: what somebody has asked before is answered as then."""
	answers: dict[str, Answer] = {}

	def ask_or_remember(user: str, question: Question) -> Answer:
		key = json.dumps([user, question.path, question.values, question.method])
		if key not in answers:
			answers[key] = ask(user, question)
		return answers[key]

	return ask_or_remember


def make_request(question: Question) -> Request:
	"""Return the request as it comes to the server: values in the address, or as JSON."""
	sent = {"query_string": question.values} if question.method == "GET" else {"json": question.values}
	return Request(EnvironBuilder(path=question.path, method=question.method, **sent).get_environ())


def read(response) -> str:
	"""Return the text of an answer; that of a file as far as it is text."""
	response.direct_passthrough = False
	return response.get_data().decode("utf-8", "replace")


@contextmanager
def acting(user: str, request: Request) -> Iterator[None]:
	"""Be a user with a request, and what one was before again afterwards."""
	before = frappe.session.user
	kept = {name: getattr(frappe.local, name, None) for name in KEPT}
	frappe.set_user(user)
	# as if the session had had its token and the request had brought it
	frappe.session.data.csrf_token = "token"
	frappe.local.request_cache.clear()
	# the framework's check of roles looks the other way in tests of Frappe 15
	is_test, frappe.flags.in_test, frappe.flags.error_message = frappe.flags.in_test, False, None
	for name, value in {
		"request": request,
		"request_ip": "127.0.0.1",
		"response": frappe._dict(docs=[]),
		"message_log": [],
		"cookie_manager": CookieManager(),
		"no_cache": True,
	}.items():
		setattr(frappe.local, name, value)
	try:
		with patch.object(frappe.db, "commit"):
			yield
	finally:
		frappe.flags.in_test = is_test
		frappe.set_user(before)
		frappe.local.request_cache.clear()
		for name, value in kept.items():
			setattr(frappe.local, name, value)
