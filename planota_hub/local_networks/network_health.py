"""How a local network is doing: worked out here and only here, for the form, the list, the report and the cards."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from planota_hub.local_networks.membership import MEMBER, NETWORK, get_current_members
from planota_hub.local_networks.need_stages import NEED, OPEN_STAGES
from planota_hub.planota_hub.representatives import mark_current_terms

PLACE = "Local Network Municipality"


def get_health(networks: list[str] | None = None) -> dict[str, dict]:
	"""Return the figures of networks, of all of them without `networks`.

	Returns:
	        by name of the network: `current_members`, `ngo_share` (percent of the verified NGOs seated in its
	        municipalities that are members) and `open_needs`.
	"""
	names = frappe.get_all(NETWORK, pluck="name", order_by="name asc") if networks is None else networks
	members, seated = get_members(names), get_seated_ngos(names)
	open_needs = count_open_needs(names)
	return {
		name: {
			"current_members": len(members.get(name, ())),
			"ngo_share": get_share(members.get(name, set()), seated.get(name, set())),
			"open_needs": open_needs.get(name, 0),
		}
		for name in names
	}


def get_share(members: set[tuple[str, str]], seated: set[str]) -> float:
	"""Return how many percent of the NGOs of a place are members; 0 where there are none."""
	joined = {member for member_type, member in members if member_type == "NGO"} & seated
	return 100 * len(joined) / len(seated) if seated else 0


def get_members(networks: list[str]) -> dict[str, set[tuple[str, str]]]:
	"""Return the members today by network, each as its kind and name."""
	members = {}
	for row in get_current_members(networks):
		members.setdefault(row.network, set()).add((row.member_type, row.member))
	return members


def get_seated_ngos(networks: list[str]) -> dict[str, set[str]]:
	"""Return the verified NGOs seated in the municipalities of networks, by network."""
	place, ngo = DocType(PLACE), DocType("NGO")
	rows = (
		frappe.qb.from_(place)
		.join(ngo)
		.on(place.municipality == ngo.municipality)
		.select(place.parent, ngo.name)
		.where((place.parenttype == NETWORK) & place.parent.isin(networks or [""]))
		.where(ngo.stage == "Verified")
		.run()
	)
	seated = {}
	for network, name in rows:
		seated.setdefault(network, set()).add(name)
	return seated


def count_open_needs(networks: list[str]) -> dict[str, int]:
	"""Return how many needs of networks are accepted or in action, by network."""
	need = DocType(NEED)
	rows = (
		frappe.qb.from_(need)
		.select(need.local_network, Count(need.name))
		.where(need.local_network.isin(networks or [""]) & need.stage.isin(OPEN_STAGES))
		.groupby(need.local_network)
		.run()
	)
	return dict(rows)


def refresh_health(networks: list[str] | None = None) -> None:
	"""Store the figures of networks where they have changed; not an edit of the network."""
	for name, health in get_health(networks).items():
		known = frappe.db.get_value(NETWORK, name, list(health), as_dict=True)
		if known != health:
			frappe.db.set_value(NETWORK, name, health, update_modified=False)


def refresh_all_networks() -> None:
	"""Scheduler, daily: members come and go by date, and figures with them."""
	mark_current_terms(MEMBER)
	refresh_health()
