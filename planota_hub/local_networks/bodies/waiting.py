# SPDX-License-Identifier: GPL-3.0-only
"""What waits for whoever holds a mandate: that it ends soon."""

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.local_networks.bodies.mandate_portal import get_own_mandates
from planota_hub.local_networks.bodies.mandates import MANDATE
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the mandates of the user and of the own NGOs that end soon."""
	if not frappe.has_permission(MANDATE, "read"):
		return []
	ngos = get_own_ngos()
	return [
		Waiting(
			_("The mandate of {0} ends").format(row.person_name),
			row.body_name,
			"/my-mandates",
			getdate(row.last_day),
		)
		for row in get_own_mandates()
		if row.status == "Expiring" and (row.is_own or row.ngo in ngos)
	]
