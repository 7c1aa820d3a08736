# SPDX-License-Identifier: GPL-3.0-only
"""The start of the portal: what waits for the current user, as every area finds it."""

from datetime import date

import frappe

from planota_hub.rules.sorting import sort_key
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Return what waits for the current user: what is due first at the top, what has no day at the end."""
	found = [waiting for hook in frappe.get_hooks("hub_waiting") for waiting in frappe.call(hook)]
	return sorted(found, key=lambda waiting: (waiting.due_on or date.max, sort_key(waiting.of), waiting.text))
