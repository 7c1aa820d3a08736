# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of seats on the page of an NGO."""

import frappe
from frappe import _

from planota_hub.local_networks.bodies.coverage import get_seats
from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.public_forms.public_areas import PublicItem, Section


def get_seats_of(ngo: str) -> Section:
	"""Return the seats in published bodies that people of an NGO fill today, without their names. Hook `hub_public_sections`."""
	bodies = frappe.get_all(
		BODY, {"published": 1, "status": "Active"}, pluck="name", order_by="body_name asc, name asc"
	)
	items = [
		PublicItem(title=seat.body_name, url="/representation", text=seat.seat)
		for seat in get_seats(bodies)
		if seat.ngo == ngo
	]
	return Section(_("Seats in bodies"), items)
