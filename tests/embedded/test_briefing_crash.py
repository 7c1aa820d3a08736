# SPDX-License-Identifier: GPL-3.0-only
"""A briefing whose worker is killed in the middle: a real process, a real mail server, each recipient once."""

import asyncio
import json
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from aiosmtpd.controller import Controller

from embedded.home import Home
from embedded.site import read_config, write_config
from tests.embedded.serving import Served, free_port, served
from tests.embedded.test_faults import Client

RECIPIENTS = 250
SECONDS_TO_HOLD = 60
WORKER = "embedded.server.worker"

PREPARE = """
import frappe

# what other tests left to be sent
frappe.db.delete("Email Queue")
frappe.db.delete("Email Queue Recipient")
frappe.get_doc({{
	"doctype": "Email Account", "email_account_name": "Sink", "email_id": "hub@hub.test",
	"enable_outgoing": 1, "default_outgoing": 1, "smtp_server": "127.0.0.1", "smtp_port": {port},
	"no_smtp_authentication": 1, "awaiting_password": 1,
}}).insert()
for number in range({recipients}):
	frappe.get_doc({{
		"doctype": "Stakeholder", "stakeholder_name": f"Body {{number}}", "stakeholder_type": "Other",
		"sector": "Public", "municipality": "Brda", "email": f"body{{number}}@brda.test",
	}}).insert()
result = frappe.get_doc({{
	"doctype": "Stakeholder Briefing", "briefing_title": "News", "message": "<p>Dear {{{{ organisation }}}}</p>",
	"audience": [{{"recipient_type": "Other", "municipality": "Brda"}}],
}}).insert().name
"""
FLUSH = """
import frappe
from frappe.email.queue import retry_sending_emails

# what was under way when the worker died is tried again after a quarter of an hour
for name in frappe.get_all("Email Queue", {"status": "Sending"}, pluck="name"):
	frappe.db.set_value("Email Queue", name, "modified", "2020-01-01 00:00:00.000000", update_modified=False)
retry_sending_emails()
result = frappe.enqueue("frappe.email.queue.flush", queue="long", enqueue_after_commit=True)
result = "enqueued"
"""
SEND = """
import frappe

result = frappe.enqueue("frappe.email.queue.flush", queue="long", enqueue_after_commit=True)
result = "enqueued"
"""
FOLLOW = """
from planota_hub.planota_hub.briefings.deliveries import follow_deliveries

result = follow_deliveries()
"""


class Sink:
	"""A mail server that counts what it has taken over, and can hold one mail back until its sender is gone."""

	def __init__(self, hold_at: int):
		self.taken: Counter[str] = Counter()
		self.hold_at = hold_at
		self.holding = threading.Event()

	async def handle_DATA(self, server, session, envelope) -> str:
		if sum(self.taken.values()) == self.hold_at and not self.holding.is_set():
			self.holding.set()
			await asyncio.sleep(SECONDS_TO_HOLD)
			return "451 try again later"
		self.taken.update(address.lower() for address in envelope.rcpt_tos)
		return "250 OK"


@pytest.fixture
def sink():
	"""A running mail server on a free port."""
	handler = Sink(hold_at=40)
	controller = Controller(handler, hostname="127.0.0.1", port=free_port())
	controller.start()
	handler.port = controller.port
	yield handler
	controller.stop()


def run_script(hub: Callable, home: Home, text: str, folder) -> object:
	script = folder / "script.py"
	script.write_text(text)
	result = hub("run", "--file", str(script), "--commit", home=home.root)
	assert result.returncode == 0, result.stderr
	return json.loads(result.stdout)


def read(home: Home, query: str) -> list[tuple]:
	with sqlite3.connect(f"file:{home.database_file}?mode=ro", uri=True) as database:
		return database.execute(query).fetchall()


def count(home: Home, status: str) -> int:
	return read(home, f'SELECT count(*) FROM "tabBriefing Recipient" WHERE status = "{status}"')[0][0]


def comes_true(condition: Callable, seconds: float) -> bool:
	deadline = time.monotonic() + seconds
	while not (value := condition()) and time.monotonic() < deadline:
		time.sleep(0.02)
	return bool(value)


def wait_for(condition: Callable, seconds: float = 300):
	assert comes_true(condition, seconds), f"not within {seconds} s"


def kill_while_queueing(site: Served, client: Client, briefing: str) -> None:
	"""Kill the worker after each batch that it finishes, and press Resume."""
	resume = "planota_hub.planota_hub.briefings.sending.resume_sending"
	client.call("planota_hub.planota_hub.briefings.sending.start_sending", briefing=briefing)
	for done in (100, 200):
		wait_for(lambda done=done: count(site.home, "Queued") >= done)
		site.kill_one(WORKER)
		if count(site.home, "Pending"):
			client.call(resume, briefing=briefing)
	wait_for(lambda: not count(site.home, "Pending"))


def test_a_briefing_whose_worker_is_killed_reaches_each_recipient_once(hub, own_site, sink, tmp_path):
	briefing = run_script(hub, own_site, PREPARE.format(port=sink.port, recipients=RECIPIENTS), tmp_path)
	# it would wait behind the scheduled jobs of a first start
	write_config(own_site, read_config(own_site) | {"mute_emails": 0, "pause_scheduler": 1})
	everybody = {f"body{number}@brda.test": 1 for number in range(RECIPIENTS)}
	with served(own_site) as site:
		kill_while_queueing(site, Client(site), briefing)
		queued = read(
			own_site, 'SELECT recipient FROM "tabEmail Queue Recipient" WHERE recipient LIKE "body%"'
		)
		assert Counter(address for (address,) in queued) == everybody

		run_script(hub, own_site, FLUSH, tmp_path)
		assert sink.holding.wait(120)
		site.kill_one(WORKER)
		for script in (FLUSH, SEND, SEND, SEND):
			run_script(hub, own_site, script, tmp_path)
			if comes_true(lambda: len(sink.taken) == RECIPIENTS, 60):
				break
		assert sink.taken == everybody
		run_script(hub, own_site, FOLLOW, tmp_path)
		assert count(own_site, "Delivered") == RECIPIENTS
		query = f'SELECT status, informed_count FROM "tabStakeholder Briefing" WHERE name = "{briefing}"'
		assert read(own_site, query) == [("Sent", RECIPIENTS)]
