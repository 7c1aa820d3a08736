# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe.tests.utils.generators`: the log of test records, which installation clears."""

import os

import frappe

__all__ = ["_clear_test_log", "make_test_objects", "make_test_records"]

from frappe.tests.utils import make_test_objects, make_test_records


def _clear_test_log() -> None:
	"""Forget which test records were made; a new site has none."""
	log = frappe.get_site_path(".test_log")
	if os.path.exists(log):
		os.remove(log)
