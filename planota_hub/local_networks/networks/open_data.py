# SPDX-License-Identifier: GPL-3.0-only
"""The local networks that the hub shows, as open data: where they work, for what, and which organisations belong to them."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.local_networks.networks.membership import NETWORK, get_current_members
from planota_hub.local_networks.networks.public_page import FOLDER, PUBLIC, get_places
from planota_hub.planota_hub.register.open_data import find_public
from planota_hub.public_forms.datasets import DataField, Dataset, as_day, get_key_fields, get_updated_field
from planota_hub.public_forms.public_areas import as_list


def get_dataset() -> Dataset:
	"""Return the shown networks. Hook `hub_open_data`."""
	return Dataset(
		folder="networks",
		title=_("Local networks"),
		description=_(
			"Organisations and institutions that look after the needs of their municipalities together."
		),
		keywords=[_("local networks"), _("cooperation"), _("local community")],
		theme="SOCI",
		doctype=NETWORK,
		columns=["network_name", "purpose", "founded_on"],
		get_filters=lambda: as_list(PUBLIC),
		describe=describe,
		fields=[
			*get_key_fields(_("Page of the network")),
			DataField("name", _("Name"), is_required=True),
			DataField("purpose", _("Purpose")),
			DataField("founded_on", _("Founded On"), "date"),
			DataField("municipalities", _("Municipalities"), "list"),
			DataField("members", _("Members"), "integer", _("Today, with those that are not listed by name")),
			DataField(
				"member_organisations",
				_("Member organisations"),
				"list",
				_("Numbers of those in the public register"),
			),
			get_updated_field(),
		],
		asked={"municipality": ("Local Network Municipality", "municipality")},
	)


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return networks as rows."""
	names = [record.name for record in records]
	places, members = get_places(names), get_current_members(names)
	public = find_public({row.member for row in members if row.member_type == "NGO"})
	return [
		{
			"id": record.name,
			"url": get_url(f"/{FOLDER}/{record.name}"),
			"name": record.network_name,
			"purpose": record.purpose or None,
			"founded_on": as_day(record.founded_on),
			"municipalities": places.get(record.name, []),
			"members": sum(row.network == record.name for row in members),
			"member_organisations": sorted(
				{
					row.member
					for row in members
					if row.network == record.name and row.member_type == "NGO" and row.member in public
				}
			),
		}
		for record in records
	]
