# SPDX-License-Identifier: GPL-3.0-only
"""Partners that were merged in the register: their name, their lead and the sector balance follow."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.partnerships.consortia.balances import refresh_balances
from planota_hub.partnerships.consortia.partners import copy_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def follow_merged_ngo(ngo: "NGO", method: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook `after_rename` of NGO: one partner has become of two."""
	if not merge:
		return
	copy_name("NGO", new, frappe.db.get_value("NGO", new, "ngo_name"))
	remove_lead_from_partners(new)
	refresh_balances()


def remove_lead_from_partners(ngo: str) -> None:
	"""Whoever leads a proposal for a programme is not its partner as well."""
	led = frappe.get_all(
		"Programme Proposal", {"lead_type": "NGO", "lead": ngo}, pluck="name", order_by="name"
	)
	own = {"parenttype": "Programme Proposal", "partner_type": "NGO", "partner": ngo}
	frappe.db.delete("Programme Proposal Partner", {**own, "parent": ("in", led or [""])})
