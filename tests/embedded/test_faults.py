# SPDX-License-Identifier: GPL-3.0-only
"""Many at once, and everything killed in the middle: nothing acknowledged is lost, nothing is there twice."""

import concurrent.futures
import contextlib
import json
import re
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.request

import pytest

from embedded import backup, redis, site
from tests.embedded.serving import Served, served

INSERTS = 400


class Client:
	"""A logged-in session on the REST API."""

	def __init__(self, served: Served):
		self.base = f"http://127.0.0.1:{served.port}"
		login = self._open(
			"/api/method/login", {"usr": "Administrator", "pwd": served.home.admin_password}, {}
		)
		self.headers = {
			"Cookie": "; ".join(value.split(";")[0] for value in login.headers.get_all("Set-Cookie"))
		}
		page = self._open("/app", None, self.headers).read().decode()
		self.headers["X-Frappe-CSRF-Token"] = re.search(r'csrf_token = "([^"]+)"', page)[1]

	def insert(self, number: int) -> str:
		"""Insert one document named by a series; its name."""
		event = {"subject": f"Load {number}", "starts_on": "2030-01-01 10:00:00"}
		with self._open("/api/resource/Event", event, self.headers) as response:
			return json.load(response)["data"]["name"]

	def call(self, method: str, **arguments):
		"""Call a whitelisted method; its answer."""
		with self._open(f"/api/method/{method}", arguments, self.headers) as response:
			return json.load(response).get("message")

	def _open(self, path: str, body: dict | None, headers: dict):
		data = None if body is None else json.dumps(body).encode()
		request = urllib.request.Request(
			self.base + path, data, headers | {"Content-Type": "application/json"}
		)
		return urllib.request.urlopen(request, timeout=120)


def insert_all(client: Client, clients: int) -> tuple[list[str], list[Exception]]:
	"""Insert INSERTS documents by so many clients at once; the acknowledged names, and the errors."""
	names: list[str] = []
	errors: list[Exception] = []
	with concurrent.futures.ThreadPoolExecutor(clients) as pool:
		for future in concurrent.futures.as_completed(
			[pool.submit(client.insert, n) for n in range(INSERTS)]
		):
			try:
				names.append(future.result())
			except Exception as error:
				errors.append(error)
	return names, errors


def stored(served: Served) -> set[str]:
	database = served.home.database_file
	with contextlib.closing(sqlite3.connect(database)) as connection:
		return {row[0] for row in connection.execute("SELECT name FROM tabEvent")}


@pytest.mark.parametrize("clients", [16, 64])
def test_inserts_by_many_clients_are_all_stored_under_different_names(own_served_site, clients):
	names, errors = insert_all(Client(own_served_site), clients)

	assert errors == []
	assert len(set(names)) == INSERTS
	assert set(names) <= stored(own_served_site)


def test_after_a_kill_in_the_middle_every_acknowledged_record_is_there(own_served_site):
	client = Client(own_served_site)
	enough = threading.Event()
	acknowledged: list[str] = []

	def insert(number: int) -> None:
		acknowledged.append(client.insert(number))
		if len(acknowledged) >= INSERTS // 4:
			enough.set()

	with concurrent.futures.ThreadPoolExecutor(16) as pool:
		futures = [pool.submit(insert, number) for number in range(INSERTS)]
		assert enough.wait(60)
		own_served_site.kill()
	assert any(future.exception() for future in futures), "the kill came too late to interrupt anything"

	own_served_site.start()

	backup.check_integrity(own_served_site.home.database_file)
	assert set(acknowledged) <= stored(own_served_site)
	assert Client(own_served_site).insert(INSERTS) not in acknowledged


def test_a_job_that_was_enqueued_before_a_kill_runs_after_it(own_site):
	# it would wait behind the scheduled jobs of a first start
	site.write_config(own_site, site.read_config(own_site) | {"pause_scheduler": 1})
	with served(own_site) as running:
		client = Client(running)
		running.pause_worker()
		note = client.call("frappe.client.insert", doc={"doctype": "Note", "title": "Waits for a job"})
		client.call(
			"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			doctype="Note",
			docnames=[note["name"]],
			action="update",
			data={"content": "the job has run"},
			task_id="test",
		)
		running.kill()

		running.start()

		content, deadline = None, time.monotonic() + 180
		while content != "the job has run" and time.monotonic() < deadline:
			content = Client(running).call(
				"frappe.client.get_value", doctype="Note", filters=note["name"], fieldname="content"
			)["content"]
		assert content == "the job has run"


def test_a_process_that_dies_is_started_again(own_served_site):
	client = Client(own_served_site)
	own_served_site.kill_one("embedded.server.worker")
	own_served_site.kill_one("embedded.server.front")
	from embedded.server import supervisor

	supervisor.wait_until_ready(own_served_site.home, own_served_site.port, own_served_site.processes)
	assert client.insert(1)


def test_a_login_with_a_wrong_password_is_refused(own_served_site):
	with pytest.raises(urllib.error.HTTPError, match="401"):
		Client(own_served_site)._open("/api/method/login", {"usr": "Administrator", "pwd": "wrong"}, {})


def test_bundles_are_sent_compressed_and_kept_by_the_browser(own_served_site):
	bundles = json.loads((own_served_site.home.sites / "assets" / "assets.json").read_text())
	address = f"http://127.0.0.1:{own_served_site.port}{bundles['desk.bundle.js']}"
	request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
	with urllib.request.urlopen(request) as response:
		assert response.headers["Content-Encoding"] == "gzip"
		assert "immutable" in response.headers["Cache-Control"]


def test_a_redis_that_a_killed_call_has_left_running_makes_room(own_site):
	left_over = subprocess.Popen(redis.command(own_site))
	redis.wait_until_ready(own_site, left_over)

	with served(own_site):
		assert left_over.wait(timeout=10) == 0
		assert redis.is_running(own_site)
