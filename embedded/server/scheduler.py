# SPDX-License-Identifier: GPL-3.0-only
"""The scheduler: enqueues the jobs that are due, at the start and then twice a minute.

What fell due while the site was down is due once, however long that was: a job is due when its next time after
its last run has come, and one that waits in a queue or runs is not enqueued again. The engine's own scheduler can't
be started: its loop calls a function of the same name that needs a connected site.
"""

import sys
import time
import traceback

from embedded import redis, site
from embedded.home import Home

SECONDS_BETWEEN_TICKS = 30
# as long as a person who was removed may still be read in the file of Redis
SECONDS_BETWEEN_REWRITES = 3600


def tick(home: Home) -> None:
	"""Enqueue what is due, and let the mails go that wait for an account which is there now."""
	site.hold_mail_back(home)
	with site.connected(home):
		from frappe.utils import scheduler

		if not scheduler.is_scheduler_inactive(verbose=False):
			scheduler.enqueue_events()
	home.tick.touch()


def run(home: Home) -> None:
	"""Tick for ever. What fails once, such as a database that is busy, is tried again at the next tick."""
	rewritten = None
	while True:
		try:
			tick(home)
			if rewritten is None or time.monotonic() - rewritten > SECONDS_BETWEEN_REWRITES:
				redis.rewrite_log(home)
				rewritten = time.monotonic()
		except Exception:
			traceback.print_exc(file=sys.stderr)
		time.sleep(SECONDS_BETWEEN_TICKS)


if __name__ == "__main__":
	run(Home.from_environment())
