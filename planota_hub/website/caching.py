# SPDX-License-Identifier: GPL-3.0-only
"""Public pages that a visitor's browser has already: it asks whether they changed, and gets them only then.

The mark (`ETag`) is made of the page itself, so that a page changes for everybody at the moment in which its records,
the hub's settings or the app do. Pages for one person, and all pages of who is logged in, are never kept.
"""

import hashlib

import frappe
from werkzeug.wrappers import Request, Response

KEPT = "private, no-cache"  # kept by the browser alone, and shown again only after the site has agreed
DEPENDS_ON = ("Cookie", "Accept-Language")


def answer_unchanged(response: Response, request: Request) -> None:
	"""Mark a public page, and leave it out when the browser has it. Hook `after_request`."""
	if response is None or not may_be_kept(response, request):
		return
	response.headers["Cache-Control"] = KEPT
	response.vary.update(DEPENDS_ON)
	response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32], weak=True)
	response.make_conditional(request)


def may_be_kept(response: Response, request: Request) -> bool:
	"""Tell whether an answer is a public page of the hub that a guest has opened."""
	return bool(
		frappe.flags.is_public_page
		and frappe.session.user == "Guest"
		and request.method in ("GET", "HEAD")
		and response.status_code == 200
		and response.mimetype == "text/html"
	)
