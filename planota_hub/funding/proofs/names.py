# SPDX-License-Identifier: GPL-3.0-only
"""Names of files and folders that every computer can unpack, no two of them the same."""

import re
import unicodedata
from pathlib import PurePosixPath

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Windows takes these for devices, whatever their ending
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
LONGEST_FOLDER, LONGEST_FILE, LONGEST_ENDING = 50, 80, 10


def make_safe(text: str, longest: int = LONGEST_FOLDER) -> str:
	"""Return a name that is allowed everywhere: without forbidden characters, not too long, no dot or blank at its end."""
	plain = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
	name = " ".join(plain.split())[:longest].strip(" .")
	if DEVICES.fullmatch(name.partition(".")[0].strip()):
		name = f"_{name}"
	return name or "_"


def make_safe_file(file_name: str) -> str:
	"""Return the name of a file as `make_safe` does, with its ending."""
	ending = PurePosixPath(file_name).suffix
	ending = make_safe(ending.lstrip("."), LONGEST_ENDING) if 1 < len(ending) <= LONGEST_ENDING else ""
	stem = file_name[: -len(ending) - 1] if ending else file_name
	return make_safe(stem, LONGEST_FILE) + (f".{ending}" if ending else "")


class Paths:
	"""Paths in an archive, each given once; capitals make no difference, as on the disks of many computers."""

	def __init__(self):
		self.taken: set[str] = set()

	def take(self, folder: str, file_name: str) -> str:
		"""Return the path of a file in a folder; one that is taken gets a number."""
		safe = PurePosixPath(make_safe_file(file_name))
		number, name = 1, safe.name
		while (path := f"{folder}/{name}" if folder else name).casefold() in self.taken:
			number += 1
			name = f"{safe.stem} ({number}){safe.suffix}"
		self.taken.add(path.casefold())
		return path
