# SPDX-License-Identifier: GPL-3.0-only
"""Plans and assessments carry the name of their NGO, and follow it."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.capacity_building.plans.progress import refresh_plans_of

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def follow_ngo(ngo: "NGO", method: str | None = None) -> None:
	"""Hook of NGO: plans and assessments carry its name as their title; hours follow a merge of two NGOs."""
	if ngo.flags.in_insert:
		return  # nothing speaks of it yet
	before = ngo.get_doc_before_save()
	if not before or before.ngo_name != ngo.ngo_name:
		copy_name(ngo)
	refresh_plans_of([ngo.name])


def copy_name(ngo: "NGO") -> None:
	for doctype in ("Development Plan", "Capacity Assessment"):
		filters = {"ngo": ngo.name, "ngo_name": ("!=", ngo.ngo_name)}
		frappe.db.set_value(doctype, filters, "ngo_name", ngo.ngo_name, update_modified=False)


def copy_renamed_ngo(doctype: str, new: str, old: str) -> None:
	"""Let plans and assessments of a renamed or merged NGO carry its name; answers a `Key` of `hub_merging`."""
	if doctype == "NGO":
		follow_ngo(frappe.get_doc("NGO", new))
