# SPDX-License-Identifier: GPL-3.0-only
"""Tables as text: which letters the bytes stand for, and what parts the columns.

Excel in Slovene writes `;` and windows-1250, or UTF-8 with a mark at the beginning; LibreOffice and Google write `,` and
UTF-8; "Unicode text" of Excel is UTF-16 with tabs.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator

from frappe import _

from planota_hub.sheets.table import Misread, Sheet, collect_rows

CountKnown = Callable[[list], int]

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# what Slovene programs write that know no Unicode; š and ž stand at other places in each of them
OLD_ENCODINGS = ("cp1250", "iso8859_2")
# what no text holds
CONTROL = re.compile("[\x00-\x08\x80-\x9f]")
SLOVENE = frozenset("čšžČŠŽćđĆĐ")
DELIMITERS = ";,\t|"
NAMES = {";": ";", ",": ",", "\t": "TAB", "|": "|"}
# how many rows tell what parts the columns
SAMPLE = 30
# the first line by which Excel is told what parts the columns
TOLD = re.compile(r"sep=(.)\r?\n")
PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)


def read_text(content: bytes, delimiters: str, count_known: CountKnown) -> Sheet:
	"""Return the table in a text; see `reading.read_sheet`."""
	text, encoding = decode(content)
	if PAGE.match(text):
		raise Misread(_("This is a page of the web. Open it with a spreadsheet and save it as XLSX."))
	told = TOLD.match(text)
	delimiter = told[1] if told else find_delimiter(text, delimiters or DELIMITERS, count_known)
	if told:
		text = "\n" + text[told.end() :]
	rows = collect_rows(split(text, delimiter))
	note = _("A text in the encoding {0}, its columns are parted by {1}.").format(
		encoding, NAMES.get(delimiter, delimiter)
	)
	return Sheet(rows, [note], delimiter)


def decode(content: bytes) -> tuple[str, str]:
	"""Return a text and the name of its encoding.

	Raises:
	        Misread: when it is in none that is known here.
	"""
	for mark, encoding in MARKS:
		if content.startswith(mark):
			return decode_as(content, encoding), encoding.removesuffix("-sig").upper()
	try:
		text, encoding = content.decode("utf-8"), "UTF-8"
	except UnicodeDecodeError:
		text, encoding = decode_old(content)
	if "\x00" in text:
		raise Misread(_("The letters of this file can't be read. Save it as XLSX or as CSV UTF-8."))
	return text, encoding


def decode_as(content: bytes, encoding: str) -> str:
	try:
		return content.decode(encoding)
	except UnicodeDecodeError:
		raise Misread(_("The file is damaged: it does not keep to its own encoding.")) from None


def decode_old(content: bytes) -> tuple[str, str]:
	"""Return a text of eight bits in that encoding in which it has the fewest letters that no Slovene name has."""
	found = []
	for encoding in OLD_ENCODINGS:
		try:
			text = content.decode(encoding)
		except UnicodeDecodeError:
			continue
		if CONTROL.search(text):  # bytes that stand for no letter
			continue
		strange = sum(ord(letter) > 127 and letter not in SLOVENE for letter in text)
		found.append((strange, encoding, text))
	if not found:
		raise Misread(_("The letters of this file can't be read. Save it as XLSX or as CSV UTF-8."))
	_strange, encoding, text = min(found, key=lambda one: one[0])
	return text, "windows-1250" if encoding == "cp1250" else "ISO 8859-2"


def find_delimiter(text: str, delimiters: str, count_known: CountKnown) -> str:
	"""Return what parts the columns: with it most names of columns are known, or else the rows are most alike."""
	samples = {delimiter: sample(text, delimiter) for delimiter in delimiters}
	return max(delimiters, key=lambda one: (count_known(samples[one]), rate(samples[one])))


def sample(text: str, delimiter: str) -> list[list[str]]:
	"""Return the first rows of a text that hold something, as far as they can be parted so."""
	rows: list[list[str]] = []
	try:
		for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
			if any(cell.strip() for cell in row):
				rows.append(row)
			if len(rows) == SAMPLE:
				break
	except csv.Error:
		return rows
	return rows


def rate(rows: list[list[str]]) -> float:
	"""Return how much rows look like a table: the share of those with the usual number of cells, times that number."""
	counts = Counter(len(row) for row in rows if len(row) > 1)
	if not counts:
		return 0
	usual, times = max(counts.items(), key=lambda one: (one[1], one[0]))
	return usual * times / len(rows)


def split(text: str, delimiter: str) -> Iterator[list[str | None]]:
	"""Yield the rows of a text.

	Raises:
	        Misread: naming the row in which a quotation mark is not closed, or stands where none can.
	"""
	reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
	number = 0
	while True:
		number += 1
		try:
			row = next(reader)
		except StopIteration:
			return
		except csv.Error:
			raise Misread(
				_(
					"Row {0}: a quotation mark is not closed, or another one stands inside the text. Double it, or save the table as XLSX."
				).format(number)
			) from None
		yield [cell.strip() or None for cell in row]
