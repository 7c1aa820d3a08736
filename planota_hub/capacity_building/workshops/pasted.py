# SPDX-License-Identifier: GPL-3.0-only
"""A pasted list of people becomes registrations for a workshop: shown first, then entered row by row."""

import frappe

from planota_hub.capacity_building.workshops.known_people import set_active_key
from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.planota_hub.taking_part.pasted import Pasted

PASTED = Pasted(KIND, set_active_key)


@frappe.whitelist(methods=["POST"])
def preview_people(workshop: str, text: str) -> dict:
	"""Return who of a pasted text would be registered; see `Pasted.preview`."""
	return PASTED.preview(workshop, text)


@frappe.whitelist(methods=["POST"])
def enter_people(workshop: str, rows: str | list) -> list[dict]:
	"""Register people for a workshop; see `Pasted.enter`."""
	return PASTED.enter(workshop, rows)
