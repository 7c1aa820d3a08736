# SPDX-License-Identifier: GPL-3.0-only
"""One file with a whole site: made while the site runs, verified, and brought back on any home."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from embedded import site
from embedded.errors import HubError
from embedded.home import Home

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("public/files", "private/files")
CONFIG = "site_config.json"
KEPT_CONFIG = ("encryption_key",)  # without it stored passwords could not be read again
KEY = re.compile(r"[A-Za-z0-9_-]{43}=")  # 32 bytes
READY = "restored"
STAGING = "staging"
SESSIONS = "tabSessions"  # who has the id of one is logged in, so none is in a backup
# in no backup: what it opens is to be opened on this machine alone, and nowhere once it is destroyed
UNSAVED = "election_keys"


def write(home: Home, target: Path) -> dict:
	"""Write a backup of `home` to `target`; its manifest. Nothing is left at `target` when it fails."""
	with _staging(home.run) as staging:
		_dump_database(home, staging / "database")
		(staging / CONFIG).write_text(json.dumps(_pick_config(site.read_config(home))))
		for name in FOLDERS:
			shutil.copytree(home.site / name, staging / name, dirs_exist_ok=True)
		manifest = {
			"format": FORMAT,
			"database": home.database.kind,
			"code": site.source_fingerprint(),
			"sha256": _checksums(staging),
		}
		(staging / MANIFEST).write_text(json.dumps(manifest, indent=1))
		draft = target.with_name(target.name + ".part")
		try:
			with (
				_open_for_owner(draft) as file,
				tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive,
			):
				archive.add(staging / MANIFEST, MANIFEST)  # first, so that a look at the file is quick
				for path in sorted(staging.iterdir()):
					if path.name != MANIFEST:
						archive.add(path, path.name)
			_flush_to_disk(draft)
			draft.replace(target)
		finally:
			draft.unlink(missing_ok=True)
		return manifest


@contextlib.contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[tuple[Path, dict]]:
	"""The content of a backup, unpacked below `folder` and verified. HubError when a single byte is wrong."""
	if not file.is_file():
		raise HubError(f"There is no backup {file}.")
	folder.mkdir(parents=True, exist_ok=True)
	with _staging(folder) as staging:
		try:
			with tarfile.open(file, "r:gz") as archive:
				if not all(member.isfile() or member.isdir() for member in archive.getmembers()):
					raise ValueError("it holds links or devices")
				archive.extractall(staging, filter="data")
			manifest = json.loads((staging / MANIFEST).read_text())
			damaged = manifest["sha256"] != _checksums(staging)
			if not manifest["sha256"].keys() >= {"database", CONFIG}:
				raise ValueError("it lacks the database or the configuration")
		except (tarfile.TarError, OSError, EOFError, ValueError, KeyError, TypeError) as error:
			raise HubError(
				f"{file} is not a backup of Planota Hub, or it is damaged.", details=str(error)
			) from None
		except Exception as error:  # zlib and gzip raise errors of their own for damaged data
			raise HubError(f"{file} is damaged.", details=repr(error)) from None
		if damaged:
			raise HubError(f"{file} is damaged: its content is not what was backed up.")
		if manifest["format"] != FORMAT:
			raise HubError(
				f"{file} was written by another version of Planota Hub (format {manifest['format']})."
			)
		yield staging, manifest


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
	"""A folder to pack and unpack in. What a killed process has left of its own goes: it holds a whole site."""
	for left_over in folder.glob(f"{STAGING}-*"):
		if not _is_running(int(left_over.name.split("-")[1])):
			shutil.rmtree(left_over, ignore_errors=True)
	with tempfile.TemporaryDirectory(dir=folder, prefix=f"{STAGING}-{os.getpid()}-") as temporary:
		yield Path(temporary)


def _is_running(process: int) -> bool:
	try:
		os.kill(process, 0)
	except ProcessLookupError:
		return False
	except PermissionError:
		pass  # it is somebody else's
	return True


def restore(home: Home, staging: Path, manifest: dict) -> None:
	"""Make the unpacked backup the site of `home`. The present site stays as it is until the new one is complete."""
	if manifest["database"] != home.database.kind:
		raise HubError(
			f"This backup is of a {manifest['database']} site, this home uses {home.database.kind}."
		)
	fresh = home.root / f"{READY}.new"
	shutil.rmtree(fresh, ignore_errors=True)
	_build_site_folder(home, staging, fresh / "site")
	_build_rest(home, staging, fresh)
	_flush_to_disk(fresh)
	if home.database.kind == "mariadb":
		from embedded import mariadb

		mariadb.restore(home.database, staging / "database")
	fresh.rename(home.root / READY)
	finish_restore(home)


def finish_restore(home: Home) -> None:
	"""Let a restored site, once it is complete, take the place of the present one; after a crash the next start does."""
	ready = home.root / READY
	if not ready.exists():
		return
	# without it everything stands in its place, and only the clearing away was killed
	if (ready / MANIFEST).exists():
		_put_in_place(home, ready)
	shutil.rmtree(ready)


def _put_in_place(home: Home, ready: Path) -> None:
	for part, place in (("site", home.site), ("data", home.data)):
		if (ready / part).exists():
			shutil.rmtree(place, ignore_errors=True)
			(ready / part).rename(place)
	if (ready / home.secrets.name).exists():
		(ready / home.secrets.name).replace(home.secrets)
	for step in ("database", "app", "demo"):
		home.mark_done(step)
	home.mark_done("code", json.loads((ready / MANIFEST).read_text())["code"])


def _build_site_folder(home: Home, staging: Path, fresh: Path) -> None:
	for name in (*FOLDERS, "private/backups", "logs", "locks"):
		(fresh / name).mkdir(parents=True)
	for name in FOLDERS:
		if (staging / name).is_dir():
			shutil.copytree(staging / name, fresh / name, dirs_exist_ok=True)
	if (home.site / UNSAVED).exists():
		shutil.copytree(home.site / UNSAVED, fresh / UNSAVED)


def _build_rest(home: Home, staging: Path, fresh: Path) -> None:
	"""What lies outside the folder of the site: database, configuration and what the home knows of them."""
	if home.database.kind == "sqlite":
		(fresh / "data").mkdir(mode=0o700)
		database = fresh / "data" / home.database_file.name
		shutil.copy(staging / "database", database)
		database.chmod(0o600)
		check_integrity(database)
	taken = _pick_config(json.loads((staging / CONFIG).read_text()))
	site.write_config(home, site.read_config(home) | taken, fresh / "site", fresh)
	shutil.copy(staging / MANIFEST, fresh / MANIFEST)


def _pick_config(config: dict) -> dict:
	"""Of a configuration what a backup keeps and gives back; all else is for the home to say.

	Raises:
	        HubError: for a key that is none.
	"""
	taken = {key: config[key] for key in KEPT_CONFIG if key in config}
	for key, value in taken.items():
		if not (isinstance(value, str) and KEY.fullmatch(value)):
			raise HubError(f"The {key} in this backup is none.")
	return taken


def _open_for_owner(file: Path) -> BinaryIO:
	"""A new file that nobody else can read from its first byte on."""
	file.unlink(missing_ok=True)
	return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def check_integrity(database: Path) -> None:
	"""Raise HubError unless SQLite finds the whole file sound."""
	try:
		with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
			found = connection.execute("PRAGMA integrity_check").fetchone()[0]
	except sqlite3.DatabaseError as error:
		found = str(error)
	if found != "ok":
		raise HubError(f"The database {database} is damaged: {found}")


def _dump_database(home: Home, target: Path) -> None:
	if home.database.kind == "mariadb":
		from embedded import mariadb

		mariadb.dump(home.database, target)
		return
	with (
		contextlib.closing(sqlite3.connect(home.database_file)) as live,
		contextlib.closing(sqlite3.connect(target)) as copy,
	):
		live.backup(copy)  # consistent, while others read and write
		copy.execute("PRAGMA journal_mode=DELETE")
		copy.execute("PRAGMA secure_delete=ON")
		copy.execute(f"DELETE FROM {SESSIONS}")
		copy.commit()
	check_integrity(target)


def _checksums(folder: Path) -> dict[str, str]:
	return {
		str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
		for path in sorted(folder.rglob("*"))
		if path.is_file() and path.name != MANIFEST
	}


def _flush_to_disk(folder: Path) -> None:
	for path in (folder, *folder.rglob("*")):
		if path.is_file():
			with path.open("rb") as file:
				os.fsync(file.fileno())
