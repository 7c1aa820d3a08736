# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/representation`: in which bodies the NGOs have seats, and who fills them."""

import frappe
from frappe import _

from planota_hub.local_networks.bodies.coverage import render_matrix
from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.public_forms.website import add_page_context

sitemap = 1


def get_context(context) -> None:
	"""List the published bodies with their coverage of today."""
	add_page_context(context)
	context.title = _("Representation of NGOs")
	context.bodies = frappe.get_all(
		BODY,
		{"published": 1, "status": "Active"},
		["name", "body_name", "body_type", "description", "legal_basis"],
		order_by="seats_required desc, body_name asc",
	)
	for body in context.bodies:
		body.coverage = render_matrix(body.name)
