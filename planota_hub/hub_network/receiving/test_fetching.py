# SPDX-License-Identifier: GPL-3.0-only
import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from threading import Thread
from unittest.mock import patch

from planota_hub.hub_network.receiving import fetching
from planota_hub.hub_network.receiving.fetching import FetchError, fetch, is_inner
from planota_hub.tests.compat import HubTestCase

INNER = (
	"127.0.0.1",
	"10.1.2.3",
	"172.16.0.1",
	"192.168.1.1",
	"169.254.169.254",
	"100.64.0.1",
	"0.0.0.0",
	"224.0.0.1",
	"::1",
	"fe80::1",
	"fd00::1",
	"::ffff:10.0.0.1",
	"64:ff9b::7f00:1",
	"2002:7f00:1::",
)


class Answer(BaseHTTPRequestHandler):
	"""Answers by the path that is asked for."""

	def do_GET(self):
		status, kind, body = ANSWERS[self.path]
		self.send_response(status)
		self.send_header("Content-Type", kind)
		if status == 302:
			self.send_header("Location", "http://127.0.0.1/")
		self.end_headers()
		self.wfile.write(body)

	def log_message(self, *args):
		"""Nothing is written to the screen."""


ANSWERS = {
	"/report": (200, "application/json", b"{}"),
	"/large": (200, "application/json", b"x" * 2_000_000),
	"/page": (200, "text/html; charset=utf-8", b"<!doctype html>"),
	"/elsewhere": (302, "text/plain", b""),
	"/missing": (404, "text/plain", b""),
}


class TestFetching(HubTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.server = HTTPServer(("127.0.0.1", 0), Answer)
		cls.address = f"http://127.0.0.1:{cls.server.server_port}"
		cls.thread = Thread(target=cls.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
		cls.thread.start()

	@classmethod
	def tearDownClass(cls):
		cls.server.shutdown()
		cls.server.server_close()
		cls.thread.join()
		super().tearDownClass()

	@contextmanager
	def on_the_internet(self):
		"""Let the server of the test count as one of the open internet."""
		with (
			patch.object(fetching, "SCHEMES", ("http",)),
			patch.object(fetching, "is_inner", lambda address: False),
		):
			yield

	def assertFault(self, path: str, message: str, most_bytes: int = 1_000_000):
		with self.on_the_internet(), self.assertRefused(message, FetchError):
			fetch(f"{self.address}{path}", most_bytes)

	def test_a_file_is_fetched(self):
		with self.on_the_internet():
			self.assertEqual(fetch(f"{self.address}/report", 10), b"{}")

	def test_each_fault_has_its_message(self):
		self.assertFault("/large", "The file is larger than 1 MB")
		self.assertFault("/page", "answers with a web page")
		self.assertFault("/elsewhere", "leads elsewhere")
		self.assertFault("/missing", "answers with the error 404")

	def test_an_address_that_hangs_is_given_up(self):
		with socket.create_server(("127.0.0.1", 0)) as silent, patch.object(fetching, "READ_SECONDS", 0.2):
			with self.on_the_internet(), self.assertRefused("did not answer in time", FetchError):
				fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", 10)

	def test_one_that_sends_a_little_now_and_then_is_given_up_too(self):
		with patch.object(fetching, "MOST_SECONDS", -1):
			self.assertFault("/report", "did not answer in time")

	def test_addresses_of_the_inner_network_are_refused(self):
		for text in INNER:
			with self.subTest(text):
				self.assertTrue(is_inner(ip_address(text)))
		for text in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"):
			with self.subTest(text):
				self.assertFalse(is_inner(ip_address(text)))

	def test_a_name_that_leads_into_the_inner_network_is_refused(self):
		for host in ("localhost", "127.0.0.1", "[::1]", "2130706433"):
			with (
				self.subTest(host),
				patch.object(fetching, "SCHEMES", ("http",)),
				self.assertRefused("leads into the inner network", FetchError),
			):
				fetch(f"http://{host}:{self.server.server_port}/report", 10)

	def test_a_name_that_leads_elsewhere_at_the_second_look_gains_nothing(self):
		"""The name server tells of an outer address first and of an inner one when the connection is made."""
		with (
			patch.object(fetching, "SCHEMES", ("http",)),
			patch.object(fetching, "refuse_inner_name"),
			self.assertRefused("leads into the inner network", FetchError),
		):
			fetch(f"{self.address}/report", 10)

	def test_only_encrypted_addresses_are_asked(self):
		with self.assertRefused("is no address that begins with https://", FetchError):
			fetch(f"{self.address}/report", 10)
