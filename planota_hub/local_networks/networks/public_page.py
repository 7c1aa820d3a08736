# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of the local networks that the hub shows: where they work, for what, and who belongs to them."""

import frappe
from frappe import _
from frappe.utils import get_datetime

from planota_hub.local_networks.needs.public_page import get_needs
from planota_hub.local_networks.networks.membership import NETWORK, get_current_members
from planota_hub.planota_hub.meetings.pages import MINUTES, get_meetings
from planota_hub.planota_hub.meetings.pages import as_item as as_meeting
from planota_hub.planota_hub.register.public_register import link_organisations
from planota_hub.public_forms.public_areas import PublicArea, PublicItem, PublicPage, Section
from planota_hub.public_forms.structured_data import describe_body, describe_places
from planota_hub.rules.sorting import sort_rows

PUBLIC = {"show_on_website": 1, "status": ("!=", "Closed")}
FOLDER = "networks"


def get_public_area() -> PublicArea:
	"""Return what the public sees of networks. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Local networks"),
		doctype=NETWORK,
		filters=(PUBLIC,),
		get_items=lambda: get_items({}),
		get_page=get_page,
		lead=_("Organisations and institutions that look after the needs of their municipalities together."),
	)


def get_items(filters: dict) -> list[PublicItem]:
	"""Return the shown networks that meet some filters, by name."""
	rows = sort_rows(
		frappe.get_all(
			NETWORK,
			filters={**PUBLIC, **filters},
			fields=["name", "network_name", "purpose"],
			order_by="network_name asc, name asc",
		),
		"network_name",
	)
	places = get_places([row.name for row in rows])
	return [
		PublicItem(
			title=row.network_name,
			url=f"/{FOLDER}/{row.name}",
			text=", ".join(places.get(row.name, [])),
			summary=row.purpose or "",
			places=places.get(row.name, []),
		)
		for row in rows
	]


def get_places(networks: list[str]) -> dict[str, list[str]]:
	"""Return the municipalities of networks in one query."""
	places: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Local Network Municipality",
		filters={"parenttype": NETWORK, "parent": ("in", networks or [""])},
		fields=["parent", "municipality"],
		order_by="parent asc, idx asc",
	):
		places.setdefault(row.parent, []).append(row.municipality)
	return places


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a network shows; None when the hub does not show it."""
	if not frappe.db.exists(NETWORK, {"name": name, **PUBLIC}):
		return None
	network = frappe.get_doc(NETWORK, name)
	members = [(row.member_type, row.member) for row in get_current_members([name])]
	minutes = get_meetings({**MINUTES, "meeting_of": name, "meeting_of_doctype": NETWORK}, "starts_on desc")
	return PublicPage(
		title=network.network_name,
		facts=[
			(_("Municipalities"), ", ".join(row.municipality for row in network.municipalities)),
			(_("Since"), str(get_datetime(network.founded_on).year) if network.founded_on else None),
			(_("Members"), str(len(members)) if members else None),
		],
		texts=[(_("Purpose"), network.purpose)],
		sections=[
			Section(_("Needs"), get_needs({"local_network": name})),
			Section(_("Member organisations"), link_organisations(members)),
			Section(_("Minutes of meetings"), [as_meeting(row, row.day, False) for row in minutes]),
		],
		actions=[(_("Join the network"), f"/join-network/new?network={name}")],
		structured_data=describe_body(
			"Organization",
			network.network_name,
			f"/{FOLDER}/{name}",
			network.founded_on,
			description=network.purpose,
			areaServed=describe_places([row.municipality for row in network.municipalities]),
		),
	)


def get_networks_of(ngo: str) -> Section:
	"""Return the shown networks of which an NGO is a member today. Hook `hub_public_sections`."""
	own = {row.network for row in get_current_members() if (row.member_type, row.member) == ("NGO", ngo)}
	return Section(_("Local networks"), get_items({"name": ("in", sorted(own) or [""])}))
