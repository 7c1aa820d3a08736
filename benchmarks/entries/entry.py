# SPDX-License-Identifier: GPL-3.0-only
"""An entry of the benchmark: a piece of work, and the plain way to the same answer, beside which it is measured."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import frappe

MOST_QUERIES = 30


@dataclass(frozen=True)
class Entry:
	"""What is measured.

	Attributes:
	        kind: report, card, chart, dashboard, form, list, search, save, page, web form, print, job, metric, work.
	        subject: what of the hub it is, as `hooks.py` or the record names it; several entries may share one.
	        name: how it is asked, such as `default`.
	        run: does it.
	        peer: the plain way, measured in turns with it; None where there is none.
	        peer_name: what the plain way is.
	        most_queries: however many records there are; None for work of which the answer has parts.
	"""

	kind: str
	subject: str
	name: str
	run: Callable[[], Any]
	peer: Callable[[], Any] | None = None
	peer_name: str = "bare SQL"
	most_queries: int | None = MOST_QUERIES

	@property
	def label(self) -> str:
		return f"{self.kind} {self.subject}" + (f", {self.name}" if self.name else "")


def bare(statement: str, *values: Any) -> Callable[[], list]:
	"""Return the work of one statement, of the same text on both databases."""
	return lambda: frappe.db.sql(statement, values)


class Sample:
	"""Records to ask about: of each DocType the one in the middle."""

	def __init__(self) -> None:
		self._names: dict[str, str | None] = {}

	def __call__(self, doctype: str, **filters: Any) -> str | None:
		"""Return the name of a record; None when there is none."""
		key = f"{doctype}{filters}"
		if key not in self._names:
			self._names[key] = find_middle(doctype, filters)
		return self._names[key]


def find_middle(doctype: str, filters: dict) -> str | None:
	number = frappe.db.count(doctype, filters)
	found = frappe.get_all(
		doctype, filters, pluck="name", order_by="name asc", limit_start=number // 2, limit_page_length=1
	)
	return found[0] if found else None


def get_own_filter() -> dict[str, Any]:
	"""Return the filter of records that the app brings."""
	modules = frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")
	return {"module": ("in", modules)}


def read_records(doctype: str) -> list:
	"""Return the app's own records of a DocType."""
	names = frappe.get_all(doctype, get_own_filter(), pluck="name", order_by="name asc")
	return [frappe.get_doc(doctype, name) for name in names]
