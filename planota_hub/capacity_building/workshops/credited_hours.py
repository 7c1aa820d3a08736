# SPDX-License-Identifier: GPL-3.0-only
"""The hours of a workshop in the ledger of support: one row per NGO that was there."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.capacity_building.support.attended_hours import credit
from planota_hub.capacity_building.support.ledger import SupportRow, post_support
from planota_hub.capacity_building.workshops import seats

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

DELIVERED_STAGES = frozenset({"Held", "Evaluated"})


def get_credited_hours(workshop: "TrainingWorkshop") -> list[SupportRow]:
	"""Return what the ledger holds of a workshop: one row per NGO that attended (see `attended_hours.credit`)."""
	if workshop.stage not in DELIVERED_STAGES:
		return []
	return credit(seats.KIND, workshop, "Workshop")


def update_support(workshop: str) -> None:
	"""Bring the ledger in line with who attended a workshop, while its row is locked."""
	if not frappe.db.exists(seats.WORKSHOP, workshop):
		return
	if seats.lock_workshop(workshop).stage in DELIVERED_STAGES:
		source = frappe.get_doc(seats.WORKSHOP, workshop)
		post_support(source, source.get_support_rows())
