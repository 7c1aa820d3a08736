# SPDX-License-Identifier: GPL-3.0-only
"""Page `/vote?token=…`: the ballot of one elector, cast without a log-in."""

import frappe
from frappe import _

from planota_hub.local_networks.elections.people import ELECTION, describe_departure
from planota_hub.local_networks.elections.result import describe_secrecy
from planota_hub.local_networks.elections.voting import get_candidates, get_elector, get_obstacle
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.readable import show_moment

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the candidates of the elector's unit, or why nobody can vote now."""
	add_page_context(context, is_private=True)
	# scripts that are put on all pages would see the choice; the rest of them is left out in the template
	context.web_include_js = []
	context.title = _("Ballot")
	context.token = get_parameter("token")
	try:
		elector = get_elector(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	election = frappe.get_doc(ELECTION, elector.parent)
	context.election = election
	context.ngo_name = frappe.db.get_value("NGO", elector.ngo, "ngo_name")
	context.obstacle = get_obstacle(election, elector)
	context.secrecy = describe_secrecy(election)
	context.until = show_moment(election.voting_until)
	context.candidates = [] if context.obstacle else describe(get_candidates(election, elector))


def describe(candidates: list) -> list[dict]:
	"""Return `name`, `ngo_name`, `presentation` and `departure` of candidates, in the order of the register."""
	names = dict(
		frappe.get_all(
			"NGO",
			{"name": ("in", [row.ngo for row in candidates] or [""])},
			["name", "ngo_name"],
			order_by="name asc",
			as_list=True,
		)
	)
	return [
		{
			"name": row.candidate_name,
			"ngo_name": names.get(row.ngo),
			"presentation": row.presentation,
			"departure": describe_departure(row),
		}
		for row in candidates
	]
