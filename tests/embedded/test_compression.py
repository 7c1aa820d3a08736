# SPDX-License-Identifier: GPL-3.0-only
"""What is sent compressed, and what never is."""

import gzip

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from embedded.server.compression import SMALLEST, Compression

PAGE = b"<p>Word</p>" * SMALLEST


def ask(content: bytes = PAGE, mimetype: str = "text/html", status: int = 200, cookie: str = "", **headers):
	def application(environ, start_response):
		answer = Response(content, status, mimetype=mimetype)
		answer.set_etag("a")
		return answer(environ, start_response)

	client = Client(Compression(application))
	if cookie:
		client.set_cookie("sid", cookie)
	return client.get("/", headers={"Accept-Encoding": "gzip, br", **headers})


def test_a_guest_gets_pages_compressed():
	answer = ask()

	assert answer.headers["Content-Encoding"] == "gzip"
	assert gzip.decompress(answer.get_data()) == PAGE
	assert int(answer.headers["Content-Length"]) == len(answer.get_data()) < len(PAGE) / 10
	assert "Accept-Encoding" in answer.headers["Vary"]
	assert answer.get_etag() == ("a", True)


@pytest.mark.parametrize(
	"case",
	(
		{"cookie": "4711"},
		{"Accept-Encoding": "identity"},
		{"mimetype": "application/json"},
		{"mimetype": "image/png"},
		{"content": b"short"},
		{"status": 206},
	),
	ids=str,
)
def test_what_is_secret_short_or_compressed_already_stays_as_it_is(case):
	answer = ask(**case)

	assert "Content-Encoding" not in answer.headers
	assert answer.get_data() == case.get("content", PAGE)


def test_a_guest_with_a_cookie_is_a_guest():
	assert ask(cookie="Guest").headers["Content-Encoding"] == "gzip"
