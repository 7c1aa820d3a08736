# SPDX-License-Identifier: GPL-3.0-only
"""Pages and icons sent compressed, as nginx does on a bench.

Only what guests are sent, which holds no secret: the length of a compressed page that repeats what an address said
would tell the token that stands in it, letter by letter.
"""

import gzip
from collections.abc import Callable, Iterable

from werkzeug.wrappers import Request, Response

KINDS = frozenset(
	{"text/html", "text/css", "text/plain", "text/javascript", "image/svg+xml", "application/xml", "text/xml"}
)
SMALLEST = 1024  # bytes; less is not worth the while
LEVEL = 5


class Compression:
	"""Compresses answers to guests whose browser takes them so."""

	def __init__(self, application: Callable):
		self.application = application

	def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
		"""Answer one request."""
		request = Request(environ)
		if request.method != "GET" or "gzip" not in request.accept_encodings or is_logged_in(request):
			return self.application(environ, start_response)
		response = Response.from_app(self.application, environ)
		if response.mimetype in KINDS:
			response.vary.add("Accept-Encoding")
			compress(response)
		return response(environ, start_response)


def is_logged_in(request: Request) -> bool:
	"""Tell whether a request comes with a session of somebody."""
	return request.cookies.get("sid", "Guest") not in ("", "Guest")


def compress(response: Response) -> None:
	"""Compress an answer, unless it is, is only a part or is too short."""
	if response.status_code == 206 or "Content-Encoding" in response.headers:
		return
	content = response.get_data()
	if len(content) < SMALLEST:
		return
	response.set_data(gzip.compress(content, LEVEL, mtime=0))
	response.headers["Content-Encoding"] = "gzip"
	etag, _is_weak = response.get_etag()
	if etag:
		response.set_etag(etag, weak=True)
