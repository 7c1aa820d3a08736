# SPDX-License-Identifier: GPL-3.0-only
"""The queue of the writers of one SQLite database in one process.

The lock belongs to a connection and to the thread that works on it. Whoever waits looks from time to time whether
the one before still can write: when its thread has ended, its connection was forgotten or closed, or its
transaction is over, the transaction is rolled back and the next writer goes on.
"""

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections import deque

GLANCE = 0.2  # seconds between two looks at the one who holds the lock


class Claim:
	"""One writer: it waits for its turn, then holds the lock until it lets go."""

	def __init__(self, connection: sqlite3.Connection | None = None):
		self.thread = threading.current_thread()
		self.turn = threading.Lock()
		self.turn.acquire()
		self.has_begun = False
		self._connection = weakref.ref(connection) if connection is not None else lambda: None
		self._has_connection = connection is not None

	def is_abandoned(self) -> bool:
		"""True when nobody is left who could end the transaction, or it has ended already."""
		if not self.thread.is_alive():
			return True
		return self._has_connection and not self._can_write()

	def _can_write(self) -> bool:
		connection = self._connection()
		if connection is None:
			return False
		try:
			return connection.in_transaction or not self.has_begun
		except sqlite3.ProgrammingError:
			return False  # it is closed

	def undo(self) -> None:
		"""Roll back what the one who is gone had begun."""
		if connection := self._connection():
			with contextlib.suppress(sqlite3.Error):
				connection.rollback()


class FairLock:
	"""A lock that is given to those who wait in the order in which they came, and outlives none of its holders."""

	def __init__(self):
		self.forget()
		os.register_at_fork(after_in_child=self.forget)

	def forget(self) -> None:
		"""Start anew: a process that was forked off has none of its parent's writers."""
		self._mutex = threading.Lock()
		self._holder: Claim | None = None
		self._waiting: deque[Claim] = deque()

	def is_held(self) -> bool:
		"""True while somebody writes."""
		return self._holder is not None

	def acquire(self, timeout: float, connection: sqlite3.Connection | None = None) -> Claim | None:
		"""Wait at most `timeout` seconds for the turn of `connection`; None when it did not come."""
		claim = Claim(connection)
		with self._mutex:
			self._waiting.append(claim)
			self._pass_on()
		try:
			return claim if self._is_my_turn(claim, time.monotonic() + timeout) else None
		except BaseException:
			if not self._leave(claim):
				self.release(claim)
			raise

	def _is_my_turn(self, claim: Claim, end: float) -> bool:
		while not claim.turn.acquire(timeout=max(0, min(GLANCE, end - time.monotonic()))):
			self._pass_over_the_gone()
			if time.monotonic() >= end and self._leave(claim):
				return False
		return True

	def release(self, claim: Claim) -> None:
		"""Hand the lock to the one who waited longest, unless `claim` has lost it before."""
		with self._mutex:
			if self._holder is claim:
				self._holder = None
				self._pass_on()

	def release_thread(self, thread: threading.Thread) -> None:
		"""Undo what `thread` left begun, and let the next one write."""
		holder = self._holder
		if holder and holder.thread is thread:
			holder.undo()
			self.release(holder)

	def _pass_over_the_gone(self) -> None:
		with self._mutex:
			if self._holder and self._holder.is_abandoned():
				self._holder.undo()
				self._holder = None
				self._pass_on()

	def _pass_on(self) -> None:
		if not self._holder and self._waiting:
			self._holder = self._waiting.popleft()
			self._holder.turn.release()

	def _leave(self, claim: Claim) -> bool:
		"""Take `claim` out of the queue; False when its turn came at the last moment."""
		with self._mutex:
			if claim not in self._waiting:
				return False
			self._waiting.remove(claim)
			return True
