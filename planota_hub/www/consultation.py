# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/consultations/<name>`: one proposal on which everybody may comment, and afterwards what became of it."""

import frappe
from frappe.utils import getdate

from planota_hub.advocacy.participation.pages import get_consultation
from planota_hub.public_forms.structured_data import describe_span
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a proposal that is or was in consultation.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it was never in consultation.
	"""
	proposal = get_consultation(get_parameter("name"))
	if not proposal:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title = proposal.proposal_title
	context.description = proposal.summary
	context.structured_data = describe_span(
		proposal.proposal_title,
		f"/consultations/{proposal.name}",
		getdate(proposal.consultation_opened_on),
		proposal.consultation_deadline,
		description=proposal.summary,
		about=proposal.policy_title,
	)
	context.proposal = proposal
