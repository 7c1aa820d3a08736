# SPDX-License-Identifier: GPL-3.0-only
"""The records of a file, one after the other, whatever kind of file it is; and where to go on reading."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from planota_hub.planota_hub.register.sources.archives import is_xml
from planota_hub.planota_hub.register.sources.table_records import read_rows
from planota_hub.planota_hub.register.sources.xml_records import Bookmark, read_elements


@dataclass(frozen=True)
class Record:
	"""One record of a file.

	Attributes:
	        number: which one it is, from 1; of a table the number of its row.
	        line: of the XML in which it begins; None in a table.
	        cells: what its column means (`columns.TARGETS`) → what stands there; empty cells are left out.
	        bookmark: where it begins.
	        share: how much of the file has been read, from 0 to 1.
	"""

	number: int
	line: int | None
	cells: dict[str, Any]
	bookmark: Bookmark
	share: float


def read_records(
	path: str, element: str | None, columns: Mapping[str, str], after: Bookmark | None = None
) -> Iterator[Record]:
	"""Yield the records of a file.

	Args:
	        element: of an XML: the name of the element that holds a record.
	        columns: name of a column, as `columns.fold_column` writes it → what it means.
	        after: the record after which to go on; None to begin.

	Raises:
	        Misread: for what is damaged, dangerous, or holds no records.
	"""
	if is_xml(path):
		for found in read_elements(path, element, columns, after):
			yield Record(found.number, found.line, found.cells, found.bookmark, found.share)
		return
	done = after.number if after else 0
	for number, cells, share in read_rows(path, columns):
		if number > done:
			yield Record(number, None, cells, Bookmark(number), share)


def as_json(bookmark: Bookmark) -> dict:
	return asdict(bookmark)
