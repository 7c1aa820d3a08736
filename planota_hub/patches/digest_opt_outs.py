# SPDX-License-Identifier: GPL-3.0-only
"""Unsubscribed addresses are recognised by their digest, so that an address can be deleted and still not be written to."""

import frappe

from planota_hub.personal_data.words import digest_address


def execute() -> None:
	"""Give every entry that has none the digest of its address."""
	missing = {"email_digest": ("is", "not set"), "email": ("is", "set")}
	for entry in frappe.get_all("Briefing Opt-Out", missing, ["name", "email"], order_by="creation asc"):
		frappe.db.set_value(
			"Briefing Opt-Out",
			entry.name,
			"email_digest",
			digest_address(entry.email),
			update_modified=False,
		)
