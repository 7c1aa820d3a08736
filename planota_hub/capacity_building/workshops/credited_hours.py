# SPDX-License-Identifier: GPL-3.0-only
"""The hours of a workshop in the ledger of support: one row per NGO that was there."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import flt, getdate

from planota_hub.capacity_building.support.ledger import SupportRow, post_support
from planota_hub.capacity_building.workshops import seats

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

DELIVERED_STAGES = frozenset({"Held", "Evaluated"})


def get_credited_hours(workshop: "TrainingWorkshop") -> list[SupportRow]:
	"""Return what the ledger holds of a workshop: one row per NGO that attended.

	An NGO is credited with the hours of its participant who stayed longest, once, however many it sent;
	how many there were stands in the row.
	"""
	if workshop.stage not in DELIVERED_STAGES:
		return []
	return [
		SupportRow(
			date=getdate(workshop.starts_on),
			ngo=ngo,
			kind="Workshop",
			hours=max(hours),
			participants=len(hours),
			key=ngo,
		)
		for ngo, hours in get_hours_by_ngo(workshop.name).items()
	]


def get_hours_by_ngo(workshop: str) -> dict[str, list[float]]:
	"""Return the hours of everybody who attended, by the NGO that sent them; who came alone is left out."""
	attended: dict[str, list[float]] = {}
	for ngo, hours in frappe.db.get_values(
		seats.REGISTRATION,
		{"workshop": workshop, "attendance": "Attended", "ngo": ("is", "set")},
		["ngo", "attended_hours"],
		order_by="ngo asc",
		for_update=True,
	):
		attended.setdefault(ngo, []).append(flt(hours))
	return attended


def update_support(workshop: str) -> None:
	"""Bring the ledger in line with who attended a workshop, while its row is locked."""
	if not frappe.db.exists(seats.WORKSHOP, workshop):
		return
	if seats.lock_workshop(workshop).stage in DELIVERED_STAGES:
		source = frappe.get_doc(seats.WORKSHOP, workshop)
		post_support(source, source.get_support_rows())
