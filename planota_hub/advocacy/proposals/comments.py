# SPDX-License-Identifier: GPL-3.0-only
"""Comments on proposals: what a form shows of them."""

import frappe

COMMENT = "Proposal Comment"
UNCONFIRMED, RECEIVED = "Unconfirmed", "Received"
ANSWERS = ("Taken Up", "Partly Taken Up", "Not Taken Up")


def get_comments(proposal: str) -> list[dict]:
	"""Return the confirmed comments on a proposal that the reader may see, the earliest first."""
	if not frappe.has_permission(COMMENT, "read"):
		return []
	return frappe.get_list(
		COMMENT,
		filters={"proposal": proposal, "status": ("!=", UNCONFIRMED)},
		fields=["name", "commenter_name", "organisation", "ask", "position", "comment", "status", "answer"],
		order_by="confirmed_on asc, name asc",
		limit_page_length=0,
	)
