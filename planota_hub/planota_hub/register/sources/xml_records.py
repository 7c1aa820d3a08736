# SPDX-License-Identifier: GPL-3.0-only
"""Records of an XML, read as a stream: one is held at a time, and the reading can go on where it was left.

A document type is refused before anything of it is read: it is where entities are declared that unpack to more than a
machine can hold, or that read files of this one. No register has one.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from frappe import _

from planota_hub.planota_hub.register.sources.archives import Content, open_content
from planota_hub.planota_hub.register.sources.columns import fold_column
from planota_hub.rules.text import shown
from planota_hub.sheets.table import Misread

MOST_LETTERS = 20_000
MOST_DEPTH = 50


@dataclass(frozen=True)
class Bookmark:
	"""Where a record begins.

	Attributes:
	        number: which one it is.
	        offset: of the bytes of the content.
	        head: how many bytes there are before the first record: what the rest is read with.
	        line: of the content.
	"""

	number: int
	offset: int = 0
	head: int = 0
	line: int = 1


@dataclass
class Element:
	"""A record that was read; see `records.Record`."""

	bookmark: Bookmark
	cells: dict[str, str] = field(default_factory=dict)
	share: float = 0

	@property
	def number(self) -> int:
		return self.bookmark.number

	@property
	def line(self) -> int:
		return self.bookmark.line


def read_elements(
	path: str, element: str | None, columns: Mapping[str, str], after: Bookmark | None = None
) -> Iterator[Element]:
	"""Yield the records of an XML; see `records.read_records`."""
	if not element:
		raise Misread(_("The file is an XML; the source does not say which element holds a record."))
	with open_content(path) as content:
		parser = ElementParser(element, columns, after)
		for chunk in get_pieces(content, after):
			parser.feed(chunk)
			for found in parser.take():
				found.share = min(1.0, (found.bookmark.offset / content.size) if content.size else 1.0)
				yield found
		parser.close()
		yield from parser.take()
	if not parser.number:
		raise Misread(_("There is no element {0} in the file.").format(shown(element)))


def get_pieces(content: Content, after: Bookmark | None) -> Iterator[bytes]:
	"""Yield the content; of one that was read before its head, and then what begins at the bookmark."""
	if not after:
		yield from content.read_chunks()
		return
	place = 0
	for chunk in content.read_chunks():
		if place < after.head:
			yield chunk[: after.head - place]
		if place + len(chunk) > after.offset:
			yield chunk[max(0, after.offset - place) :]
		place += len(chunk)


class ElementParser:
	"""Takes pieces of an XML and gives the records that they complete."""

	def __init__(self, element: str, columns: Mapping[str, str], after: Bookmark | None):
		self.element = element
		self.columns = columns
		self.after = after
		self.number = after.number - 1 if after else 0
		self.head = after.head if after else 0
		# between what was fed and where it stands in the content, once the head was fed again
		self.skipped = after.offset - after.head if after else 0
		self.targets: dict[str, str | None] = {}
		self.first_line: int | None = None
		self.depth = 0
		self.record: Element | None = None
		self.record_depth = 0
		self.texts: list[str] = []
		self.length = 0
		self.done: deque[Element] = deque()
		self.parser = expat.ParserCreate()
		self.parser.buffer_text = True
		self.parser.StartElementHandler = self.begin
		self.parser.EndElementHandler = self.end
		self.parser.CharacterDataHandler = self.add
		self.parser.StartDoctypeDeclHandler = refuse_document_type
		self.parser.EntityDeclHandler = refuse_document_type
		self.parser.ExternalEntityRefHandler = refuse_document_type

	def feed(self, chunk: bytes) -> None:
		self.parse(chunk, False)

	def close(self) -> None:
		self.parse(b"", True)

	def parse(self, chunk: bytes, is_final: bool) -> None:
		try:
			self.parser.Parse(chunk, is_final)
		except expat.ExpatError as error:
			place = _("Line {0}, column {1}").format(self.get_line(error.lineno), error.offset + 1)
			raise Misread(
				_("{0}: here the XML is broken off or damaged. Download the file once more.").format(place)
			) from None

	def take(self) -> Iterator[Element]:
		"""Yield the records that are complete."""
		while self.done:
			yield self.done.popleft()

	def begin(self, name: str, attributes: dict[str, str]) -> None:
		self.depth += 1
		if self.depth > MOST_DEPTH:
			raise Misread(_("The elements of the file are nested deeper than those of a register."))
		if self.record is None:
			if name.rpartition(":")[2] != self.element:
				return
			self.begin_record()
		for attribute, value in attributes.items():
			self.put(attribute, value)
		self.texts, self.length = [], 0

	def begin_record(self) -> None:
		self.number += 1
		self.record_depth = self.depth
		place = self.parser.CurrentByteIndex
		self.head = self.head or place
		line = self.get_line(self.parser.CurrentLineNumber)
		self.record = Element(Bookmark(self.number, place + self.skipped, self.head, line))

	def get_line(self, line: int) -> int:
		"""Return the line of the content for one of what was fed."""
		if not self.after:
			return line
		if self.first_line is None:
			self.first_line = line
		return line - self.first_line + self.after.line

	def add(self, text: str) -> None:
		if self.record is not None:
			self.length += len(text)
			if self.length > MOST_LETTERS:
				raise Misread(
					_("Record {0} holds a text that is longer than any of a register.").format(self.number)
				)
			self.texts.append(text)

	def end(self, name: str) -> None:
		if self.record is not None:
			if self.texts:
				self.put(name, "".join(self.texts))
				self.texts, self.length = [], 0
			if self.depth == self.record_depth:
				if not self.after or self.number > self.after.number:
					self.done.append(self.record)
				self.record = None
		self.depth -= 1

	def put(self, name: str, value: str) -> None:
		"""Keep what an element or attribute says, the first time it says something."""
		try:
			target = self.targets[name]
		except KeyError:
			target = self.targets[name] = self.columns.get(fold_column(name.rpartition(":")[2]))
		if target and target not in self.record.cells and (text := value.strip()):
			self.record.cells[target] = text


def refuse_document_type(*_arguments) -> None:
	raise Misread(
		_(
			"The file declares a document type or entities, which no register needs and which can do harm; it is not read."
		)
	)
