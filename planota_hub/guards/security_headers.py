# SPDX-License-Identifier: GPL-3.0-only
"""What a browser may do with the answers of the site: headers for all of them, a strict policy for the hub's pages.

The hub's public pages, portal pages and web forms run no script but the site's own files and what the templates
themselves contain: each of these wears a number used once (`nonce`), which text that came from people cannot know.
Everything else (Desk, the framework's pages, other apps) keeps its inline scripts.
"""

import re
import secrets

import frappe
from frappe.utils import jinja_globals
from frappe.utils.jinja import get_jenv
from jinja2.ext import Extension
from jinja2.utils import LRUCache
from werkzeug.wrappers import Request, Response

from planota_hub.files.active_files import is_harmless
from planota_hub.files.downloads import offer_as_file

HEADERS = {
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "strict-origin-when-cross-origin",
	"Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self), payment=(self), usb=()",
}
HUB_HEADERS = {
	"Referrer-Policy": "same-origin",  # the address of a ballot or a registration is a key
	"Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
EVERYWHERE = "base-uri 'self'; object-src 'self'; "
HUB_POLICY = (
	"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline' https:; "
	"img-src 'self' data: blob: https:; font-src 'self' data: https:; connect-src 'self' ws: wss:; "
	"form-action 'self'; " + EVERYWHERE
)
# the Desk and other apps build their pages with inline scripts, evaluate formulas, and load maps and the like
OTHER_POLICY = "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: https:; " + EVERYWHERE
FRAMES = "frame-ancestors 'self'"

# what is said to search engines runs nothing, and a page without numbers can be kept by the browser
SCRIPT_TAG = re.compile(r"<script(?=[\s>])(?![^>]*application/ld\+json)", re.IGNORECASE)
COMPILED = LRUCache(200)


class Nonces(Extension):
	"""Marks the scripts that stand in a template, before anything is filled in."""

	def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
		"""Give each script tag of a template's source the number of the answer that it becomes part of."""
		return SCRIPT_TAG.sub("<script nonce={{ hub_nonce() }}", source)


def use_nonces() -> None:
	"""Let the page that is made now run under the strict policy."""
	frappe.local.hub_nonce = secrets.token_hex(16)
	frappe.local.no_cache = True  # a page that is kept would keep its number
	marked = get_jenv().overlay(extensions=[Nonces])
	marked.cache = COMPILED
	marked.globals.update(hub_nonce=get_nonce, include_icons=include_icons)
	frappe.local.jenv = marked


def get_nonce() -> str:
	"""The number that the scripts of this answer wear; empty outside the hub's pages."""
	return getattr(frappe.local, "hub_nonce", "")


def include_icons(path: str) -> str:
	"""The script that fetches a sheet of icons, marked: the framework does not take it from a template."""
	return jinja_globals.include_icons(path).replace("<script", f"<script nonce={get_nonce()}", 1)


def add_headers(response: Response, request: Request) -> None:
	"""Add to an answer what it does not say already. Hook `after_request`."""
	if response is None:
		return
	is_hub_page = bool(get_nonce())
	for name, value in (HEADERS | HUB_HEADERS if is_hub_page else HEADERS).items():
		response.headers.setdefault(name, value)
	if is_hub_page:
		_mark_csrf_token(response)
	_add_policy(response, is_hub_page)
	_offer_as_download(response, request)


def _mark_csrf_token(response: Response) -> None:
	"""The framework adds the token when a page is made already, with a script of its own."""
	token = frappe.session.data.csrf_token if frappe.session.data else None
	script = f'<script>frappe.csrf_token = "{token}";</script>'.encode()
	marked = script.replace(b"<script>", f"<script nonce={get_nonce()}>".encode())
	response.set_data(response.get_data().replace(script, marked))


def _add_policy(response: Response, is_hub_page: bool) -> None:
	framed = response.headers.get("Content-Security-Policy")  # a web form says who may embed it
	if not framed:
		response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
	if response.mimetype not in ("text/html", "application/xhtml+xml"):
		return
	policy = OTHER_POLICY
	if is_hub_page:
		policy = HUB_POLICY.format(nonce=get_nonce())
	response.headers["Content-Security-Policy"] = policy + (framed or FRAMES)


def _offer_as_download(response: Response, request: Request) -> None:
	"""A file that somebody uploaded is shown only when its kind can hold no script."""
	path = request.path
	if not path.startswith(("/files/", "/private/files/")) or response.status_code >= 300:
		return
	if not is_harmless(path) and not response.headers.get("Content-Disposition", "").startswith("attachment"):
		offer_as_file(response, path.rsplit("/", 1)[-1])
