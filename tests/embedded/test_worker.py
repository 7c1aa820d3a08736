# SPDX-License-Identifier: GPL-3.0-only
"""In what order the one worker of a site takes jobs: those of people first, those of the scheduler never last for ever."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils.background_jobs import get_queue_list, get_redis_conn
from rq import Queue

from embedded.home import Home
from embedded.server import operation
from embedded.server.worker import IN_A_ROW, PatientWorker

LONG, SCHEDULED, SCHEDULED_LONG = "long", "scheduled", "scheduled_long"


@pytest.fixture
def queues(test_site: Home) -> Iterator[dict[str, Queue]]:
	"""Empty queues of the names of a site, which no worker of a site takes from."""
	connection = get_redis_conn()
	made = {name: Queue(f"order-test:{name}", connection=connection) for name in get_queue_list()}
	yield made
	for queue in made.values():
		queue.delete(delete_jobs=True)


@pytest.fixture
def worker(queues: dict[str, Queue]) -> PatientWorker:
	return PatientWorker(list(queues.values()), connection=get_redis_conn())


def take(worker: PatientWorker, number: int) -> list[str]:
	"""Return from which queues a worker takes its next jobs."""
	taken = [worker.dequeue_job_and_maintain_ttl(None)[1] for _job in range(number)]
	return [queue.name.rpartition(":")[2] for queue in taken]


def test_what_people_ask_for_goes_before_what_was_scheduled_earlier(queues, worker):
	for name in (SCHEDULED_LONG, SCHEDULED, LONG, "default", "short"):
		queues[name].enqueue("builtins.print")

	assert take(worker, 5) == ["short", "default", LONG, SCHEDULED, SCHEDULED_LONG]


def test_scheduled_jobs_have_their_turn_while_an_import_asks_for_batch_after_batch(queues, worker):
	for _job in range(2 * IN_A_ROW + 1):
		queues[LONG].enqueue("builtins.print")
	for _job in range(2):
		queues[SCHEDULED].enqueue("builtins.print")

	in_a_row = [LONG] * IN_A_ROW
	assert take(worker, 2 * IN_A_ROW + 3) == [*in_a_row, SCHEDULED, *in_a_row, SCHEDULED, LONG]


def test_the_scheduler_asks_in_queues_of_its_own(test_site):
	for frequency, queue in (
		("Hourly", SCHEDULED),
		("Cron", SCHEDULED),
		("Daily Long", SCHEDULED_LONG),
		("Hourly Maintenance", SCHEDULED_LONG),
	):
		job = frappe.get_doc({"doctype": "Scheduled Job Type", "frequency": frequency})
		assert job.get_queue_name() == queue
	assert set(operation.QUEUES) == set(get_queue_list())
