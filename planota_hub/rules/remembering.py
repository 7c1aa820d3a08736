# SPDX-License-Identifier: GPL-3.0-only
"""What is remembered for a while beside the database, and with it: what is rolled back was never there."""

from typing import Any

import frappe


def remember(key: str, value: Any, seconds: int) -> None:
	"""Keep a value in the cache for a time; forget it when what it tells of is rolled back."""
	frappe.cache.set_value(key, value, expires_in_sec=seconds)
	frappe.db.after_rollback.add(lambda: frappe.cache.delete_value(key))
