# SPDX-License-Identifier: GPL-3.0-only
"""Sites from before a briefing counted as sent only when the mail server has its messages."""

import frappe

from planota_hub.planota_hub.briefings.deliveries import BRIEFING, count_recipients
from planota_hub.setup.foreign_permissions import add_foreign_permissions


def execute() -> None:
	"""Count every briefing anew, let those wait whose messages do, and let the staff write e-mails."""
	count_recipients(frappe.get_all(BRIEFING, pluck="name", order_by="name asc"))
	waiting = {"status": "Sent", "waiting_count": (">", 0)}
	frappe.db.set_value(BRIEFING, waiting, "status", "Waiting", update_modified=False)
	add_foreign_permissions("Email Account")
