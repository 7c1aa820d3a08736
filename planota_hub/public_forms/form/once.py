# SPDX-License-Identifier: GPL-3.0-only
"""A form that was sent twice counts once: a double click, a reload, a second try after the connection was lost.

Each form that somebody opens carries a key. What became of it is kept under that key and what was typed for an hour,
so that whoever sends the same again reads the same answer.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from contextlib import contextmanager

import frappe
from frappe import _

from planota_hub.rules.remembering import remember

SECONDS_KEPT = 60 * 60
SECONDS_TO_FINISH = 60
SECONDS_TO_WAIT = 20
LONGEST_KEY = 64


def make_key() -> str:
	"""Return a key for a form that is opened now."""
	return secrets.token_urlsafe(16)


def send_once(key: str, web_form: str, values: dict, send: Callable[[], dict]) -> dict:
	"""Send a form unless it was sent already, and return what became of it.

	Args:
	        key: the one that the form carries; without it the form is sent.

	Raises:
	        frappe.ValidationError: while the same form is still being worked on.
	"""
	if not 0 < len(key) <= LONGEST_KEY:
		return send()
	name = get_name(key, web_form, values)
	with sending_alone(name):
		# an answer that another request gave in the meantime is not in this request's own cache
		answer = frappe.cache.get_value(name, expires=True)
		if answer is None:
			answer = send()
			remember(name, answer, SECONDS_KEPT)
	return answer


def get_name(key: str, web_form: str, values: dict) -> str:
	"""Return under which name the answer to what one person has sent is kept."""
	said = json.dumps([key, web_form, frappe.session.user, values], sort_keys=True, default=str)
	return f"hub_form_sent:{hashlib.sha256(said.encode()).hexdigest()}"


@contextmanager
def sending_alone(name: str):
	"""Let the second of two requests with the same form wait until the first one has been answered."""
	lock = frappe.cache.lock(
		frappe.cache.make_key(f"{name}:lock"), timeout=SECONDS_TO_FINISH, blocking_timeout=SECONDS_TO_WAIT
	)
	if not lock.acquire():
		frappe.throw(_("This form is just being sent. Please wait a moment and press the button once more."))
	try:
		yield
	finally:
		if lock.owned():
			lock.release()
