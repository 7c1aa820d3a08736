# SPDX-License-Identifier: GPL-3.0-only
"""The HTTP server: it reads whole requests before a thread works on one, so slow clients keep nobody waiting.

Waitress does the reading and writing for all connections in one loop; here are the limits: how long a client may
take, and how many connections there may be. Whoever comes when the house is full is let in, and the one who keeps
the house waiting longest is shown out.
"""

import os
import signal
import sys
import time

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from embedded import redis
from embedded.home import Home

THREADS = 16
CONNECTIONS = 1000
CONNECTIONS_OF_ONE_ADDRESS = 100
SECONDS_TO_SEND = 20  # for a request, and a second more for each BYTES_PER_SECOND that came
BYTES_PER_SECOND = 1000
SECONDS_IDLE = 60  # between two requests, or while a client does not read its answer
SECONDS_TO_FINISH = 8  # for running requests when the server is told to stop
READ_TO_REFUSE = 3  # times the largest file: so much is read, so that its sender gets to read the refusal


class Connection(HTTPChannel):
	"""A client's connection, which knows since when it is waited for, whatever happens to the clock."""

	def __init__(self, *arguments, **options):
		super().__init__(*arguments, **options)
		self.waited_for_since = self.quiet_since = time.monotonic()
		self.bytes_of_request = 0
		self.has_sent = False
		self._seen_activity = self.last_activity

	def received(self, data: bytes) -> bool:
		"""Take in what the client sent; the clock of a request starts with its first byte."""
		if self.request is None:
			self.waited_for_since = time.monotonic()
			self.bytes_of_request = 0
		self.has_sent = True
		self.bytes_of_request += len(data)
		return super().received(data)

	def is_working(self) -> bool:
		"""True while a request of this client is being answered."""
		return bool(self.requests or self.total_outbufs_len)

	def is_overdue(self) -> bool:
		"""True when the client took longer than it may, whatever it was to do; asked every second."""
		now = time.monotonic()
		if self.requests or self.last_activity != self._seen_activity:
			self._seen_activity, self.quiet_since = self.last_activity, now
		if self.requests:
			return False
		if self.request is not None or not self.has_sent:
			return now > self.waited_for_since + SECONDS_TO_SEND + self.bytes_of_request / BYTES_PER_SECOND
		return now > self.quiet_since + SECONDS_IDLE


class Server(TcpWSGIServer):
	"""Waitress with limits for each connection and each address."""

	channel_class = Connection

	def __init__(self, *arguments, proxy: str = "", **options):
		self.proxy = proxy
		super().__init__(*arguments, **options)

	def handle_accept(self) -> None:
		"""Let a client in, and another one out where there are too many."""
		super().handle_accept()
		everybody = list(self.active_channels.values())
		if not everybody:
			return
		address = everybody[-1].addr[0]
		neighbours = [connection for connection in everybody if connection.addr[0] == address]
		if address != self.proxy and len(neighbours) > CONNECTIONS_OF_ONE_ADDRESS:
			show_out(neighbours)
		elif len(everybody) > CONNECTIONS:
			show_out(everybody)

	def readable(self) -> bool:
		"""Look after the connections every second, also when the clock was put back."""
		self.next_channel_cleanup = min(self.next_channel_cleanup, time.time() + self.adj.cleanup_interval)
		return super().readable()

	def maintenance(self, now: float) -> None:
		"""Close what is overdue."""
		for connection in self.active_channels.values():
			if connection.is_overdue():
				connection.will_close = True

	def run(self) -> None:
		"""Serve until told to stop, then finish what was begun."""
		try:
			self.asyncore.loop(timeout=1, map=self._map, use_poll=True)
		except (SystemExit, KeyboardInterrupt):
			self.accepting = False
			self.task_dispatcher.shutdown(timeout=SECONDS_TO_FINISH)
			end = time.monotonic() + 1
			while time.monotonic() < end and any(
				connection.total_outbufs_len for connection in self.active_channels.values()
			):
				self.asyncore.loop(timeout=0.1, map=self._map, use_poll=True, count=1)


def show_out(connections: list[Connection]) -> None:
	"""Close the connection that was waited for longest; the newest one when all others are being answered."""
	idle = [connection for connection in connections if not connection.is_working()]
	min(idle, key=lambda connection: connection.waited_for_since, default=connections[-1]).handle_close()


def make_server(application, host: str, port: int, largest_body: int, proxy: str = "") -> Server:
	"""The server of `application`, listening already.

	Args:
	        largest_body: bytes; a longer request is refused with 413 without being read.
	        proxy: address of the proxy in front, whose connections are many people's.
	"""
	settings = Adjustments(
		host=host,
		port=port,
		threads=THREADS,
		ident=None,
		connection_limit=CONNECTIONS + 100,
		cleanup_interval=1,
		max_request_body_size=largest_body,
		outbuf_high_watermark=sys.maxsize,  # what a client does not fetch waits on the disk, not in a thread
		clear_untrusted_proxy_headers=False,  # `web.py` does it
	)
	return Server(application, adj=settings, sockinfo=settings.listen[0], proxy=proxy)


def main() -> None:
	"""Serve the site that the environment names until SIGTERM."""
	from embedded.server.web import application, get_largest_body

	host, port = os.environ.get("HUB_HOST") or "127.0.0.1", int(os.environ["HUB_PORT"])
	server = make_server(application, host, port, get_largest_body(), os.environ.get("HUB_BEHIND_PROXY", ""))
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
	with redis.in_use(Home.from_environment()):
		server.run()


if __name__ == "__main__":
	main()
