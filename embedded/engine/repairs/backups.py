# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/backups.py`: the backups that the Desk makes hold all that is committed."""

import contextlib
import gzip
import shutil
import sqlite3
import tempfile
from pathlib import Path

__all__ = ["write_copy"]


def write_copy(database: Path, target: Path) -> None:
	"""Write a packed copy of a SQLite database that is in use, for its owner alone."""
	with tempfile.NamedTemporaryFile(dir=database.parent) as copy:
		with (
			contextlib.closing(sqlite3.connect(database)) as live,
			contextlib.closing(sqlite3.connect(copy.name)) as still,
		):
			live.backup(still)
		target.touch(mode=0o600)
		with gzip.open(target, "wb") as packed:
			shutil.copyfileobj(copy, packed)
