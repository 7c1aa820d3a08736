# SPDX-License-Identifier: GPL-3.0-only
"""The outermost layer around Frappe: whatever happens inside, the request ends with an answer and without a lock.

Frappe closes its connection when an answer was sent. An error while an error is told, a thread that is stopped, or
one of several things to do at the end that fails, would leave it open, on SQLite with the lock of all writers.
"""

import json
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator

import frappe

MESSAGE = "The server could not answer this request. Nothing of it was saved."


def enclosed(application: Callable) -> Callable[..., Iterable[bytes]]:
	"""`application`, which always answers and always gives back what it holds."""

	def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
		try:
			return Enclosed(application(environ, start_response))
		except BaseException:  # a thread that is stopped too
			traceback.print_exc()
			leave_site()
			return _apologise(start_response)

	return answer


class Enclosed:
	"""An answer on its way; when it ends, sent or not, everything is given back."""

	def __init__(self, answer: Iterable[bytes]):
		self._answer = answer

	def __iter__(self) -> Iterator[bytes]:
		return iter(self._answer)

	def close(self) -> None:
		"""End the answer and the request."""
		try:
			if close := getattr(self._answer, "close", None):
				close()
		except BaseException:
			traceback.print_exc()
		finally:
			leave_site()


def leave_site() -> None:
	"""Undo what was not committed, close the connection and give back the lock, whatever state they are in."""
	from embedded.engine.repairs.sqlite import WRITERS

	try:
		frappe.destroy()
	except Exception:
		traceback.print_exc()
	finally:
		WRITERS.release_thread(threading.current_thread())


def _apologise(start_response: Callable) -> list[bytes]:
	body = json.dumps({"exc_type": "InternalServerError", "message": MESSAGE}).encode()
	headers = [
		("Content-Type", "application/json"),
		("Content-Length", str(len(body))),
		("Cache-Control", "no-store"),
		("X-Content-Type-Options", "nosniff"),
	]
	start_response("500 Internal Server Error", headers, sys.exc_info())
	return [body]
