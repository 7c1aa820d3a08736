"""One file with a whole site: made while the site runs, verified, and brought back on any home."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from embedded import site
from embedded.errors import HubError
from embedded.home import Home

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("public/files", "private/files")
KEPT_CONFIG = ("encryption_key",)  # without it stored passwords could not be read again
# in no backup: what it opens is to be opened on this machine alone, and nowhere once it is destroyed
UNSAVED = "election_keys"
KEPT_SECRETS = ("admin_password", "demo_password")  # those that were made at random and are shown at start


def write(home: Home, target: Path) -> dict:
	"""Write a backup of `home` to `target`; its manifest. Nothing is left at `target` when it fails."""
	with tempfile.TemporaryDirectory(dir=home.run) as folder:
		staging = Path(folder)
		_dump_database(home, staging / "database")
		config = site.read_config(home)
		(staging / "site_config.json").write_text(
			json.dumps({key: config[key] for key in KEPT_CONFIG if key in config})
		)
		for name in FOLDERS:
			shutil.copytree(home.site / name, staging / name, dirs_exist_ok=True)
		_copy_secrets(home.config, staging / "config")
		manifest = {
			"format": FORMAT,
			"database": home.database.kind,
			"code": site.source_fingerprint(),
			"sha256": _checksums(staging),
		}
		(staging / MANIFEST).write_text(json.dumps(manifest, indent=1))
		draft = target.with_name(target.name + ".part")
		try:
			with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
				archive.add(staging / MANIFEST, MANIFEST)  # first, so that a look at the file is quick
				for path in sorted(staging.iterdir()):
					if path.name != MANIFEST:
						archive.add(path, path.name)
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
	with tempfile.TemporaryDirectory(dir=folder) as temporary:
		staging = Path(temporary)
		try:
			with tarfile.open(file, "r:gz") as archive:
				archive.extractall(staging, filter="data")
			manifest = json.loads((staging / MANIFEST).read_text())
			damaged = manifest["sha256"] != _checksums(staging)
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


def restore(home: Home, staging: Path, manifest: dict) -> None:
	"""Make the unpacked backup the site of `home`. The present site stays as it is until the new one is complete."""
	if manifest["database"] != home.database.kind:
		raise HubError(
			f"This backup is of a {manifest['database']} site, this home uses {home.database.kind}."
		)
	fresh = home.site.with_name(home.site.name + ".new")
	old = home.site.with_name(home.site.name + ".old")
	for leftover in (fresh, old):
		shutil.rmtree(leftover, ignore_errors=True)
	_build_site_folder(home, staging, fresh)
	if home.database.kind == "mariadb":
		from embedded import mariadb

		mariadb.restore(home.database, staging / "database")
	if home.site.exists():
		home.site.rename(old)
	fresh.rename(home.site)
	_copy_secrets(staging / "config", home.config)
	shutil.rmtree(old, ignore_errors=True)


def _build_site_folder(home: Home, staging: Path, fresh: Path) -> None:
	for name in (*FOLDERS, "private/backups", "logs", "db", "locks"):
		(fresh / name).mkdir(parents=True)
	for name in FOLDERS:
		shutil.copytree(staging / name, fresh / name, dirs_exist_ok=True)
	if (home.site / UNSAVED).exists():
		shutil.copytree(home.site / UNSAVED, fresh / UNSAVED)
	if home.database.kind == "sqlite":
		shutil.copy(staging / "database", fresh / "db" / f"{home.database.name}.db")
		check_integrity(fresh / "db" / f"{home.database.name}.db")
	config = site.read_config(home) | json.loads((staging / "site_config.json").read_text())
	(fresh / "site_config.json").write_text(json.dumps(config, indent=1))
	_flush_to_disk(fresh)


def _copy_secrets(source: Path, target: Path) -> None:
	target.mkdir(exist_ok=True)
	for name in KEPT_SECRETS:
		if (source / name).exists():
			shutil.copy2(source / name, target / name)


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
	source = home.site / "db" / f"{home.database.name}.db"
	with (
		contextlib.closing(sqlite3.connect(source)) as live,
		contextlib.closing(sqlite3.connect(target)) as copy,
	):
		live.backup(copy)  # consistent, while others read and write
	check_integrity(target)


def _checksums(folder: Path) -> dict[str, str]:
	return {
		str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
		for path in sorted(folder.rglob("*"))
		if path.is_file() and path.name != MANIFEST
	}


def _flush_to_disk(folder: Path) -> None:
	for path in folder.rglob("*"):
		if path.is_file():
			with path.open("rb") as file:
				os.fsync(file.fileno())
