# SPDX-License-Identifier: GPL-3.0-only
"""What a browser is shown that has asked too often.

Where a method refuses a request because there were too many, the framework asks its limit of the whole site for the
answer. That has one only when it was itself which refused; so there is none at all, and the server fails.
"""

from typing import Any

import frappe
from frappe import _
from frappe.rate_limiter import RateLimiter
from frappe.utils import cstr, strip_html
from frappe.website.page_renderers.error_page import ErrorPage
from werkzeug.wrappers import Response

TOO_MANY = 429


class Limit:
	"""The limit of the whole site, if there is one, which has an answer to every request that was one too many."""

	def __init__(self, own: RateLimiter | None):
		self.own = own

	def __getattr__(self, name: str) -> Any:
		"""What the framework notes of a request, where the site counts them; nothing elsewhere."""
		return getattr(self.own, name, 0)

	def respond(self) -> Response:
		"""The site's own answer, else a page of the hub with the reason."""
		said = [strip_html(cstr(frappe._dict(message).message)) for message in frappe.local.message_log]
		own = self.own.respond() if self.own else None
		return (
			own
			or ErrorPage(
				http_status_code=TOO_MANY, title=_("Too Many Requests"), message=said[-1] if said else None
			).render()
		)

	def update(self) -> None:
		"""Count the request, where the site counts them."""
		if self.own:
			self.own.update()

	def headers(self) -> dict:
		"""What the site tells of its limit."""
		return self.own.headers() if self.own else {}


def set_limit() -> None:
	"""Let there be an answer. Hook `before_request`."""
	own = getattr(frappe.local, "rate_limiter", None)
	if not isinstance(own, Limit):
		frappe.local.rate_limiter = Limit(own)
