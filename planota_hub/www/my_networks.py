# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-networks`: the local networks of the own NGOs, and the needs that they can stand behind."""

import frappe
from frappe import _

from planota_hub.local_networks.needs.endorsements import ENDORSEMENT, OFFERED_STAGES
from planota_hub.local_networks.needs.stages import NEED
from planota_hub.local_networks.networks.membership import (
	NETWORK,
	get_current_members,
	get_resting_members,
)
from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms.website import add_page_context, require_log_in
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.titles import get_titles

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""List the networks of the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Local networks")
	ngos = get_own_ngos()
	context.networks = get_networks(ngos)
	context.resting = get_resting_members(ngos)


def get_networks(ngos: list[str]) -> list[dict]:
	"""Return the networks of which NGOs are members today, with coordinator, meetings and open needs.

	Each need tells by `endorsed` whether all of these NGOs stand behind it already.
	"""
	members = [row for row in get_current_members() if row.member_type == "NGO" and row.member in ngos]
	names = sorted({row.network for row in members})
	networks = sort_rows(
		frappe.get_all(
			NETWORK,
			{"name": ("in", names or [""])},
			["name", "network_name", "coordinator", "purpose", "last_meeting_on", "next_meeting_on"],
			order_by="network_name asc, name asc",
		),
		"network_name",
	)
	needs, titles = get_needs(names), get_titles("NGO", {row.member for row in members})
	endorsed = get_endorsed([need.name for need in needs], ngos)
	for network in networks:
		own = {row.member for row in members if row.network == network.name}
		network.members = [
			frappe._dict(ngo=row.member, ngo_name=titles.get(row.member), to_date=row.to_date)
			for row in members
			if row.network == network.name
		]
		network.coordinator_name = network.coordinator and frappe.utils.get_fullname(network.coordinator)
		network.needs = [need for need in needs if need.local_network == network.name]
		for need in network.needs:
			need.endorsed = own <= endorsed.get(need.name, set())
	return networks


def get_needs(networks: list[str]) -> list[frappe._dict]:
	"""Return the open needs of networks, the most urgent first."""
	return frappe.get_all(
		NEED,
		{"local_network": ("in", networks or [""]), "stage": ("in", OFFERED_STAGES)},
		["name", "need_title", "local_network", "municipality", "stage", "endorsements"],
		order_by="priority desc, name asc",
	)


def get_endorsed(needs: list[str], ngos: list[str]) -> dict[str, set[str]]:
	"""Return which of some NGOs stand behind which needs."""
	found: dict[str, set[str]] = {}
	for row in frappe.get_all(
		ENDORSEMENT,
		{"need": ("in", needs or [""]), "member": ("in", ngos or [""])},
		["need", "member"],
		order_by="name asc",
	):
		found.setdefault(row.need, set()).add(row.member)
	return found
