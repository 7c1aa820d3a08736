# SPDX-License-Identifier: GPL-3.0-only
"""Two records that follow each other must not do so in circles."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

FLAG = "hub_records_in_step"


@contextmanager
def in_step(doctype: str, name: str) -> Iterator[bool]:
	"""Yield True for the first who brings others in step with a record, False for whoever comes round again."""
	under_way = frappe.flags.setdefault(FLAG, set())
	key = (doctype, name)
	if key in under_way:
		yield False
		return
	under_way.add(key)
	try:
		yield True
	finally:
		under_way.discard(key)
