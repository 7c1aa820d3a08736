"""Backup and restore: the whole site comes back, and a bad file changes nothing."""

import contextlib
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from embedded import backup, site
from embedded.errors import HubError
from embedded.home import Home


def notes(home: Home) -> list[str]:
	database = home.site / "db" / "hub.db"
	with contextlib.closing(sqlite3.connect(database)) as connection:
		return [row[0] for row in connection.execute("SELECT title FROM tabNote ORDER BY title")]


@pytest.fixture
def with_content(sqlite_site: Home) -> Iterator[Home]:
	frappe.db.delete("Note")
	note = frappe.get_doc(doctype="Note", title="In the backup", content="text").insert()
	file = sqlite_site.site / "private/files/evidence.txt"
	file.write_text("evidence")
	frappe.db.commit()
	yield sqlite_site
	frappe.delete_doc("Note", note.name)
	file.unlink()
	frappe.db.commit()


def test_a_backup_brings_data_files_and_key_back_on_another_home(with_content, own_site):
	assert notes(own_site) == ["In the backup"]
	assert (own_site.site / "private/files/evidence.txt").read_text() == "evidence"
	assert site.read_config(own_site)["encryption_key"] == site.read_config(with_content)["encryption_key"]


def test_the_command_writes_a_file_and_the_other_command_restores_it(hub, own_site, tmp_path):
	written = hub("backup", str(tmp_path / "one.tar.gz"), home=own_site.root)
	assert written.returncode == 0, written.stderr
	assert written.stdout.strip() == str(tmp_path / "one.tar.gz")

	restored = hub("restore", str(tmp_path / "one.tar.gz"), home=tmp_path / "second")
	assert restored.returncode == 0, restored.stderr
	assert notes(Home(tmp_path / "second")) == notes(own_site)
	assert list((tmp_path / "second/sites/assets/locale/sl").rglob("frappe.mo"))


def test_keys_of_sealed_ballots_are_in_no_backup_and_stay_on_their_machine(hub, own_site, tmp_path):
	file = tmp_path / "one.tar.gz"
	key = own_site.site / backup.UNSAVED / "ELE-00001.0.key"
	key.parent.mkdir()
	key.write_text("private key")

	hub("backup", str(file), home=own_site.root)
	hub("restore", str(file), home=tmp_path / "second")
	hub("restore", str(file), home=own_site.root)

	with tarfile.open(file) as archive:
		assert not [name for name in archive.getnames() if backup.UNSAVED in name or name.endswith(".key")]
	assert not (Home(tmp_path / "second").site / backup.UNSAVED).exists()
	assert key.read_text() == "private key"


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_file_is_refused_and_the_site_stays(hub, own_site, backup_file, damage):
	content = bytearray(backup_file.read_bytes())
	if damage == "flipped":
		content[len(content) // 2] ^= 0xFF
	damaged = {
		"cut": content[: len(content) // 2],
		"flipped": content,
		"empty": b"",
		"text": b"not a backup",
	}[damage]
	backup_file.write_bytes(damaged)
	before = (own_site.site / "db" / "hub.db").read_bytes()

	result = hub("restore", str(backup_file), home=own_site.root)

	assert result.returncode == 1
	assert "damaged" in result.stderr.splitlines()[-1]
	assert (own_site.site / "db" / "hub.db").read_bytes() == before


def test_a_backup_that_is_not_there_is_named(hub, tmp_path):
	assert (
		f"There is no backup {tmp_path}/none.tar.gz" in hub("restore", str(tmp_path / "none.tar.gz")).stderr
	)


def test_an_interrupted_restore_leaves_the_present_site(own_site, backup_file, monkeypatch):
	def fail(*_arguments):
		raise OSError("the disk is full")

	monkeypatch.setattr(backup, "_flush_to_disk", fail)
	with backup.unpacked(backup_file, own_site.run) as (staging, manifest), pytest.raises(OSError):
		backup.restore(own_site, staging, manifest)
	backup.check_integrity(own_site.site / "db" / "hub.db")


def test_a_failed_backup_leaves_no_file(sqlite_site, tmp_path, monkeypatch):
	def fail(*_arguments):
		raise HubError("no")

	monkeypatch.setattr(backup, "_checksums", fail)
	with pytest.raises(HubError):
		backup.write(sqlite_site, tmp_path / "never.tar.gz")
	assert list(tmp_path.glob("never*")) == []


def test_there_is_nothing_to_back_up_before_there_is_a_site(hub):
	result = hub("backup")
	assert result.returncode == 1
	assert "There is no site in" in result.stderr


def test_a_backup_goes_only_where_there_is_a_folder(hub, own_site):
	assert "There is no folder /no/such" in hub("backup", "/no/such/file.tar.gz", home=own_site.root).stderr


def test_a_database_with_one_bad_page_is_found(own_site):
	database: Path = own_site.site / "db" / "hub.db"
	content = bytearray(database.read_bytes())
	content[4096 * 20 : 4096 * 24] = b"\xff" * 4096 * 4
	database.write_bytes(content)
	with pytest.raises(HubError, match="is damaged"):
		backup.check_integrity(database)
