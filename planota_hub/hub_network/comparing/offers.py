# SPDX-License-Identifier: GPL-3.0-only
"""Hubs are told what others have in common with them: the same needs elsewhere, and practices for their needs."""

import frappe
from frappe import _

from planota_hub.hub_network.comparing.similarity import Pair, Topic, find_pairs, get_hub_names, get_topics
from planota_hub.hub_network.receiving.importing import HUB
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address

MOST_OFFERS = 15


@frappe.whitelist(methods=["POST"])
def send_offers() -> int:
	"""Write to every active hub with an address what it shares with others; return to how many.

	Raises:
	        frappe.PermissionError: for whoever may not change hubs of the network.
	"""
	frappe.has_permission(HUB, "write", throw=True)
	pairs, names = find_pairs(get_topics()), get_hub_names()
	told = 0
	for hub in frappe.get_all(
		HUB,
		{"status": "Active"},
		["name", "hub_name", "contact_email"],
		order_by="name asc",
		limit_page_length=0,
	):
		offers = [offer for pair in pairs if (offer := get_offer(pair, hub.name))]
		if offers and has_address(hub.contact_email, hub.hub_name):
			told += send(hub.contact_email, make_message(offers[:MOST_OFFERS], names), (HUB, hub.name))
	return told


def get_offer(pair: Pair, hub: str) -> tuple[Topic, Topic] | None:
	"""Return the hub's own topic and that of another one; None for a pair of others."""
	if pair.one.hub == hub:
		return pair.one, pair.other
	return (pair.other, pair.one) if pair.other.hub == hub else None


def make_message(offers: list[tuple[Topic, Topic]], names: dict[str, str]) -> Message:
	return Message(
		_("What other regions share with you"),
		[
			_(
				"these needs and good practices of other hubs are like yours, by their words and field of work."
			),
			_("Write to the hub if you want to know more or do something together."),
		],
		facts=[
			(own.title, f"{other.title} ({names.get(other.hub, '')}) {other.address}".strip())
			for own, other in offers
		],
	)
