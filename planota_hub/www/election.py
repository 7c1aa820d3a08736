# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/elections/<name>`: the call, the candidates and the result of an election."""

import frappe

from planota_hub.local_networks.elections.pages import get_election
from planota_hub.public_forms.structured_data import describe_organisations, describe_span
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a public election; to representatives also what their NGOs can do.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is still a draft.
	"""
	election = get_election(get_parameter("name"))
	if not election:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title = election.title
	context.description = " · ".join(filter(None, [election.body_name, election.time]))
	context.structured_data = describe_span(
		election.title,
		f"/elections/{election.name}",
		election.begins,
		election.ends,
		description=election.text,
		organizer=describe_organisations([election.body_name]),
		eventStatus="https://schema.org/EventCancelled" if election.stage == "Cancelled" else None,
	)
	context.election = election
	context.units = election.units
