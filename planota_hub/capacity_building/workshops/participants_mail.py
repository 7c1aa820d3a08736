# SPDX-License-Identifier: GPL-3.0-only
"""A message of the staff to the participants of a workshop: about this workshop, and about nothing else."""

import frappe

from planota_hub.capacity_building.workshops.mail import LETTERS


@frappe.whitelist(methods=["POST"])
def write_to_participants(workshop: str, readers: str, subject: str, text: str) -> int:
	"""Queue a message to participants of a workshop; see `Letters.write_to_participants`."""
	return LETTERS.write_to_participants(workshop, readers, subject, text)
