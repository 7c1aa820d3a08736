# SPDX-License-Identifier: GPL-3.0-only
"""Writing many records without anybody being told about each of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

# Frappe evaluates no notification while both are set, and writes no feed entry while the first one is
FLAGS = ("in_import", "mute_emails")


@contextmanager
def quiet() -> Iterator[None]:
	"""Save and delete documents without notifications, e-mails or feed entries."""
	before = {flag: frappe.flags.get(flag) for flag in FLAGS}
	frappe.flags.update(dict.fromkeys(FLAGS, True))
	try:
		yield
	finally:
		frappe.flags.update(before)
