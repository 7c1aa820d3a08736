# SPDX-License-Identifier: GPL-3.0-only
"""Rows of documents, written in bulk: what a new document would have, and what is said of this one."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe.utils import cint, getdate, now

from planota_hub.rules import coming

OWNER = "Administrator"
BATCH = 5_000


class Rows:
	"""Rows of any DocTypes that wait until they are written together.

	A row begins with the values of a new document, so that fields that nobody mentions hold what the framework
	would have stored. Documents are numbered by their own series, rows of tables by a counter.
	"""

	def __init__(self):
		self._blank: dict[str, dict[str, Any]] = {}
		self._waiting: dict[str, list[tuple]] = {}
		self._numbers: dict[str, int] = {}
		self._count = 0
		self._coming: dict[str, dict] = frappe.get_hooks("hub_coming", default={})

	def add(self, doctype: str, **values: Any) -> str:
		"""Let a document be written; return its name.

		Args:
		        values: of its fields; `name` for a DocType without a series, tables as lists of dicts.
		"""
		tables = {key: rows for key, rows in values.items() if isinstance(rows, list)}
		name = values.get("name") or self._next_name(doctype)
		self._put(doctype, {**values, "name": name} if not tables else self._without(values, tables, name))
		for fieldname, rows in tables.items():
			child = frappe.get_meta(doctype).get_field(fieldname).options
			for number, row in enumerate(rows, 1):
				self.add_row(child, name, doctype, fieldname, number, row, values.get("creation"))
		return name

	def add_row(
		self,
		child: str,
		parent: str,
		parenttype: str,
		parentfield: str,
		number: int,
		values: dict[str, Any],
		creation: str | None = None,
	) -> None:
		"""Let a row of a table be written; it may bring its own `name`."""
		place = {"parent": parent, "parenttype": parenttype, "parentfield": parentfield, "idx": number}
		given = {"creation": creation} if creation else {}
		self._put(child, {"name": self.make_row_name(child), **given, **values, **place})

	def make_row_name(self, child: str) -> str:
		"""Return a name for a row of a table that none has yet."""
		number = self._numbers.get(child)
		if number is None:
			number = frappe.db.count(child)
		self._numbers[child] = number + 1
		return f"row-{frappe.scrub(child)[:24]}-{number:08x}"

	def write(self) -> int:
		"""Write what still waits, and the numbers of the series; return how many rows were written in all."""
		for doctype in list(self._waiting):
			self._flush(doctype)
		for doctype, number in self._numbers.items():
			if prefix := get_prefix(doctype):
				set_series(prefix, number)
		return self._count

	@staticmethod
	def _without(values: dict, tables: dict, name: str) -> dict:
		return {**{key: value for key, value in values.items() if key not in tables}, "name": name}

	def _next_name(self, doctype: str) -> str:
		prefix = get_prefix(doctype)
		digits = frappe.get_meta(doctype).autoname.count("#")
		number = self._numbers.get(doctype)
		if number is None:
			number = get_series(prefix)
		self._numbers[doctype] = number + 1
		return f"{prefix}{number + 1:0{digits}d}"

	def _put(self, doctype: str, values: dict[str, Any]) -> None:
		blank = self._blank.get(doctype) or self._blank.setdefault(doctype, get_blank(doctype))
		if unknown := values.keys() - blank.keys():
			raise ValueError(f"{doctype} has no column {', '.join(sorted(unknown))}")
		if "creation" in values and "modified" not in values:
			values["modified"] = values["creation"]
		self._count += 1
		waiting = self._waiting.setdefault(doctype, [])
		row = {**blank, **values}
		if rule := self._coming.get(doctype):
			row[coming.FIELD] = coming.get_next_order(frappe._dict(row), rule)
		waiting.append(tuple(row.values()))
		if len(waiting) >= BATCH:
			self._flush(doctype)

	def _flush(self, doctype: str) -> None:
		waiting = self._waiting.pop(doctype, [])
		if waiting:
			insert(doctype, list(self._blank[doctype]), waiting)


def get_blank(doctype: str) -> dict[str, Any]:
	"""Return the columns of a DocType with what a new document of it has there."""
	moment = now()
	values = frappe.new_doc(doctype).get_valid_dict(convert_dates_to_str=True)
	standard = {"owner": OWNER, "modified_by": OWNER, "creation": moment, "modified": moment, "docstatus": 0}
	return {**dict.fromkeys(frappe.get_meta(doctype).get_valid_columns()), **values, **standard}


def insert(doctype: str, columns: list[str], rows: Iterable[tuple]) -> None:
	"""Write rows by one prepared statement; the framework's own way builds a text of them, which takes long."""
	mark = "?" if frappe.db.db_type == "sqlite" else "%s"
	names = ", ".join(f"`{column}`" for column in columns)
	marks = ", ".join([mark] * len(columns))
	# the framework begins the transaction, and takes the one lock of SQLite, with a statement of its own
	frappe.db.sql("update `tabSeries` set `current` = `current` where `name` = ''")
	frappe.db._cursor.executemany(f"insert into `tab{doctype}` ({names}) values ({marks})", list(rows))


def get_prefix(doctype: str) -> str | None:
	"""Return what the numbers of a DocType begin with; None when it is not numbered."""
	autoname = frappe.get_meta(doctype).autoname or ""
	return autoname.split(".#")[0] if ".#" in autoname else None


def get_series(prefix: str) -> int:
	"""Return the last number of a series; 0 before the first."""
	series = frappe.qb.DocType("Series")
	found = frappe.qb.from_(series).select(series.current).where(series.name == prefix).run()
	return cint(found[0][0]) if found else 0


def set_series(prefix: str, number: int) -> None:
	"""Let a series go on after a number."""
	series = frappe.qb.DocType("Series")
	if frappe.qb.from_(series).select(series.name).where(series.name == prefix).run():
		frappe.qb.update(series).set(series.current, number).where(series.name == prefix).run()
	else:
		frappe.qb.into(series).columns("name", "current").insert(prefix, number).run()


def day(ago: int) -> str:
	"""Return the day so many days before today, as it is stored; a negative number leads into the future."""
	return str(getdate() - frappe.utils.datetime.timedelta(days=ago))


def moment(ago: int, time: str = "09:00:00") -> str:
	"""Return a moment of the day so many days before today, as it is stored."""
	return f"{day(ago)} {time}"
