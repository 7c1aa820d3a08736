# SPDX-License-Identifier: GPL-3.0-only
"""What the ledger holds of an occasion with registrations: one row per NGO that attended."""

import frappe
from frappe.utils import flt, getdate

from planota_hub.capacity_building.support.ledger import SupportRow
from planota_hub.planota_hub.taking_part.kinds import Kind, Occasion


def credit(kind: Kind, event: Occasion, support_kind: str) -> list[SupportRow]:
	"""Return a row for each NGO that attended.

	An NGO is credited with the hours of its participant who stayed longest, once, however many it sent;
	how many there were stands in the row.
	"""
	return [
		SupportRow(
			date=getdate(event.starts_on),
			ngo=ngo,
			kind=support_kind,
			# whose attendance was recorded before the event had hours got all of them
			hours=max(hours) or flt(event.hours),
			participants=len(hours),
			key=ngo,
		)
		for ngo, hours in get_hours_by_ngo(kind, event.name).items()
	]


def get_hours_by_ngo(kind: Kind, event: str) -> dict[str, list[float]]:
	"""Return the hours of everybody who attended, by the NGO that sent them; who came alone is left out."""
	attended: dict[str, list[float]] = {}
	for ngo, hours in frappe.db.get_values(
		kind.registration,
		{kind.fieldname: event, "attendance": "Attended", "ngo": ("is", "set")},
		["ngo", "attended_hours"],
		order_by="ngo asc",
		for_update=True,
	):
		attended.setdefault(ngo, []).append(flt(hours))
	return attended
