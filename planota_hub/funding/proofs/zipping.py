# SPDX-License-Identifier: GPL-3.0-only
"""Files written into archives on the disk, piece by piece; what is too large for one goes on in another."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import localtime
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from planota_hub.funding.proofs.names import Paths
from planota_hub.rules.spreadsheets import BOM, as_cell, get_delimiter

PIECE = 1024 * 1024
# what mail systems, disks and older programs can still hold
MOST_BYTES = 2_000 * PIECE
# what is small already is not made smaller once more
PACKED = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip")


@dataclass(frozen=True)
class Added:
	"""A file in an archive: its `path`, the number of the archive, `size` in bytes and SHA-256."""

	path: str
	part: int
	size: int
	sha256: str


class Parts:
	"""Archives that belong together; the first one has the index and stays open until the end.

	Args:
	        folder: where they are written.
	        most: bytes that one may have.
	"""

	def __init__(self, folder: Path, most: int | None = None):
		self.folder, self.most = folder, most or MOST_BYTES
		self.paths = Paths()
		self.archives: list[ZipFile] = []
		self.sizes: list[int] = []
		self.begin()

	def begin(self) -> None:
		path = self.folder / f"{len(self.archives) + 1}.zip"
		self.archives.append(ZipFile(path, "w", ZIP_DEFLATED))
		self.sizes.append(0)

	def add(self, folder: str, file_name: str, size: int, pieces: Iterable[bytes], part: int = 0) -> Added:
		"""Write a file of about this size; a part of its own is begun when the last one has no room for it.

		Args:
		        part: number of the archive; without it the last one.
		"""
		if not part and self.sizes[-1] and self.sizes[-1] + size > self.most:
			self.begin()
		number = part or len(self.archives)
		path = self.paths.take(folder, file_name)
		entry = ZipInfo(path, localtime()[:6])
		entry.compress_type = ZIP_STORED if path.lower().endswith(PACKED) else ZIP_DEFLATED
		entry.external_attr = 0o644 << 16
		digest, written = hashlib.sha256(), 0
		with self.archives[number - 1].open(entry, "w", force_zip64=True) as target:
			for piece in pieces:
				target.write(piece)
				digest.update(piece)
				written += len(piece)
		self.sizes[number - 1] += written
		return Added(path, number, written, digest.hexdigest())

	def add_bytes(self, folder: str, file_name: str, content: bytes, part: int = 0) -> Added:
		"""Write a file that is in the memory already."""
		return self.add(folder, file_name, len(content), [content], part)

	def add_path(self, folder: str, file_name: str, path: Path, part: int = 0) -> Added:
		"""Write a file of the disk.

		Raises:
		        OSError: when it is gone.
		"""
		with path.open("rb") as source:
			return self.add(folder, file_name, path.stat().st_size, read_pieces(source), part)

	def close(self) -> list[Path]:
		"""Finish the archives; return where they lie."""
		for archive in self.archives:
			archive.close()
		return [Path(str(archive.filename)) for archive in self.archives]


def read_pieces(source) -> Iterator[bytes]:
	while piece := source.read(PIECE):
		yield piece


class Index:
	"""A table of what is in the archives and what is not, written line by line; spreadsheets open it by a double click."""

	def __init__(self, path: Path, heading: Iterable[str]):
		self.path = path
		self.file = path.open("w", encoding="utf-8", newline="")
		self.file.write(BOM)
		self.writer = csv.writer(self.file, delimiter=get_delimiter())
		self.write(heading)

	def write(self, values: Iterable[Any]) -> None:
		self.writer.writerow([as_cell(value) for value in values])

	def close(self) -> None:
		self.file.close()
