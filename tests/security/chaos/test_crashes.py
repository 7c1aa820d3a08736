# SPDX-License-Identifier: GPL-3.0-only
"""Many clients at once, processes that are killed, a full disk, a clock that jumps: nothing acknowledged is lost.

A short run is part of the suite; the long one takes about an hour: `HUB_CHAOS=long ./hub test tests/security/chaos`.
"""

import concurrent.futures
import contextlib
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator

import frappe
import pytest
from freezegun import freeze_time

from embedded import backup
from embedded.engine.write_lock import FairLock
from embedded.home import PROJECT, Home
from tests.embedded.serving import Served
from tests.embedded.test_faults import Client, stored

IS_LONG = os.environ.get("HUB_CHAOS") == "long"
CLIENTS = 64
SUBMISSIONS_OF_A_CLIENT = 400 if IS_LONG else 2
KILLS = 20 if IS_LONG else 2
RESTORES = 20 if IS_LONG else 2
# seconds that the many clients of the long run may take on a busy machine
LONG_TIME = 3600
ROOM_LEFT = 4_000  # bytes beyond what is needed to open the database: too few for a document
SMALLEST_INDEX = 32_768  # bytes: of the file beside a SQLite database in WAL mode
FIRST_WRITE = 120  # seconds until one write is acknowledged on a busy machine
LONGEST_LIFE = 3.0  # seconds of work before a kill
WEB, WORKER = "embedded.server.front", "embedded.server.worker"


def subjects(served: Served) -> Counter:
	"""How often each event is in the database."""
	with contextlib.closing(sqlite3.connect(stored_in(served.home))) as connection:
		return Counter(row[0] for row in connection.execute("SELECT subject FROM tabEvent"))


def stored_in(home: Home):
	return home.database_file


@pytest.mark.timeout(LONG_TIME if IS_LONG else None)
def test_what_many_clients_send_is_neither_lost_nor_doubled(served_copy):
	client = Client(served_copy)

	def send(number: int) -> set[str]:
		first = number * SUBMISSIONS_OF_A_CLIENT
		return {client.insert(first + step) for step in range(SUBMISSIONS_OF_A_CLIENT)}

	with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
		names = set().union(*pool.map(send, range(CLIENTS)))

	sent = {f"Load {number}": 1 for number in range(CLIENTS * SUBMISSIONS_OF_A_CLIENT)}
	assert len(names) == len(sent)
	assert names <= stored(served_copy)
	assert {subject: count for subject, count in subjects(served_copy).items() if subject in sent} == sent


def test_every_acknowledged_write_is_there_after_kills_at_random_moments(own_served_site):
	acknowledged: set[str] = set()
	numbers = iter(range(10**6))

	for kill in range(KILLS):
		acknowledged |= write_until_killed(own_served_site, numbers, everything=kill % 2 == 0)
		backup.check_integrity(stored_in(own_served_site.home))
		missing = acknowledged - stored(own_served_site)
		assert not missing, f"after kill {kill + 1}"

	assert acknowledged
	assert max(subjects(own_served_site).values()) == 1
	assert Client(own_served_site).insert(next(numbers)) not in acknowledged


def write_until_killed(served: Served, numbers: Iterator[int], everything: bool) -> set[str]:
	"""Let some clients write until processes are killed; the names they were told. Afterwards the site is up.

	The moment of the kill is counted from the first acknowledged write, so that a busy machine kills no idle site.
	"""
	client, names = Client(served), set()
	has_begun, is_over = threading.Event(), threading.Event()

	def write() -> None:
		while not is_over.is_set():
			with contextlib.suppress(OSError, urllib.error.URLError, ValueError):
				names.add(client.insert(next(numbers)))
				has_begun.set()

	threads = [threading.Thread(target=write) for _number in range(8)]
	for thread in threads:
		thread.start()
	assert has_begun.wait(FIRST_WRITE), "no write was acknowledged"
	is_over.wait(random.uniform(0, LONGEST_LIFE))
	if everything:
		served.kill()
	else:
		served.kill_one(WEB)
		served.kill_one(WORKER)
	is_over.set()
	for thread in threads:
		thread.join()
	if everything:
		served.start()
	else:
		wait_until_ready(served)
	return names


def wait_until_ready(served: Served) -> None:
	from embedded.server import supervisor

	supervisor.wait_until_ready(served.home, served.port, served.processes)


def test_a_restore_that_is_killed_leaves_a_whole_site(own_site, backup_file):
	command = [sys.executable, "-m", "embedded", "restore", str(backup_file)]
	environment = os.environ | {"HUB_HOME": str(own_site.root)}
	for _kill in range(RESTORES):
		restoring = subprocess.Popen(
			command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
		)
		with contextlib.suppress(subprocess.TimeoutExpired):
			restoring.wait(random.uniform(0.5, 4))
		restoring.kill()
		restoring.wait()

	last = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
	assert last.returncode == 0, last.stderr

	backup.check_integrity(stored_in(own_site))
	with contextlib.closing(sqlite3.connect(stored_in(own_site))) as connection:
		assert connection.execute("SELECT count(*) FROM tabDocType").fetchone()[0] > 100


def test_a_backup_that_was_written_by_half_is_refused_and_the_site_stays(
	hub, own_site, backup_file, tmp_path
):
	before = stored_in(own_site).read_bytes()
	content = backup_file.read_bytes()
	for share in (0, 0.01, 0.5, 0.99):
		half = tmp_path / "half.tar.gz"
		half.write_bytes(content[: int(len(content) * share)])

		result = hub("restore", str(half), home=own_site.root)

		assert (result.returncode, result.stdout) == (1, "")
		assert str(half) in result.stderr.strip().splitlines()[-1]
	assert stored_in(own_site).read_bytes() == before


def test_a_backup_without_its_database_is_refused(hub, own_site, backup_file, tmp_path):
	robbed = tmp_path / "robbed.tar.gz"
	with tarfile.open(backup_file) as whole, tarfile.open(robbed, "w:gz") as part:
		for member in whole.getmembers():
			if member.name.removeprefix("./") != "database":
				part.addfile(member, whole.extractfile(member) if member.isfile() else None)

	assert hub("restore", str(robbed), home=own_site.root).returncode == 1


@contextlib.contextmanager
def full_disk(served: Served) -> Iterator[int]:
	"""Let no file of the web server grow, as on a disk without room; yields how many bytes it can't write."""
	(process,) = served._named(WEB)
	unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
	# who opens the database maps its index of what was written last, which grows with the writing before
	index = stored_in(served.home).with_suffix(".db-shm")
	room = max(index.stat().st_size if index.exists() else 0, SMALLEST_INDEX) + ROOM_LEFT
	resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
	try:
		yield 10 * room
	finally:
		resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)


def test_a_full_disk_is_told_nothing_is_saved_by_half_and_room_helps_at_once(served_copy):
	client = Client(served_copy)

	def write(title: str, size: int) -> str:
		note = {"doctype": "Note", "title": title, "content": "x" * size}
		return client.call("frappe.client.insert", doc=note)["name"]

	with full_disk(served_copy) as too_much:
		for number in range(3):
			with pytest.raises(urllib.error.HTTPError) as refused:
				write(f"No room {number}", too_much)
			assert refused.value.code in (500, 507)
			assert "saved" in refused.value.read().decode()
		assert (
			client.call("frappe.client.get_count", doctype="Note", filters={"title": ("like", "No room%")})
			== 0
		)
	start = time.monotonic()
	name = write("Room again", too_much)

	assert time.monotonic() - start < 5
	with contextlib.closing(sqlite3.connect(stored_in(served_copy.home))) as connection:
		found = connection.execute("SELECT name FROM tabNote WHERE title LIKE '%oom%'").fetchall()
	assert found == [(name,)]
	backup.check_integrity(stored_in(served_copy.home))


def test_numbers_and_documents_stay_in_order_when_the_clock_jumps(sqlite_site):
	names = []
	for moment in ("2031-01-01 00:00:00", "2019-06-01 12:00:00", "2031-01-01 00:00:00"):
		with freeze_time(moment):
			event = frappe.get_doc(doctype="Event", subject=moment, starts_on="2030-01-01 10:00:00").insert()
			event.description = "changed after the jump"
			event.save()
			names.append(event.name)

	assert len(set(names)) == 3
	frappe.db.rollback()


def test_a_log_in_outlives_a_clock_that_is_put_back_and_ends_with_one_that_is_put_ahead(sqlite_site):
	from frappe.sessions import Session

	session = Session.__new__(Session)
	session.sid, session.time_diff = "of-this-test", None
	data = frappe._dict(
		user="Administrator", session_expiry="170:00:00", last_updated=str(frappe.utils.now())
	)
	frappe.cache.hset("session", session.sid, frappe._dict(data=data, user="Administrator", sid=session.sid))
	try:
		with freeze_time("2019-06-01"):
			assert session.get_session_data_from_cache()
		with freeze_time("2040-06-01"):
			assert not session.get_session_data_from_cache()
	finally:
		frappe.cache.hdel("session", session.sid)


def test_waiting_for_the_lock_takes_no_longer_when_the_clock_is_put_back(monkeypatch):
	lock = FairLock()
	assert lock.acquire(1)
	monkeypatch.setattr(time, "time", lambda: 0.0)

	start = time.monotonic()
	assert lock.acquire(0.5) is None

	assert 0.5 <= time.monotonic() - start < 2
