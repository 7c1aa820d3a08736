# SPDX-License-Identifier: GPL-3.0-only
"""What a site does when it is served: the scheduler's last tick, the queues of jobs and of mails, and what failed."""

import contextlib
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from embedded import redis
from embedded.home import Home

QUEUES = ("short", "default", "long", "scheduled", "scheduled_long")


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
	# scheduled job -> how long its longest run of the last day took
	scheduled_seconds: dict[str, float]
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
	"""Read the state of a site, served or not, without the engine: it is asked when something is wrong with it."""
	served = is_served(home)
	with redis.running(home):
		jobs = _look_at_jobs(home)
	now = _get_now(home)
	return Operation(
		is_served=served,
		tick_age=time.time() - home.tick.stat().st_mtime if home.tick.exists() else None,
		**jobs,
		failed_scheduled=_find_failed_scheduled(home, now),
		scheduled_seconds=_find_longest_runs(home, now),
		**_look_at_mails(home, now),
	)


def _look_at_jobs(home: Home) -> dict:
	from redis import Redis
	from rq import Queue, Worker

	connection = Redis.from_url(redis.url(home, redis.QUEUE))
	queues = Queue.all(connection=connection)
	oldest = [job.enqueued_at for queue in queues for job in queue.get_jobs(0, 1) if job.enqueued_at]
	counts = {queue.name.rpartition(":")[2]: queue.count for queue in queues}
	return {
		"workers": Worker.count(connection=connection),
		"jobs": dict.fromkeys(QUEUES, 0) | counts,
		"oldest_job_age": _age(min(oldest)) if oldest else None,
		"failed_jobs": sum(queue.failed_job_registry.count for queue in queues),
	}


def _age(moment: datetime) -> float:
	moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
	return (datetime.now(UTC) - moment).total_seconds()


def _get_now(home: Home) -> datetime:
	"""The time of the site, in which its records are stamped."""
	query = "SELECT value FROM tabSingles WHERE doctype = 'System Settings' AND field = 'time_zone'"
	return datetime.now(ZoneInfo(_read(home, query)[0][0])).replace(tzinfo=None)


def _find_failed_scheduled(home: Home, now: datetime) -> list[str]:
	runs = _read(
		home,
		"SELECT job.method, log.status FROM `tabScheduled Job Log` log "
		"JOIN `tabScheduled Job Type` job ON job.name = log.scheduled_job_type "
		f"WHERE log.creation > '{now - timedelta(days=1)}' ORDER BY log.creation",
	)
	return sorted(job for job, status in dict(runs).items() if status == "Failed")


def _find_longest_runs(home: Home, now: datetime) -> dict[str, float]:
	runs = _read(
		home,
		"SELECT job.method, log.creation, log.modified FROM `tabScheduled Job Log` log "
		"JOIN `tabScheduled Job Type` job ON job.name = log.scheduled_job_type "
		f"WHERE log.creation > '{now - timedelta(days=1)}' AND log.status != 'Scheduled'",
	)
	longest: dict[str, float] = {}
	for job, began, ended in runs:
		took = datetime.fromisoformat(str(ended)) - datetime.fromisoformat(str(began))
		longest[job] = max(took.total_seconds(), longest.get(job, 0))
	return longest


def _look_at_mails(home: Home, now: datetime) -> dict:
	waiting = "FROM `tabEmail Queue` WHERE status IN ('Not Sent', 'Partially Sent', 'Sending')"
	number, oldest = _read(home, f"SELECT count(*), min(creation) {waiting}")[0]
	failed = _read(home, "SELECT count(*) FROM `tabEmail Queue` WHERE status = 'Error'")
	account = "SELECT count(*) FROM `tabEmail Account` WHERE enable_outgoing = 1 AND default_outgoing = 1"
	return {
		"mails_waiting": number,
		"oldest_mail_age": (now - datetime.fromisoformat(str(oldest))).total_seconds() if oldest else None,
		"mails_failed": failed[0][0],
		"can_send": bool(_read(home, account)[0][0]),
	}


def _read(home: Home, query: str) -> list[tuple]:
	"""The rows of a query that both kinds of database understand."""
	if home.database.kind == "mariadb":
		from embedded import mariadb

		with mariadb.connect(home.database, home.database.name) as connection, connection.cursor() as cursor:
			cursor.execute(query)
			return list(cursor.fetchall())
	import sqlite3

	with contextlib.closing(sqlite3.connect(f"file:{home.database_file}?mode=ro", uri=True)) as connection:
		return connection.execute(query).fetchall()
