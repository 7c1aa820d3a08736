# SPDX-License-Identifier: GPL-3.0-only
"""Partners that were merged in the register: their name, their lead and the sector balance follow."""

import frappe

from planota_hub.partnerships.consortia.balances import refresh_balances
from planota_hub.partnerships.consortia.partners import NAME_FIELDS, copy_name


def copy_names(doctype: str, new: str, old: str) -> None:
	"""Write the name of a renamed or merged organisation or place to where it was copied; answers a `Key`."""
	if doctype in NAME_FIELDS:
		copy_name(doctype, new, frappe.db.get_value(doctype, new, NAME_FIELDS[doctype]))
	elif doctype == "Municipality":
		plans = {"plan_of_type": doctype, "plan_of": new}
		frappe.db.set_value("Joint Action Plan", plans, "plan_of_name", new, update_modified=False)


def follow_merge(doctype: str, kept: str, merged: str) -> None:
	"""One partner has become of two."""
	if doctype in NAME_FIELDS:
		remove_lead_from_partners(doctype, kept)
		refresh_balances()


def remove_lead_from_partners(partner_type: str, partner: str) -> None:
	"""Whoever leads a proposal for a programme is not its partner as well."""
	led = frappe.get_all(
		"Programme Proposal", {"lead_type": partner_type, "lead": partner}, pluck="name", order_by="name asc"
	)
	own = {"parenttype": "Programme Proposal", "partner_type": partner_type, "partner": partner}
	frappe.db.delete("Programme Proposal Partner", {**own, "parent": ("in", led or [""])})
