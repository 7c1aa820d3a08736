# SPDX-License-Identifier: GPL-3.0-only
"""The index of the framework's global search, which it writes from a queue at the scheduler's rounds."""

import json
from collections.abc import Callable
from contextlib import suppress

import frappe
from frappe.utils.global_search import sync_global_search
from redis.exceptions import ConnectionError as RedisConnectionError

QUEUE = "global_search_queue"


def fill_search_index() -> None:
	"""Put what was saved so far into the search index at once, instead of at the scheduler's next round.

	Without Redis there is nothing to do: the framework then writes the index while it saves.
	"""
	with suppress(RedisConnectionError):
		sync_global_search()


def drop_waiting(is_meant: Callable[[dict], bool]) -> None:
	"""Take entries out of the queue, so that no later round writes into the index what stands nowhere any more.

	Args:
	        is_meant: tells whether to drop an entry, by its `doctype`, `name`, `content`, `title` and `route`.
	"""
	with suppress(RedisConnectionError):
		for entry in frappe.cache.lrange(QUEUE, 0, -1):
			if is_meant(json.loads(entry)):
				frappe.cache.lrem(frappe.cache.make_key(QUEUE), 0, entry)
