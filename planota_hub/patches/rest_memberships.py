# SPDX-License-Identifier: GPL-3.0-only
"""Memberships of NGOs that were made inactive before memberships rested: they rest from the day of that step."""

import frappe
from frappe.utils import today

from planota_hub.local_networks.networks.health import refresh_all_networks
from planota_hub.local_networks.networks.membership import MEMBER, NETWORK
from planota_hub.planota_hub.register.state import LEFT_STAGES


def execute() -> None:
	left = frappe.get_all(
		"NGO", {"stage": ("in", LEFT_STAGES)}, ["name", "stage_changed_on"], order_by="name asc"
	)
	member = frappe.qb.DocType(MEMBER)
	of_networks = (member.parenttype == NETWORK) & (member.member_type == "NGO") & (member.is_current == 1)
	for ngo in left:
		own = of_networks & (member.member == ngo.name) & member.is_resting_since.isnull()
		since = ngo.stage_changed_on or today()
		frappe.qb.update(member).set(member.is_resting_since, since).where(own).run()
	if left:
		refresh_all_networks()
