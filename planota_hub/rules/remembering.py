# SPDX-License-Identifier: GPL-3.0-only
"""What is remembered for a while beside the database, and with it: what is rolled back was never there.

What many ask for and few change is worked out once (`keep`): anew as soon as a record of the hub was changed by anybody,
and after a time in any case, since statements may change records without their documents.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.model.document import Document
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import LockError

CHANGES = "hub_changes"
# nobody waits longer for somebody else who works the same out
MOST_SECONDS_TO_WAIT = 60


def remember(key: str, value: Any, seconds: int) -> None:
	"""Keep a value in the cache for a time; forget it when what it tells of is rolled back."""
	frappe.cache.set_value(key, value, expires_in_sec=seconds)
	frappe.db.after_rollback.add(lambda: frappe.cache.delete_value(key))


def keep(key: str, make: Callable[[], Any], seconds: int) -> Any:
	"""Return what is kept under a key, worked out where that is missing or a record has changed since.

	Of many who ask at once one works it out, the others wait. Who has changed something in this transaction sees that.

	Args:
	        key: names what it is, for whom and in which language.
	        seconds: for which it is kept at most.
	"""
	if frappe.db.transaction_writes:
		return make()
	try:
		kept = frappe.cache.get_value(key, expires=True)
		if kept and kept[0] == count_changes():
			return kept[1]
		with frappe.cache.lock(
			frappe.cache.make_key(f"{key}|lock"),
			timeout=MOST_SECONDS_TO_WAIT,
			blocking_timeout=MOST_SECONDS_TO_WAIT,
		):
			return _keep_anew(key, make, seconds)
	except (RedisConnectionError, LockError):
		return make()


def _keep_anew(key: str, make: Callable[[], Any], seconds: int) -> Any:
	changes = count_changes()
	kept = frappe.cache.get_value(key, expires=True)
	if not kept or kept[0] != changes:
		kept = changes, make()
		frappe.cache.set_value(key, kept, expires_in_sec=seconds)
	return kept[1]


def count_changes() -> int:
	"""Return how often records of the hub were changed."""
	return int(frappe.cache.get(frappe.cache.make_key(CHANGES)) or 0)


def note_change(doc: Document, method: str | None = None, *args: Any) -> None:
	"""Hook `on_change`, `after_delete` and `after_rename` of every DocType of the hub: what was kept is over."""
	frappe.db.after_commit.add(forget_kept)


def forget_kept() -> None:
	"""Let everything that is kept be worked out anew."""
	try:
		frappe.cache.incr(frappe.cache.make_key(CHANGES))
	except RedisConnectionError:
		return
