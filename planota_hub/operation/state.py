# SPDX-License-Identifier: GPL-3.0-only
"""The state of the site at one moment, as numbers that a watch can compare."""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Max, Min
from frappe.utils import add_to_date, now_datetime
from frappe.utils.background_jobs import get_queues, get_redis_conn
from rq import Worker

MAIL, JOB_TYPE, JOB_LOG = "Email Queue", "Scheduled Job Type", "Scheduled Job Log"
UNSENT = ("Not Sent", "Partially Sent", "Sending")
FAILED_WITHIN_HOURS = 24


@dataclass(frozen=True)
class State:
	"""State of a site at one moment. Ages are in seconds, None where there is nothing whose age it would be.

	Attributes:
	        scheduler_age: since the newest run of a scheduled job.
	        workers: processes that take jobs; they serve all sites of a bench.
	        jobs_waiting: queue -> jobs in it, of all sites of a bench.
	        jobs_failed: jobs of the bench that failed and were not looked after.
	        scheduled_failed: scheduled jobs of the site that failed within a day.
	        scheduled_seconds: scheduled job -> how long its longest run within a day took.
	        errors: entries of the Error Log within a day.
	"""

	scheduler_age: float | None
	workers: int
	jobs_waiting: dict[str, int]
	jobs_failed: int
	scheduled_failed: int
	scheduled_seconds: dict[str, float]
	mails_waiting: int
	mails_failed: int
	oldest_mail_age: float | None
	errors: int


def look() -> State:
	"""Read the state of the site: five small queries and three questions to Redis."""
	since = add_to_date(now_datetime(), hours=-FAILED_WITHIN_HOURS)
	queues = get_queues()
	waiting, oldest = get_unsent_mails()
	return State(
		scheduler_age=get_age(get_last_run()),
		workers=Worker.count(connection=get_redis_conn()),
		jobs_waiting={queue.name.rpartition(":")[2]: queue.count for queue in queues},
		jobs_failed=sum(queue.failed_job_registry.count for queue in queues),
		scheduled_failed=frappe.db.count(JOB_LOG, {"status": "Failed", "creation": (">", since)}),
		scheduled_seconds=get_longest_runs(since),
		mails_waiting=waiting,
		mails_failed=frappe.db.count(MAIL, {"status": "Error"}),
		oldest_mail_age=get_age(oldest),
		errors=frappe.db.count("Error Log", {"creation": (">", since)}),
	)


def get_age(moment: datetime | None) -> float | None:
	"""Return how many seconds ago a moment of the site's clock was."""
	return (now_datetime() - moment).total_seconds() if moment else None


def get_last_run() -> datetime | None:
	"""Return when the scheduler last ran a job."""
	job = DocType(JOB_TYPE)
	last = frappe.qb.from_(job).select(Max(job.last_execution)).run()[0][0]
	return frappe.utils.get_datetime(last) if last else None


def get_longest_runs(since: datetime) -> dict[str, float]:
	"""Return the scheduled jobs that have ended since a moment, with the seconds of their longest run."""
	log, job = DocType(JOB_LOG), DocType(JOB_TYPE)
	runs = (
		frappe.qb.from_(log)
		.join(job)
		.on(job.name == log.scheduled_job_type)
		.select(job.method, log.creation, log.modified)
		.where((log.creation > since) & (log.status != "Scheduled"))
		.run()
	)
	longest: dict[str, float] = {}
	for method, began, ended in runs:
		seconds = (frappe.utils.get_datetime(ended) - frappe.utils.get_datetime(began)).total_seconds()
		longest[method] = max(seconds, longest.get(method, 0))
	return longest


def get_unsent_mails() -> tuple[int, datetime | None]:
	"""Return how many mails wait, and since when the oldest does."""
	mail = DocType(MAIL)
	query = frappe.qb.from_(mail).select(Count(mail.name), Min(mail.creation))
	number, oldest = query.where(mail.status.isin(UNSENT)).run()[0]
	return number, frappe.utils.get_datetime(oldest) if oldest else None
