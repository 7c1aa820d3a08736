# SPDX-License-Identifier: GPL-3.0-only
"""Rows of imports from before what was left as it is had a word of its own: "Left" is a direction too."""

import frappe

from planota_hub.planota_hub.register.sources.applying import LEFT


def execute() -> None:
	"""Give such rows the present word; a second time finds none."""
	frappe.db.set_value("Register Import Row", {"result": "Left"}, "result", LEFT, update_modified=False)
