# SPDX-License-Identifier: GPL-3.0-only
"""Job: compare the file of an import with the register, batch by batch; nothing of the register is changed.

A batch and the place up to which it has read are committed together. Who goes on after a killed worker reads on from
there, so that each record is compared once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, now, today

from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.planota_hub.register.sources import entries, news, statuses
from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST, fold_columns
from planota_hub.planota_hub.register.sources.comparison import (
	NEW,
	REFUSED,
	UNCHANGED,
	Finding,
	compare,
	find_gone,
)
from planota_hub.planota_hub.register.sources.filters import Filter
from planota_hub.planota_hub.register.sources.known import Known, load_known
from planota_hub.planota_hub.register.sources.records import Record, read_records
from planota_hub.planota_hub.register.sources.rows import Rows, count_rows
from planota_hub.planota_hub.register.sources.values import STATUSES, Reading, ValueReader
from planota_hub.planota_hub.register.sources.xml_records import Bookmark
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport
	from planota_hub.planota_hub.doctype.register_source.register_source import RegisterSource

# records that one job reads: some seconds
BATCH = 50_000
# when so much of what a source had is gone from it, its file is probably only a part
MUCH, LEAST = 0.1, 20


@dataclass
class State:
	"""What one batch leaves for the next: where it ended, and which known numbers the file had so far."""

	bookmark: Bookmark | None = None
	seen: set[str] = field(default_factory=set)

	@classmethod
	def read(cls, text: str | None) -> "State":
		kept = json.loads(text or "{}")
		bookmark = kept.get("bookmark")
		return cls(Bookmark(**bookmark) if bookmark else None, set(kept.get("seen") or ()))

	def write(self) -> str:
		bookmark = vars(self.bookmark) if self.bookmark else None
		return json.dumps({"bookmark": bookmark, "seen": sorted(self.seen)})


class Comparison:
	"""One batch of a comparison.

	Args:
	        doc: the import.
	        path: of its file.
	"""

	def __init__(self, doc: "RegisterImport", path: str):
		self.doc, self.path = doc, path
		self.source: RegisterSource = frappe.get_doc("Register Source", doc.register_source)
		self.known: Known = load_known(self.source)
		self.reader = ValueReader(self.source)
		self.filter = Filter(self.source, self.reader, self.known.numbers)
		self.state = State.read(doc.bookmark)
		self.rows = Rows(doc.name)
		self.taken = self.rows.get_numbers()
		self.agreed: dict[str, tuple[str, Reading]] = {}
		self.counts = {
			name: doc.get(name) or 0 for name in ("records_count", "outside_count", "unchanged_count")
		}

	def read_batch(self, size: int) -> bool:
		"""Compare the next records, at most `size`; tell whether there are more."""
		# the statuses of one organisation stand anywhere in the list: it is compared at once
		left = 0 if self.source.kind == PUBLIC_INTEREST else size
		columns = fold_columns(self.source.columns)
		records = read_records(self.path, self.source.record_element, columns, self.state.bookmark)
		for record in self.group(records):
			self.take(record)
			left -= 1
			if left == 0:
				self.save(record.share)
				return True
		self.settle()
		self.save(1)
		return False

	def group(self, records: Iterator[Record]) -> Iterator[Record]:
		"""Yield the records; of a list of statuses all that one organisation has as one, and all of them in one batch."""
		if self.source.kind != PUBLIC_INTEREST:
			yield from records
			return
		ordered = sorted(records, key=lambda record: self.reader.get_number_key(record.cells))
		for _number, same in groupby(ordered, lambda record: self.reader.get_number_key(record.cells)):
			parts = list(same)
			self.counts["records_count"] += len(parts) - 1
			yield replace(parts[0], cells={**parts[0].cells, STATUSES: [part.cells for part in parts]})

	def take(self, record: Record) -> None:
		"""Compare one record."""
		self.state.bookmark = record.bookmark
		self.counts["records_count"] += 1
		if not self.filter.concerns(record.cells):
			self.counts["outside_count"] += 1
			return
		number = self.reader.get_number_key(record.cells)
		reading = self.read(record)
		if number and (number in self.taken or number in self.state.seen):
			reading.faults.setdefault(
				"Registration Number", _("{0} stands in the file more than once.").format(shown(number))
			)
		if number in self.filter.known:
			self.state.seen.add(number)
		self.taken.add(number)
		finding = None if reading.faults else compare(reading, self.known)
		# one in doubt may turn out to be new
		if finding and (finding.kind == NEW or finding.depends_on):
			self.require_for_new(reading)
		if reading.faults or not finding:
			self.rows.add(record, reading, Finding(REFUSED, reason=self.describe(record, reading)))
			return
		self.sort_in(record, reading, finding)

	def require_for_new(self, reading: Reading) -> None:
		"""Of a known organisation an empty cell says nothing; a new one can't be entered without some."""
		needed = {"Legal Form": "legal_form"}
		if self.source.country == get_hub_country():
			needed["Municipality"] = "municipality"
		for target, fieldname in needed.items():
			if not reading.values.get(fieldname):
				reading.faults[target] = _("it is empty.")

	def read(self, record: Record) -> Reading:
		if STATUSES not in record.cells:
			return self.reader.read(record.cells)
		readings = [self.reader.read(cells) for cells in record.cells[STATUSES]]
		whole = readings[0]
		for reading in readings[1:]:
			whole.faults.update(reading.faults)
		whole.values[STATUSES] = statuses.tidy(reading.values[STATUSES] for reading in readings)
		return whole

	def sort_in(self, record: Record, reading: Reading, finding: Finding) -> None:
		if finding.kind != UNCHANGED:
			self.rows.add(record, reading, finding)
			return
		self.counts["unchanged_count"] += 1
		entry = self.known.entries.get(reading.number)
		if finding.ngo and (not entry or entry.said != reading.values):
			self.agreed[reading.number] = (finding.ngo, reading)

	def describe(self, record: Record, reading: Reading) -> str:
		"""Return why a record is refused, naming its place and the column."""
		titles: dict[str, str] = {row.means: row.column_name for row in reversed(self.source.columns)}
		return "\n".join(
			describe_fault(record, titles.get(target, _(target)), message)
			for target, message in reading.faults.items()
		)

	def settle(self) -> None:
		"""Decide what only the whole file tells: which doubts are none, and what is gone."""
		settle_doubts(self.rows, self.state.seen)
		if not self.source.lists_all:
			return
		of_statuses = self.source.kind == PUBLIC_INTEREST
		doubted = self.rows.get_doubted()
		gone = {
			number: finding
			for number, finding in find_gone(self.known, self.state.seen, of_statuses).items()
			if finding.ngo not in doubted
		}
		as_of = cstr(self.doc.as_of or today())
		for number, finding in gone.items():
			self.rows.add_gone(number, finding, self.known, as_of, of_statuses)
		had = len(self.known.entries)
		if len(gone) > LEAST and len(gone) > had * MUCH:
			self.doc.notes = _(
				"{0} organisations that the hub has are not in this file. Please make sure that it is whole before you accept that they are gone."
			).format(len(gone))

	def save(self, share: float) -> None:
		"""Write down what was found, and up to where the file was read."""
		self.rows.insert()
		entries.remember(self.source.name, cstr(self.doc.as_of), self.agreed, self.known)
		self.doc.db_set(
			{
				**self.counts,
				**count_rows(self.doc.name),
				"bookmark": self.state.write(),
				"progress": round(100 * share, 1),
				"notes": self.doc.notes,
			}
		)


def describe_fault(record: Record, column: str, message: str) -> str:
	if record.line:
		place = _("Record {0} (line {1}), element {2}: {3}")
		return place.format(record.number, record.line, column, message)
	return _("Row {0}, column {1}: {2}").format(record.number, column, message)


def settle_doubts(rows: Rows, seen: set[str]) -> None:
	"""A record that has the name of an NGO whose own number is in the source, too, is another organisation."""
	rows.make_new(lambda number: number in seen)


def compare_batch(doc: "RegisterImport", size: int | None = None) -> bool:
	"""Compare the next records of an import; tell whether more are waiting."""
	comparison = Comparison(doc, doc.get_path())
	if comparison.read_batch(size or BATCH):
		return True
	finish(doc)
	return False


def finish(doc: "RegisterImport") -> None:
	"""The comparison is done: people look at it, unless there is nothing to look at."""
	doc.db_set({"status": "To Review", "compared_on": now(), "bookmark": None})
	news.tell(doc)
