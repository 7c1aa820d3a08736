# SPDX-License-Identifier: GPL-3.0-only
"""Who comes to a full workshop without a registration takes the seat of somebody who did not come."""

import frappe

from planota_hub.capacity_building.workshops.attendance import ATTENDANCE


@frappe.whitelist(methods=["POST"])
def add_walk_in(workshop: str, participant_name: str, email: str, organisation: str | None = None) -> dict:
	"""Enter somebody who is at a workshop without a registration; see `Attendance.add_walk_in`."""
	return ATTENDANCE.add_walk_in(workshop, participant_name, email, organisation)
