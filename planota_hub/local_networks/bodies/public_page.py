# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of seats on the page of an NGO."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.local_networks.bodies.coverage import get_seats
from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, lasts_on
from planota_hub.local_networks.bodies.seats import SEAT_FIELDS, describe_seat
from planota_hub.public_forms.public_areas import PublicItem, Section


def get_seats_of(ngo: str) -> Section:
	"""Return the seats in published bodies that people of an NGO fill today, without their names. Hook `hub_public_sections`."""
	mandate = frappe.qb.DocType(MANDATE)
	query = frappe.qb.from_(mandate).select(mandate.body).distinct()
	held = query.where((mandate.ngo == ngo) & lasts_on(mandate, getdate(today()))).run(pluck=True)
	filters = {"name": ("in", held or [""]), "published": 1, "status": "Active"}
	bodies = frappe.get_all(BODY, filters, pluck="name", order_by="body_name asc, name asc")
	items = [
		PublicItem(
			title=seat.body_name,
			url="/representation",
			text=describe_seat(*(seat[field] for field in SEAT_FIELDS)),
		)
		for seat in get_seats(bodies)
		if seat.ngo == ngo
	]
	return Section(_("Seats in bodies"), items)
