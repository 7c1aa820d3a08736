# SPDX-License-Identifier: GPL-3.0-only
"""Backup and restore: the whole site comes back, and a bad file changes nothing."""

import contextlib
import gzip
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from embedded import backup, redis, site
from embedded.errors import HubError
from embedded.home import PROJECT, Home
from embedded.server import operation

INDEX = "tabNGO_email_index"  # that sites of before lack


def notes(home: Home) -> list[str]:
	return ask(home, "SELECT title FROM tabNote ORDER BY title")


def ask(home: Home, statement: str) -> list:
	with contextlib.closing(sqlite3.connect(home.database_file)) as connection:
		return [row[0] for row in connection.execute(statement)]


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
	before = own_site.database_file.read_bytes()

	result = hub("restore", str(backup_file), home=own_site.root)

	assert result.returncode == 1
	assert "damaged" in result.stderr.splitlines()[-1]
	assert own_site.database_file.read_bytes() == before


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
	backup.check_integrity(own_site.database_file)


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
	database: Path = own_site.database_file
	content = bytearray(database.read_bytes())
	content[4096 * 20 : 4096 * 24] = b"\xff" * 4096 * 4
	database.write_bytes(content)
	with pytest.raises(HubError, match="is damaged"):
		backup.check_integrity(database)


def test_what_still_waits_for_the_search_index_is_in_the_backup(hub, own_site, tmp_path):
	script = tmp_path / "script.py"
	script.write_text(
		'import frappe\nfrappe.get_doc(doctype="Field of Work", field_name="Beekeeping").insert()\n'
	)
	assert hub("run", "--file", str(script), "--commit", home=own_site.root).returncode == 0

	assert hub("backup", str(tmp_path / "site.tar.gz"), home=own_site.root).returncode == 0

	query = "SELECT count(*) FROM __global_search WHERE name = 'Beekeeping'"
	with contextlib.closing(sqlite3.connect(own_site.database_file)) as connection:
		assert connection.execute(query).fetchone() == (1,)


def mode(file: Path) -> str:
	return oct(file.stat().st_mode & 0o777)


def test_a_backup_is_its_owner_s_alone_wherever_it_is_written(hub, own_site, tmp_path):
	(tmp_path / "open.tar.gz").write_text("an older one, which everybody can read")
	for name in ("new.tar.gz", "open.tar.gz"):
		assert hub("backup", str(tmp_path / name), home=own_site.root).returncode == 0
		assert mode(tmp_path / name) == "0o600"
	written = Path(hub("backup", home=own_site.root).stdout.strip())
	assert (written.parent, mode(written), mode(written.parent)) == (own_site.backups, "0o600", "0o700")


def test_a_backup_holds_no_password_and_nobody_s_session(with_content, tmp_path):
	frappe.db.sql("INSERT INTO tabSessions (user, sid) VALUES ('Administrator', 'sid-of-somebody')")
	frappe.db.commit()
	backup.write(with_content, tmp_path / "one.tar.gz")
	frappe.db.sql("DELETE FROM tabSessions WHERE sid='sid-of-somebody'")
	frappe.db.commit()

	with tarfile.open(tmp_path / "one.tar.gz") as archive:
		content = b"".join(archive.extractfile(member).read() for member in archive if member.isfile())
		config = json.load(archive.extractfile("site_config.json"))
	assert b"In the backup" in content
	assert b"sid-of-somebody" not in content
	assert with_content.admin_password.encode() not in content
	assert with_content.demo_password.encode() not in content
	assert list(config) == ["encryption_key"]


def forge(file: Path, changes: dict[str, bytes], links: dict[str, str] | None = None) -> None:
	"""Write the backup anew with other content, its checksums in order."""
	with tarfile.open(file) as archive:
		content = {m.name: archive.extractfile(m).read() for m in archive if m.isfile()} | changes
	manifest = json.loads(content[backup.MANIFEST])
	del content[backup.MANIFEST]
	manifest["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}
	for name, target in (links or {}).items():
		manifest["sha256"][name] = hashlib.sha256(content[target]).hexdigest()
	with tarfile.open(file, "w:gz") as archive:
		for name, data in {backup.MANIFEST: json.dumps(manifest).encode(), **content}.items():
			member = tarfile.TarInfo(name)
			member.size = len(data)
			archive.addfile(member, io.BytesIO(data))
		for name, target in (links or {}).items():
			member = tarfile.TarInfo(name)
			member.type, member.linkname = tarfile.SYMTYPE, "../" * name.count("/") + target
			archive.addfile(member)


def test_a_restore_takes_the_key_from_the_configuration_and_nothing_else(hub, own_site, backup_file):
	key = site.read_config(own_site)["encryption_key"]
	before = site.read_config(own_site)
	foreign = {
		"encryption_key": "A" * 43 + "=",
		"server_script_enabled": 1,
		"ignore_csrf": 1,
		"db_name": "../../elsewhere",
		"db_type": "postgres",
		"db_host": "evil.test",
		"db_password": "x",
		"host_name": "https://evil.test",
		"developer_mode": 1,
		"allow_tests": 1,
		"mute_emails": 0,
		"backup_path": "/tmp",
		"private_path": "/etc",
		"maintenance_mode": 1,
		"disable_website_cache": 1,
		"deny_multiple_sessions": 0,
		"admin_password": "x",
		"redis_cache": "redis://evil.test",
	}
	forge(backup_file, {"site_config.json": json.dumps(foreign).encode()})

	with backup.unpacked(backup_file, own_site.run) as (staging, manifest):
		backup.restore(own_site, staging, manifest)

	assert site.read_config(own_site) == before | {"encryption_key": "A" * 43 + "="} != before
	assert key != "A" * 43 + "="


@pytest.mark.parametrize("key", ["short", 7, None, {"a": 1}, "A" * 44, "../" * 14 + "A="])
def test_a_key_that_is_none_is_refused_and_the_site_stays(hub, own_site, backup_file, key):
	forge(backup_file, {"site_config.json": json.dumps({"encryption_key": key}).encode()})
	before = (site.read_config(own_site), own_site.database_file.read_bytes())

	result = hub("restore", str(backup_file), home=own_site.root)

	assert result.returncode == 1
	assert result.stderr.splitlines()[-1] == "hub: The encryption_key in this backup is none."
	assert site.read_config(own_site)["encryption_key"] == before[0]["encryption_key"]
	assert own_site.database_file.read_bytes() == before[1]


def test_a_backup_with_a_link_in_it_is_refused(hub, own_site, backup_file):
	forge(backup_file, {}, links={"public/files/database.txt": "database"})
	result = hub("restore", str(backup_file), home=own_site.root)
	assert result.returncode == 1
	assert "is not a backup of Planota Hub, or it is damaged" in result.stderr.splitlines()[-1]
	assert not (own_site.site / "public/files/database.txt").exists()


def test_a_half_written_backup_is_never_taken_for_a_whole_one(hub, own_site, tmp_path, monkeypatch):
	def fail(_file):
		raise OSError("the disk is full")

	monkeypatch.setattr(backup, "_flush_to_disk", fail)
	with pytest.raises(OSError):
		backup.write(own_site, tmp_path / "half.tar.gz")
	assert list(tmp_path.glob("half*")) == []


def test_a_restore_that_is_killed_while_it_takes_its_place_is_completed_by_the_next_start(
	hub, own_site, backup_file, monkeypatch
):
	(own_site.site / "private/files/later.txt").write_text("written after the backup")

	def kill(_home):
		raise KeyboardInterrupt

	monkeypatch.setattr(backup, "finish_restore", kill)
	with backup.unpacked(backup_file, own_site.run) as (staging, manifest), pytest.raises(KeyboardInterrupt):
		backup.restore(own_site, staging, manifest)
	(own_site.root / backup.READY / "data").rename(own_site.root / "aside")
	monkeypatch.undo()
	(own_site.root / "aside").rename(own_site.root / backup.READY / "data")

	site.configure(own_site)

	assert not (own_site.site / "private/files/later.txt").exists()
	assert not (own_site.root / backup.READY).exists()
	backup.check_integrity(own_site.database_file)


def test_whoever_restores_logs_in_with_the_password_of_that_home(hub, own_site, backup_file, tmp_path):
	second = Home(tmp_path / "second")
	assert hub("restore", str(backup_file), home=second.root).returncode == 0
	assert second.admin_password != own_site.admin_password
	check = "frappe.utils.password.check_password"
	for home, code in ((second, 0), (own_site, 1)):
		words = json.dumps({"user": "Administrator", "pwd": home.admin_password})
		assert hub("run", check, "--kwargs", words, home=second.root).returncode == code


def make_former(home: Home) -> None:
	"""Lay a home out as the versions before did: everything in the folder of the site."""
	(home.site / "db").mkdir()
	for file in home.data.iterdir():
		file.rename(home.site / "db" / file.name)
	home.data.rmdir()
	config = site.read_config(home)
	home.secrets.unlink()
	(home.site / "site_config.json").write_text(json.dumps(config))
	former = home.site / "private/backups/hub-20260101-120000.tar.gz"
	former.write_text("a backup")
	former.chmod(0o644)


def test_a_home_of_a_version_before_moves_its_data_out_of_the_site(hub, own_site):
	key, titles = site.read_config(own_site)["encryption_key"], notes(own_site)
	make_former(own_site)

	result = hub("run", "frappe.get_installed_apps", home=own_site.root)

	assert result.returncode == 0, result.stderr
	assert notes(own_site) == titles
	assert not (own_site.site / "db").exists()
	assert mode(own_site.backups / "hub-20260101-120000.tar.gz") == "0o600"
	assert json.loads(own_site.secrets.read_text())["encryption_key"] == key
	in_site = b"".join(file.read_bytes() for file in own_site.site.rglob("*") if file.is_file())
	assert key.encode() not in in_site
	assert b"SQLite format" not in in_site


def test_data_is_not_moved_from_under_a_site_that_is_served(own_site, monkeypatch):
	make_former(own_site)
	monkeypatch.setattr(operation, "is_served", lambda home: True)
	with pytest.raises(HubError, match=r"Stop that \./hub serve first"):
		site.configure(own_site)
	assert (own_site.site / "db" / "hub.db").exists()


def test_a_redis_that_a_killed_version_before_has_left_does_not_stop_the_move(hub, own_site):
	make_former(own_site)
	left_over = subprocess.Popen(redis.command(own_site))
	redis.wait_until_ready(own_site, left_over)
	try:
		site.configure(own_site)
		assert left_over.wait(timeout=10) == 0
	finally:
		left_over.kill()
	assert not (own_site.site / "db").exists()


@pytest.mark.parametrize("moment", ["Site: migrating", "Executing `after_migrate`"])
def test_a_migration_that_is_killed_is_completed_by_the_next_call(hub, own_site, moment):
	titles = notes(own_site)
	ask(own_site, f"DROP INDEX {INDEX}")
	make_former(own_site)
	kill_migration(own_site, moment)
	assert not own_site.is_done("code", site.source_fingerprint())

	again = hub("run", "frappe.get_installed_apps", home=own_site.root)

	assert again.returncode == 0, again.stderr
	assert "Site: migrating" in again.stderr
	assert own_site.is_done("code", site.source_fingerprint())
	assert notes(own_site) == titles
	assert ask(own_site, f"SELECT count(*) FROM sqlite_master WHERE name = '{INDEX}'") == [1]
	backup.check_integrity(own_site.database_file)
	redis.stop_left_over(own_site)


def kill_migration(home: Home, moment: str) -> None:
	"""Run the migration and kill it, but not the Redis it started, when it tells `moment`, itself or in its log."""
	log = home.logs / "setup.log"
	log.write_text("")
	migrating = subprocess.Popen(
		[sys.executable, "-m", "embedded", "migrate"],
		cwd=PROJECT,
		env=os.environ | {"HUB_HOME": str(home.root)},
		stderr=subprocess.PIPE,
		text=True,
	)
	for line in migrating.stderr:
		if "Site: migrating" in line:
			break
	while moment not in line + log.read_text() and migrating.poll() is None:
		time.sleep(0.01)
	assert migrating.poll() is None, "it ended before it could be killed"
	migrating.kill()
	migrating.wait()


def test_what_the_framework_gives_up_has_one_clear_line(sqlite_site):
	with pytest.raises(HubError, match=r"The framework gave up.*setup\.log"), site.quiet(sqlite_site):
		raise SystemExit(1)


def test_a_restore_stops_the_redis_that_a_killed_one_has_left(hub, own_site, backup_file):
	left_over = subprocess.Popen(redis.command(own_site))
	redis.wait_until_ready(own_site, left_over)
	try:
		restored = hub("restore", str(backup_file), home=own_site.root)
		assert left_over.wait(timeout=10) == 0
	finally:
		left_over.kill()
	assert restored.returncode == 0, restored.stderr


def test_what_a_killed_command_has_unpacked_goes_with_the_next_one(hub, own_site, backup_file):
	ended = subprocess.Popen(["true"])
	ended.wait()
	left_over, in_use = (own_site.run / f"staging-{pid}-x" for pid in (ended.pid, os.getpid()))
	for folder in (left_over, in_use):
		folder.mkdir()

	restored = hub("restore", str(backup_file), home=own_site.root)

	assert restored.returncode == 0, restored.stderr
	assert sorted(own_site.run.glob("staging-*")) == [in_use]


def test_a_restore_that_was_killed_while_it_cleared_away_is_complete(tmp_path):
	home = Home(tmp_path)
	(tmp_path / backup.READY / "data").mkdir(parents=True)

	backup.finish_restore(home)

	assert not (tmp_path / backup.READY).exists()


def test_a_restore_is_refused_while_another_command_works_on_the_site(hub, own_site, backup_file):
	with redis.running(own_site):
		refused = hub("restore", str(backup_file), home=own_site.root)
		assert redis.is_running(own_site)
	assert refused.returncode == 1
	assert "another ./hub command works on it" in refused.stderr.splitlines()[-1]


def test_a_backup_from_the_desk_holds_what_is_committed(sqlite_site, tmp_path):
	from frappe.utils.backups import BackupGenerator

	note = frappe.get_doc(doctype="Note", title="In the Desk's backup", content="text").insert()
	frappe.db.commit()
	generator = BackupGenerator("hub", "", "", backup_path=str(tmp_path), db_type="sqlite", ignore_conf=True)
	generator.get_backup(older_than=0, ignore_files=True)
	frappe.delete_doc("Note", note.name)
	frappe.db.commit()

	(file,) = tmp_path.glob("*database*.gz")
	(tmp_path / "copy.db").write_bytes(gzip.decompress(file.read_bytes()))
	with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
		titles = [row[0] for row in connection.execute("SELECT title FROM tabNote")]
	assert "In the Desk's backup" in titles
	assert mode(file) == "0o600"
