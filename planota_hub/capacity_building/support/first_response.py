# SPDX-License-Identifier: GPL-3.0-only
"""The first response to a support request: the first e-mail to whoever sent it."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import now

if TYPE_CHECKING:
	from frappe.core.doctype.communication.communication import Communication


def mark_first_response(communication: "Communication", method: str | None = None) -> None:
	"""Hook `after_insert` of Communication: the first e-mail to the sender of a request is its first response."""
	if communication.reference_doctype != "NGO Support Request" or communication.sent_or_received != "Sent":
		return
	if communication.communication_type != "Communication" or not communication.reference_name:
		return
	answered = frappe.db.get_value(
		"NGO Support Request", communication.reference_name, "first_responded_on", for_update=True
	)
	if not answered:
		frappe.db.set_value(
			"NGO Support Request",
			communication.reference_name,
			{"first_responded_on": now()},
			update_modified=False,
		)
