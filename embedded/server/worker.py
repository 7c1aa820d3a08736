# SPDX-License-Identifier: GPL-3.0-only
"""The background worker: runs queued jobs, first those that a kill has interrupted, then what people ask for.

What the scheduler asks for comes behind that. But where people ask for much, such as the many batches of an import, every
few jobs one of the scheduler is run, so that mails still leave.
"""

import os
import sys
from importlib import import_module

import frappe
from frappe.utils.background_jobs import get_queue_list, get_redis_conn, set_niceness
from rq import Queue, SimpleWorker, Worker
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.job import Job

from embedded import redis
from embedded.home import Home

# what nearly every job needs: loaded once here, not again in the process of each job
COMMON = (
	"frappe.core.doctype.communication.communication",
	"frappe.core.doctype.scheduled_job_type.scheduled_job_type",
	"frappe.desk.doctype.notification_log.notification_log",
	"frappe.email.queue",
	"frappe.integrations.doctype.google_calendar.google_calendar",
	"frappe.query_builder.functions",
	"frappe.utils.global_search",
	"frappe.utils.safe_exec",
	"frappe.website.path_resolver",
	"planota_hub.hooks",
)
SCHEDULED = "scheduled"
# so many jobs that people asked for are run in a row while one of the scheduler waits
IN_A_ROW = 5


class PatientWorker(Worker):
	"""A worker that takes the jobs of people first, without ever forgetting the others."""

	_in_a_row = 0

	def reorder_queues(self, reference_queue: Queue) -> None:
		"""Say in what order the queues are asked for the next job, after one from `reference_queue`."""
		self._in_a_row = 0 if _is_scheduled(reference_queue) else self._in_a_row + 1
		scheduled_first = self._in_a_row >= IN_A_ROW
		# sorting keeps the order in which each half was named
		self._ordered_queues = sorted(
			self.queues, key=lambda queue: _is_scheduled(queue) is not scheduled_first
		)


def _is_scheduled(queue: Queue) -> bool:
	return queue.name.rpartition(":")[2].startswith(SCHEDULED)


def requeue_interrupted_jobs() -> int:
	"""Put jobs that were running when the site was killed back to the front of their queue; their number."""
	with frappe.init_site(os.environ["FRAPPE_SITE"]):
		connection = get_redis_conn()
		interrupted = 0
		for name in get_queue_list(build_queue_name=True):
			queue = Queue(name, connection=connection)
			interrupted += sum(_requeue(job_id, queue) for job_id in _take_started(queue))
		return interrupted


def _take_started(queue: Queue) -> list[str]:
	"""Take what nobody executes any more out of the registry of started jobs; the ids of these jobs."""
	registry = queue.started_job_registry
	executions = registry.get_job_and_execution_ids(cleanup=False)
	for job_id, execution_id in executions:
		queue.connection.zrem(registry.key, f"{job_id}:{execution_id}")
	return list(dict.fromkeys(job_id for job_id, _execution_id in executions))


def _requeue(job_id: str, queue: Queue) -> int:
	try:
		job = Job.fetch(job_id, connection=queue.connection)
		queue._enqueue_job(job, at_front=True)
	except (NoSuchJobError, InvalidJobOperation) as error:
		print(f"Job {job_id} was interrupted and cannot run again: {error}", file=sys.stderr)
		return 0
	return 1


def work_off() -> None:
	"""Run what is in the queues now in this very process, and return."""
	with frappe.init_site(os.environ["FRAPPE_SITE"]):
		connection = get_redis_conn()
		queues = get_queue_list(build_queue_name=True)
	SimpleWorker(queues, connection=connection).work(burst=True, logging_level="WARNING")


def work() -> None:
	"""Run jobs for ever, as the framework's worker does, but in another order."""
	with frappe.init_site():
		connection = get_redis_conn()
		queues = get_queue_list(build_queue_name=True)
	set_niceness()
	PatientWorker(queues, connection=connection).work(logging_level="WARNING", with_scheduler=False)


if __name__ == "__main__":
	if count := requeue_interrupted_jobs():
		print(f"{count} interrupted jobs will run again", file=sys.stderr)
	for module in COMMON:
		import_module(module)
	with redis.in_use(Home.from_environment()):
		if "--work-off" in sys.argv:
			work_off()
		else:
			work()
