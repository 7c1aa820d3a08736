"""The background worker: runs queued jobs, and enqueues those that are due."""

import os
import sys

import frappe
from frappe.utils.background_jobs import get_queue_list, get_redis_conn, start_worker
from rq import Queue
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.job import Job


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


if __name__ == "__main__":
	if count := requeue_interrupted_jobs():
		print(f"{count} interrupted jobs will run again", file=sys.stderr)
	start_worker(quiet=True)
