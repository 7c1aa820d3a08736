# SPDX-License-Identifier: GPL-3.0-only
"""How many forms one network address may send: each form for itself, what was refused apart from what was taken.

A training room of forty people sits behind one address, all send the same form within minutes, and some correct it
first. Robots send far more. What comes in such numbers that it is no people any more is stopped by the framework's own
limit at the function that takes the forms, whatever form it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

WINDOW_SECONDS = 600
TAKEN, REFUSED = "taken", "refused"
# within the window, from one address with one form
MOST = {TAKEN: 100, REFUSED: 200}


@contextmanager
def counting(web_form: str) -> Iterator[None]:
	"""Count a form that is being sent among those that were taken, or, when it is refused, among those that were not.

	Raises:
	        frappe.RateLimitExceededError: when there were too many of either before; in the visitor's language.
	"""
	address = getattr(frappe.local, "request_ip", None) if getattr(frappe.local, "request", None) else None
	if not address:
		yield
		return
	refuse_too_many(web_form, address)
	try:
		yield
	except frappe.ValidationError:
		# more of the same come through before the first is refused: what waits counts as taken until then
		change(TAKEN, web_form, address, -1)
		change(REFUSED, web_form, address, 1)
		raise


def refuse_too_many(web_form: str, address: str) -> None:
	if change(REFUSED, web_form, address, 0) >= MOST[REFUSED]:
		frappe.throw(
			_(
				"Too many attempts to send this form came from your network and were refused. Please try again in "
				"ten minutes."
			),
			frappe.RateLimitExceededError,
		)
	if change(TAKEN, web_form, address, 1) > MOST[TAKEN]:
		change(TAKEN, web_form, address, -1)
		frappe.throw(
			_("Too many of these forms came from your network. Please send it again in ten minutes."),
			frappe.RateLimitExceededError,
		)


def change(kind: str, web_form: str, address: str, by: int) -> int:
	"""Change a count and return it; it is forgotten when its window is over."""
	key = frappe.cache.make_key(f"hub_forms:{kind}:{web_form}:{address}")
	if frappe.cache.get(key) is None:
		frappe.cache.setex(key, WINDOW_SECONDS, 0)
	return frappe.cache.incrby(key, by)
