# SPDX-License-Identifier: GPL-3.0-only
"""What the buttons of Hub Settings call."""

import frappe

from planota_hub.demo import clear, load, state

ALLOWED_ROLES = ("Hub Manager", "System Manager")


@frappe.whitelist(methods=["POST"])
def load_demo_data(password: str | None = None) -> dict:
	"""Load the demo region; see `planota_hub.demo.load`. Only for hub and system managers."""
	frappe.only_for(ALLOWED_ROLES)
	return load(password)


@frappe.whitelist(methods=["POST"])
def clear_demo_data() -> dict:
	"""Clear the demo region; see `planota_hub.demo.clear`. Only for hub and system managers."""
	frappe.only_for(ALLOWED_ROLES)
	return clear()


@frappe.whitelist()
def demo_data_state() -> dict:
	"""Return how much demo data there is. Only for hub and system managers."""
	frappe.only_for(ALLOWED_ROLES)
	return state()
