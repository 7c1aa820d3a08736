# SPDX-License-Identifier: GPL-3.0-only
"""What people took on and should have done by now, wherever it stands: each area tells its own by hook."""

import frappe

from planota_hub.rules.tasks import OverdueStep


def get_overdue_steps() -> list[OverdueStep]:
	"""Return everything that is overdue today, the longest overdue first; hook `hub_overdue_steps`."""
	rows = [row for path in frappe.get_hooks("hub_overdue_steps") for row in frappe.get_attr(path)()]
	return sorted(rows, key=lambda row: (row.due_on, row.doctype, row.name, row.text))
