# SPDX-License-Identifier: GPL-3.0-only
"""The index of the framework's global search, which it writes from a queue at the scheduler's rounds."""

from contextlib import suppress

from frappe.utils.global_search import sync_global_search
from redis.exceptions import ConnectionError as RedisConnectionError


def fill_search_index() -> None:
	"""Put what was saved so far into the search index at once, instead of at the scheduler's next round.

	Without Redis there is nothing to do: the framework then writes the index while it saves.
	"""
	with suppress(RedisConnectionError):
		sync_global_search()
