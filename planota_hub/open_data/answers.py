# SPDX-License-Identifier: GPL-3.0-only
"""How open data is answered: readable from any website, marked so that what has not changed is not sent again, faults in JSON."""

import hashlib
import json

import frappe
from frappe import _
from frappe.utils import get_url
from werkzeug.wrappers import Request, Response

FOLDER = "open-data"
# nobody keeps what may be taken back tomorrow: it is asked for anew, and sent when it has changed
HEADERS = {"Cache-Control": "public, no-cache", "Vary": "Accept-Language, Cookie"}
READING = {
	"Access-Control-Allow-Origin": "*",
	"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
	"Access-Control-Allow-Headers": "Accept, If-None-Match",
	"Access-Control-Expose-Headers": "ETag, Link",
	"Access-Control-Max-Age": "86400",
}
PROBLEM = "application/problem+json"


class OpenDataError(Exception):
	"""What cannot be answered, with the HTTP status and what to tell (RFC 9457)."""

	def __init__(self, status: int, detail: str):
		super().__init__(detail)
		self.status, self.detail = status, detail


def allow_reading(response: Response, request: Request) -> None:
	"""Let any website read the open data and ask beforehand whether it may. Hook `after_request`."""
	if response is not None and request.path.startswith(f"/{FOLDER}/"):
		response.headers.update(READING)


def answer(content: str, media_type: str, filename: str = "") -> Response:
	"""Return a file or an answer of the interface; nothing but its mark when the reader has it already."""
	kind = media_type if "charset" in media_type or "json" in media_type else f"{media_type}; charset=utf-8"
	response = Response(content.encode(), content_type=kind, headers=HEADERS)
	if filename:
		response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
	response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
	if frappe.request:
		response.make_conditional(frappe.request)
	return response


def answer_json(content: dict | list) -> Response:
	"""Return something as JSON."""
	return answer(to_json(content), "application/json")


def answer_problem(error: OpenDataError) -> Response:
	"""Return what is wrong with a request, for programs and for people."""
	titles = {
		400: _("Wrong Request"),
		404: _("Not Found"),
		405: _("Only Reading"),
		429: _("Too Many Requests"),
	}
	content = {
		"type": get_url(f"/{FOLDER}"),
		"title": titles[error.status],
		"status": error.status,
		"detail": error.detail,
	}
	headers = {405: {"Allow": "GET, HEAD, OPTIONS"}, 429: {"Retry-After": "60"}}.get(error.status)
	return Response(to_json(content).encode(), error.status, headers, content_type=PROBLEM)


def to_json(content: dict | list) -> str:
	return json.dumps(content, ensure_ascii=False, indent=1)
