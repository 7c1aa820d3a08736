# SPDX-License-Identifier: GPL-3.0-only
"""Every exit of a writing request is made to fail; the next write succeeds within a second, and nothing is half."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from unittest import mock

import frappe
import pytest
from frappe.app import Response
from werkzeug.test import EnvironBuilder

from embedded.engine.repairs import sqlite
from embedded.home import Home

PATH = "/api/method/frappe.ping"
SECONDS_TO_WRITE = 1
begun: list[str] = []  # what was written and not committed

pytestmark = pytest.mark.usefixtures("sqlite_site")


def fail(*_arguments, **_options) -> None:
	raise RuntimeError("made to fail")


def write(content: str) -> None:
	"""Write without a commit: from now on the lock is held."""
	frappe.db.set_value("Note", {"title": "Written by many"}, "content", content)
	assert frappe.db._conn.in_transaction
	begun.append(content)


@frappe.whitelist(allow_guest=True)
def fail_in_the_handler():
	write("half")
	fail()


@frappe.whitelist(allow_guest=True)
def stop_the_thread():
	write("half")
	raise SystemExit


@frappe.whitelist(allow_guest=True)
def fail_while_committing():
	write("half")
	frappe.db.before_commit.add(fail)


@frappe.whitelist(allow_guest=True)
def fail_with_an_answer_that_cannot_be_sent():
	write("half")
	return "\ud800"


@frappe.whitelist(allow_guest=True)
def fail_with_an_error_that_cannot_be_told():
	write("half")
	frappe.throw("\ud800")


@frappe.whitelist(allow_guest=True)
def fail_after_the_answer():
	frappe.request.after_response.add(lambda: write("half"))
	frappe.request.after_response.add(fail)


@frappe.whitelist(allow_guest=True)
def write_while_answering():
	def lines() -> Iterator[bytes]:
		yield b"first"
		write("half")
		yield b"second"
		fail()

	return Response(lines())


EXITS = (
	fail_in_the_handler,
	stop_the_thread,
	fail_while_committing,
	fail_with_an_answer_that_cannot_be_sent,
	fail_with_an_error_that_cannot_be_told,
	fail_after_the_answer,
)


@pytest.fixture
def note(sqlite_site: Home) -> Iterator[str]:
	"""What everybody writes to."""
	doc = frappe.get_doc(doctype="Note", title="Written by many", content="whole").insert()
	frappe.db.commit()
	begun.clear()
	yield doc.name
	frappe.db.rollback()
	doc.delete()
	frappe.db.commit()


def ask(method: Callable, parts: int | None = None) -> str:
	"""Answer a request to `method` in a thread of its own, as the server does; the status.

	Args:
	        parts: how much of the answer the client reads before it hangs up; all of it by default.
	"""
	from embedded.server.web import application

	status: list[str] = []

	def run() -> None:
		environ = EnvironBuilder(PATH, method="POST").get_environ()
		answer = application(environ, lambda line, *_: status.append(line))
		try:
			for number, _part in enumerate(answer, start=1):
				if number == parts:
					break
		except RuntimeError:
			status.append("broken off")
		finally:
			getattr(answer, "close", lambda: None)()

	thread = threading.Thread(target=run)
	with mock.patch.object(frappe, "ping", method):
		thread.start()
		thread.join(30)
	return status[-1]


def in_thread(home: Home, work: Callable[[], None]) -> None:
	"""Run `work` on a connection of its own in a thread that never says goodbye."""

	def run() -> None:
		frappe.init(home.site.name, sites_path=str(home.sites), force=True)
		frappe.connect()
		work()

	thread = threading.Thread(target=run)
	thread.start()
	thread.join(30)


def assert_next_write_is_quick(note: str) -> None:
	assert begun, "the test did not come as far as to write"
	frappe.db.rollback()
	start = time.monotonic()
	frappe.db.set_value("Note", note, "public", 1)
	frappe.db.commit()
	assert time.monotonic() - start < SECONDS_TO_WRITE
	assert not sqlite.WRITERS.is_held()
	assert frappe.db.get_value("Note", note, "content", cache=False) == "whole"


@pytest.mark.parametrize("method", EXITS, ids=lambda method: method.__name__)
def test_a_request_that_fails_on_its_way_out_frees_the_lock(note, method):
	ask(method)

	assert_next_write_is_quick(note)


def test_an_error_while_an_error_is_told_frees_the_lock(note, monkeypatch):
	monkeypatch.setattr(frappe.utils.response, "report_error", fail)

	assert ask(fail_in_the_handler).startswith("500")

	assert_next_write_is_quick(note)


def test_an_error_while_the_answer_is_made_ready_frees_the_lock(note, monkeypatch):
	monkeypatch.setattr(frappe.app, "process_response", fail)

	assert ask(fail_in_the_handler).startswith("500")

	assert_next_write_is_quick(note)


@pytest.mark.parametrize("parts", [2, None], ids=["in the middle", "never"])
def test_a_client_that_hangs_up_frees_the_lock(note, parts):
	ask(write_while_answering, parts)

	assert_next_write_is_quick(note)


def test_a_thread_that_ends_without_a_word_frees_the_lock(note, sqlite_site):
	kept = []

	in_thread(
		sqlite_site, lambda: (write("half"), kept.append(frappe.db._conn), kept.append(frappe.local.db))
	)

	assert_next_write_is_quick(note)


def test_a_connection_that_is_closed_beneath_frees_the_lock(note, sqlite_site):
	kept = []

	in_thread(sqlite_site, lambda: (write("half"), frappe.db._conn.close(), kept.append(frappe.local.db)))

	assert_next_write_is_quick(note)


def test_a_connection_that_is_forgotten_frees_the_lock(note, sqlite_site):
	forgotten, done = threading.Event(), threading.Event()

	def forget() -> None:
		write("half")
		frappe.local.db = None
		gc.collect()
		forgotten.set()
		done.wait(30)

	thread = threading.Thread(target=in_thread, args=(sqlite_site, forget))
	thread.start()
	assert forgotten.wait(30)
	try:
		assert_next_write_is_quick(note)
	finally:
		done.set()
		thread.join()


def test_a_transaction_that_sqlite_gave_up_is_not_committed_by_half(note):
	write("half")
	frappe.db._conn.rollback()  # as SQLite itself does when the disk is full

	with pytest.raises(frappe.db.OperationalError, match="nothing of it is saved"):
		frappe.db.set_value("Note", note, "title", "Another")
	with pytest.raises(frappe.db.OperationalError, match="nothing of it is saved"):
		frappe.db.commit()

	assert_next_write_is_quick(note)
