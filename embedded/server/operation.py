"""What a site does when it is served: the scheduler's last tick, the queues of jobs and of mails, and what failed."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from embedded import redis, site
from embedded.home import Home

JOB_LOG, MAIL = "Scheduled Job Log", "Email Queue"
WAITING = ("Not Sent", "Partially Sent", "Sending")
FAILED = ("Error",)


@dataclass(frozen=True)
class Operation:
	"""State of a site at one moment. Ages are in seconds, None where there is nothing whose age it would be."""

	is_served: bool
	tick_age: float | None
	workers: int
	# queue -> jobs that wait in it
	jobs: dict[str, int]
	oldest_job_age: float | None
	failed_jobs: int
	# scheduled jobs of the last day whose latest run failed
	failed_scheduled: list[str]
	mails_waiting: int
	oldest_mail_age: float | None
	mails_failed: int
	can_send: bool


def is_served(home: Home) -> bool:
	"""Tell whether the processes of `home` run."""
	try:
		os.kill(int((home.run / "supervisord.pid").read_text()), 0)
	except (OSError, ValueError):
		return False
	return redis.is_running(home)


def look(home: Home) -> Operation:
	"""Read the state of a site, served or not."""
	served = is_served(home)
	with redis.running(home), site.connected(home):
		return Operation(
			is_served=served,
			tick_age=time.time() - home.tick.stat().st_mtime if home.tick.exists() else None,
			**_look_at_jobs(),
			failed_scheduled=_find_failed_scheduled(),
			**_look_at_mails(),
		)


def _look_at_jobs() -> dict:
	from frappe.utils.background_jobs import get_queue_list, get_redis_conn
	from rq import Queue, Worker

	connection = get_redis_conn()
	queues = [Queue(name, connection=connection) for name in get_queue_list(build_queue_name=True)]
	oldest = [job.enqueued_at for queue in queues for job in queue.get_jobs(0, 1) if job.enqueued_at]
	return {
		"workers": Worker.count(connection=connection),
		"jobs": {queue.name.rpartition(":")[2]: queue.count for queue in queues},
		"oldest_job_age": _age(min(oldest)) if oldest else None,
		"failed_jobs": sum(queue.failed_job_registry.count for queue in queues),
	}


def _age(moment: datetime) -> float:
	moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
	return (datetime.now(UTC) - moment).total_seconds()


def _find_failed_scheduled() -> list[str]:
	import frappe
	from frappe.utils import now_datetime

	runs = frappe.get_all(
		JOB_LOG,
		filters={"creation": (">", now_datetime() - timedelta(days=1))},
		fields=["scheduled_job_type", "status"],
		order_by="creation asc",
		limit_page_length=0,
	)
	latest = {run.scheduled_job_type: run.status for run in runs}
	return sorted(job for job, status in latest.items() if status == "Failed")


def _look_at_mails() -> dict:
	import frappe
	from frappe.utils import now_datetime

	waiting = {"status": ("in", WAITING)}
	oldest = frappe.get_all(MAIL, waiting, pluck="creation", order_by="creation asc", limit=1)
	return {
		"mails_waiting": frappe.db.count(MAIL, waiting),
		"oldest_mail_age": (now_datetime() - oldest[0]).total_seconds() if oldest else None,
		"mails_failed": frappe.db.count(MAIL, {"status": ("in", FAILED)}),
		"can_send": site.has_outgoing_account(),
	}
