# SPDX-License-Identifier: GPL-3.0-only
"""What a piece of work costs: time of the processor, time by the clock, queries, memory, rows."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import frappe
from frappe.core.doctype.report import report

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_PEAK = "5"
SAVEPOINT = "benchmark"


class Capped(BaseException):
	"""The work took longer than it may; no `Exception`, so that no code that guards its records takes it."""


@dataclass
class Cost:
	"""What one run has cost.

	Attributes:
	        cpu, wall: seconds; of the processor that of this process alone, without the database server's.
	        queries: statements sent to the database.
	        memory: megabytes by which the peak lay above what was in use before; None where nothing tells it.
	        rows: of the answer; None for work that answers none.
	        capped: whether it was broken off.
	        statements: how often each statement was sent, its values left out.
	        examples: of each of these one as it was sent, with its values.
	"""

	cpu: float = 0
	wall: float = 0
	queries: int = 0
	memory: float | None = None
	rows: int | None = None
	capped: bool = False
	statements: Counter = field(default_factory=Counter, repr=False)
	examples: dict[str, tuple] = field(default_factory=dict, repr=False)


def measure(work: Callable[[], Any], most_seconds: float = 0) -> Cost:
	"""Do a piece of work and take back all that it wrote; return its cost.

	Args:
	        work: what it answers is counted as rows, if it is a list or a number.
	        most_seconds: of the processor, after which it is broken off; 0 for no limit.
	"""
	cost = Cost()
	frappe.db.savepoint(SAVEPOINT)
	memory = read_memory("VmRSS")
	forget_peak()
	with undisturbed(), counting(cost), limited(most_seconds):
		cpu, wall = time.process_time(), time.perf_counter()
		try:
			cost.rows = count_rows(work())
		except Capped:
			cost.capped = True
		finally:
			cost.cpu, cost.wall = time.process_time() - cpu, time.perf_counter() - wall
			undo()
	if memory is not None and (peak := read_memory("VmHWM")) is not None:
		cost.memory = max(0, peak - memory)
	return cost


def count_rows(answer: Any) -> int | None:
	if isinstance(answer, list | tuple | set):
		return len(answer)
	return answer if isinstance(answer, int) else None


def undo() -> None:
	"""Take back what was written, and what was remembered of it."""
	frappe.db.rollback(save_point=SAVEPOINT)
	frappe.db.value_cache.clear()
	frappe.clear_messages()
	frappe.local.message_log = []


@contextmanager
def undisturbed() -> Iterator[None]:
	"""Let nothing be kept, sent or given to a worker while something is measured, and no more be taken back than it wrote."""
	rollback = frappe.db.rollback

	def take_back(*, save_point: str | None = None, **options: Any) -> None:
		rollback(save_point=save_point or SAVEPOINT, **options)

	with (
		patch.object(frappe.db, "commit"),
		patch.object(frappe.db, "rollback", take_back),
		patch.object(frappe, "enqueue"),
		# a report that takes long is not to become a prepared one
		patch.object(report, "enable_prepared_report"),
		patch.dict(frappe.local.conf, {"mute_emails": 1, "disable_website_cache": 1}),
	):
		yield


@contextmanager
def counting(cost: Cost) -> Iterator[None]:
	"""Count the statements that go to the database."""
	execute = frappe.db.execute_query

	def count(query: Any, *arguments: Any, **options: Any) -> Any:
		cost.queries += 1
		statement = leave_values_out(str(query))
		cost.statements[statement] += 1
		cost.examples.setdefault(statement, (str(query), *arguments))
		return execute(query, *arguments, **options)

	with patch.object(frappe.db, "execute_query", count):
		yield


def leave_values_out(query: str) -> str:
	"""Return a statement without its texts in quotes, so that the same question about two records is the same."""
	return " ".join("?" if number % 2 else part for number, part in enumerate(query.split("'")))


@contextmanager
def limited(seconds: float) -> Iterator[None]:
	"""Raise `Capped` after so many seconds of the processor."""
	if not seconds:
		yield
		return

	def stop(_number: int, _frame: Any) -> None:
		raise Capped

	before = signal.signal(signal.SIGPROF, stop)
	signal.setitimer(signal.ITIMER_PROF, seconds)
	try:
		yield
	finally:
		signal.setitimer(signal.ITIMER_PROF, 0)
		signal.signal(signal.SIGPROF, before)


def read_memory(key: str) -> float | None:
	"""Return a figure of the memory of this process in megabytes; None where the system does not tell it."""
	with suppress(OSError):
		for line in STATUS.read_text().splitlines():
			if line.startswith(f"{key}:"):
				return int(line.split()[1]) / 1024
	return None


def forget_peak() -> None:
	with suppress(OSError):
		CLEAR.write_text(FORGET_PEAK)


def describe_machine() -> str:
	"""Return the kind of machine: processor, how many of them, memory."""
	model, memory = "", ""
	with suppress(OSError):
		lines = Path("/proc/cpuinfo").read_text().splitlines()
		model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
		memory = f"{int(Path('/proc/meminfo').read_text().split()[1]) // 1024 // 1024 + 1} GB of memory"
	return ", ".join(filter(None, (model, f"{os.cpu_count()} processors", memory)))
