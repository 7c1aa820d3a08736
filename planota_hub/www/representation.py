# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/representation`: in which bodies the NGOs have seats, and who fills them."""

import frappe
from frappe import _

from planota_hub.local_networks.bodies.coverage import render_matrices
from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.public_forms.website import add_page_context, get_page_number

sitemap = 1

PAGE_LENGTH = 12


def get_context(context) -> None:
	"""List one page of the published bodies with their coverage of today."""
	add_page_context(context)
	context.title = _("Representation of NGOs")
	filters = {"published": 1, "status": "Active"}
	context.page = get_page_number()
	context.pages = -(-frappe.db.count(BODY, filters) // PAGE_LENGTH)
	context.bodies = frappe.get_all(
		BODY,
		filters,
		["name", "body_name", "body_type", "description", "legal_basis"],
		order_by="seats_required desc, body_name asc, name asc",
		limit_start=(context.page - 1) * PAGE_LENGTH,
		limit_page_length=PAGE_LENGTH,
	)
	coverages = render_matrices([body.name for body in context.bodies])
	for body in context.bodies:
		body.coverage = coverages[body.name]
