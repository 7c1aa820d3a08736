# SPDX-License-Identifier: GPL-3.0-only
"""The content of a file as it was published, zipped or not, as a stream that is never held whole.

What is cut off, locked, empty, or would unpack to more than any register has is refused.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from frappe import _

from planota_hub.sheets.table import Misread

CHUNK = 1 << 18
# the register of Slovenia has a quarter of a thousand million bytes
MOST_BYTES = 4_000_000_000
# a text with names packs to a tenth; what unpacks to so much more is made to fill a disk
MOST_TIMES, SMALL = 150, 20_000_000
# a table is read whole
MOST_TABLE_BYTES = 50_000_000
ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
BEGINNING = 4096
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass
class Content:
	"""The content of a file.

	Attributes:
	        stream: of its bytes, unpacked.
	        size: how many there are, as the file says.
	        made_on: day on which the packed file was made; None for one that is not packed.
	        packed: how many bytes it has packed.
	"""

	stream: IO[bytes]
	size: int
	packed: int
	made_on: date | None = None

	def read_chunks(self) -> Iterator[bytes]:
		"""Yield the content piece by piece.

		Raises:
		        Misread: when it is cut off, or far bigger than it may be.
		"""
		read = 0
		try:
			while chunk := self.stream.read(CHUNK):
				read += len(chunk)
				if read > MOST_BYTES or read > max(SMALL, self.packed * MOST_TIMES):
					raise Misread(_("The file unpacks to far more than a register has; it is not read."))
				yield chunk
		except (BadZipFile, zlib.error, EOFError):
			raise Misread(get_damage()) from None


def get_damage() -> str:
	return _("The file is damaged, or it was not loaded to its end. Download it once more.")


@contextmanager
def open_content(path: str) -> Iterator[Content]:
	"""Open a file, or what is packed in it.

	Raises:
	        Misread: for an archive that is damaged, locked, or holds nothing or several things.
	"""
	size = Path(path).stat().st_size
	with open(path, "rb") as file:
		if file.read(len(ZIP)) != ZIP or is_workbook(path):
			file.seek(0)
			yield Content(file, size, size)
			return
	with open_archive(path) as archive:
		member = find_member(archive)
		with open_member(archive, member) as stream:
			made_on = date(*member.date_time[:3]) if member.date_time[0] > 1980 else None
			yield Content(stream, member.file_size, size, made_on)


def open_archive(path: str) -> ZipFile:
	try:
		return ZipFile(path)
	except (BadZipFile, ValueError, EOFError):
		raise Misread(get_damage()) from None


def is_workbook(path: str) -> bool:
	with open_archive(path) as archive:
		return WORKBOOK in archive.namelist()


def find_member(archive: ZipFile) -> ZipInfo:
	"""Return the one file in an archive."""
	members = [member for member in archive.infolist() if not member.is_dir()]
	xml = [member for member in members if member.filename.lower().endswith(".xml")]
	found = xml if len(xml) == 1 else members
	if len(found) != 1:
		raise Misread(_("The archive holds {0} files; expected is one.").format(len(found)))
	if found[0].flag_bits & 1:
		raise Misread(_("The archive is locked with a password. Unpack it first."))
	return found[0]


def open_member(archive: ZipFile, member: ZipInfo) -> IO[bytes]:
	try:
		return archive.open(member)
	except (BadZipFile, NotImplementedError, RuntimeError):
		raise Misread(get_damage()) from None


def is_xml(path: str) -> bool:
	"""Tell whether the content begins as an XML does, whatever the name says."""
	with open_content(path) as content:
		try:
			beginning = content.stream.read(BEGINNING)
		except (BadZipFile, zlib.error, EOFError):
			raise Misread(get_damage()) from None
	for mark in MARKS:
		beginning = beginning.removeprefix(mark)
	# of sixteen bits a letter, every second byte is empty
	return beginning.replace(b"\x00", b"").lstrip().startswith(b"<")


def read_table(path: str) -> bytes:
	"""Return the whole content of a file with a table.

	Raises:
	        Misread: when it is too big for one.
	"""
	with open_content(path) as content:
		read = b""
		for chunk in content.read_chunks():
			read += chunk
			if len(read) > MOST_TABLE_BYTES:
				raise Misread(_("The file is larger than {0} MB.").format(MOST_TABLE_BYTES // 1_000_000))
	return read


def get_made_on(path: str) -> date | None:
	"""Return the day on which the content was made, as far as the archive says."""
	with open_content(path) as content:
		return content.made_on


def get_hash(path: str) -> str:
	"""Return a digest of the content by which the same file is known again, packed or not."""
	digest = hashlib.sha256()
	with open_content(path) as content:
		for chunk in content.read_chunks():
			digest.update(chunk)
	return digest.hexdigest()
