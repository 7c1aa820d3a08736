# SPDX-License-Identifier: GPL-3.0-only
"""Getting a file from the address of a hub: outer addresses alone, no redirects, within limits of time and size.

Where an address leads is asked twice: before, and of the connection itself before anything is sent through it, so that a name
that leads elsewhere at the second look gains nothing.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from urllib.parse import urlsplit

import frappe
import requests
from frappe import _
from frappe.utils import get_request_session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from planota_hub.rules.text import shown

SCHEMES = ("https",)
CONNECT_SECONDS, READ_SECONDS, MOST_SECONDS = 5, 15, 60
CHUNK = 65_536
# IPv6 addresses that stand for IPv4 ones (RFC 6052)
TRANSLATED = ip_network("64:ff9b::/96")


class FetchError(frappe.ValidationError):
	"""An address did not deliver what was asked for."""


def is_address(address: str) -> bool:
	"""Tell whether a text is an address that can be fetched from."""
	try:
		parts = urlsplit(address)
		return parts.scheme in SCHEMES and bool(parts.hostname) and not parts.username and parts.port != 0
	except ValueError:
		return False


def fetch(address: str, most_bytes: int) -> bytes:
	"""Return what an address answers.

	Raises:
	        FetchError: for an inner address, a redirect, an error, a web page, more bytes than allowed, or no answer in time.
	"""
	if not is_address(address):
		refuse(_("{0} is no address that begins with https://.").format(shown(address[:200])))
	refuse_inner_name(urlsplit(address))
	try:
		with get_request_session(max_retries=0) as session:
			session.trust_env = False
			for scheme in ("http://", "https://"):
				session.mount(scheme, OuterAdapter(max_retries=0))
			with session.get(
				address,
				stream=True,
				allow_redirects=False,
				timeout=(CONNECT_SECONDS, READ_SECONDS),
				headers={"Accept": "application/json", "Accept-Encoding": "identity"},
			) as answer:
				check_answer(answer)
				return read_within(answer, most_bytes)
	except requests.Timeout:
		refuse_late()
	except (requests.RequestException, OSError):
		refuse(_("The address does not answer."))


def check_answer(answer: requests.Response) -> None:
	"""Refuse an answer that is no file."""
	if 300 <= answer.status_code < 400:
		refuse(_("The address leads elsewhere. Enter the address at which the hub itself answers."))
	if answer.status_code != 200:
		refuse(_("The address answers with the error {0}.").format(answer.status_code))
	if "html" in answer.headers.get("Content-Type", ""):
		refuse(_("The address answers with a web page and no report of a hub."))


def read_within(answer: requests.Response, most_bytes: int) -> bytes:
	"""Return the body of an answer, as long as it is small enough and comes in time."""
	content, until = bytearray(), monotonic() + MOST_SECONDS
	for chunk in answer.iter_content(CHUNK):
		content += chunk
		if len(content) > most_bytes:
			refuse(_("The file is larger than {0} MB.").format(most_bytes // 1_000_000))
		if monotonic() > until:
			refuse_late()
	return bytes(content)


def refuse_late() -> None:
	refuse(_("The address did not answer in time."))


def refuse(message: str) -> None:
	raise FetchError(message)


# Inner addresses


def refuse_inner_name(parts) -> None:
	"""Refuse a name that leads into the inner network, as far as the name server tells."""
	port = parts.port or {"http": 80, "https": 443}[parts.scheme]
	try:
		found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
	except (OSError, UnicodeError):
		refuse(_("The name {0} is not known on the internet.").format(shown(parts.hostname)))
	for *_kind, position in found:
		refuse_inner(str(position[0]))


def refuse_inner(host: str) -> None:
	"""Refuse an address of the inner network.

	Raises:
	        FetchError: for any address that is not reachable from everywhere.
	"""
	if is_inner(ip_address(host.partition("%")[0])):
		refuse(_("The address leads into the inner network, from where nothing is fetched."))


def is_inner(address: IPv4Address | IPv6Address) -> bool:
	"""Tell whether an address is not one of the open internet; an IPv4 address within an IPv6 one is judged itself."""
	if isinstance(address, IPv6Address):
		inside = address.ipv4_mapped or address.sixtofour
		if address in TRANSLATED:
			inside = IPv4Address(int(address) & 0xFFFFFFFF)
		if inside:
			return is_inner(inside)
	return not address.is_global or address.is_multicast


def check_peer(connection: socket.socket) -> socket.socket:
	"""Return a connection that leads to the open internet; any other is closed."""
	try:
		refuse_inner(connection.getpeername()[0])
	except FetchError:
		connection.close()
		raise
	return connection


class OuterConnection(HTTPConnection):
	"""A connection that checks where it leads before anything is sent."""

	def _new_conn(self) -> socket.socket:
		return check_peer(super()._new_conn())


class OuterSecureConnection(HTTPSConnection):
	"""The same, encrypted."""

	def _new_conn(self) -> socket.socket:
		return check_peer(super()._new_conn())


class OuterPool(HTTPConnectionPool):
	ConnectionCls = OuterConnection


class OuterSecurePool(HTTPSConnectionPool):
	ConnectionCls = OuterSecureConnection


class OuterAdapter(HTTPAdapter):
	"""Requests through connections that check where they lead."""

	def init_poolmanager(self, *args, **kwargs) -> None:
		super().init_poolmanager(*args, **kwargs)
		self.poolmanager.pool_classes_by_scheme = {"http": OuterPool, "https": OuterSecurePool}
