# SPDX-License-Identifier: GPL-3.0-only
"""What a registration can be, and where somebody stands who waits for a seat."""

import frappe

WORKSHOP, REGISTRATION = "Training Workshop", "Workshop Registration"
CONFIRMED, WAITING, CANCELLED = "Confirmed", "Waiting List", "Cancelled"


def get_waiting_position(registration: frappe._dict) -> int:
	"""Return how many people stand before this one on the waiting list, plus one."""
	before = {
		"workshop": registration.workshop,
		"status": WAITING,
		"queue_number": ("<", registration.queue_number),
	}
	return frappe.db.count(REGISTRATION, before) + 1
