# SPDX-License-Identifier: GPL-3.0-only
"""How the local networks are doing: members, needs, meetings and decisions of each."""

import frappe
from frappe import _

from planota_hub.figures.report_parts import column, figure
from planota_hub.local_networks.metrics import get_municipalities
from planota_hub.local_networks.networks.health import get_health
from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.sorting import sort_rows

FILTER_FIELDS = ("status", "coordinator")


def execute(filters: dict | None = None) -> tuple[list, list, None, dict | None, list]:
	"""Return columns, a row per network, no note, chart and summary.

	Args:
	        filters: any of `status`, `coordinator`.
	"""
	filters = read_filters(filters)
	rows = get_rows(filters)
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return the networks that the reader may see with the figures of today."""
	coordinator = {"coordinator": filters.coordinator} if filters.coordinator else {}
	networks = sort_rows(
		frappe.get_list(
			NETWORK,
			filters=coordinator,
			fields=["name", "network_name", "coordinator"],
			order_by="network_name asc, name asc",
			limit_page_length=0,
		),
		"network_name",
	)
	health = get_health([network.name for network in networks])
	rows = [
		{
			"network": network.name,
			"network_name": network.network_name,
			"coordinator": frappe.utils.get_fullname(network.coordinator) if network.coordinator else "",
			**health[network.name],
		}
		for network in networks
	]
	return [row for row in rows if not filters.status or row["status"] == filters.status]


def get_columns() -> list[dict]:
	return [
		column("network_name", _("Local Network"), "Data", 240),
		column("coordinator", _("Coordinator"), "Data", 150),
		column("status", _("Status"), "Data", 100, translatable=1),
		column("current_members", _("Members Today"), "Int", 120),
		column("ngo_share", _("NGOs That Joined (%)"), "Percent", 130),
		column("open_needs", _("Open Needs"), "Int", 110),
		column("last_meeting_on", _("Last Meeting"), "Date", 120),
		column("next_meeting_on", _("Next Meeting"), "Date", 120),
		column("open_decisions", _("Open Decisions"), "Int", 120),
		column("overdue_decisions", _("Overdue Decisions"), "Int", 130),
		column("network", _("Number"), "Link", 110, options=NETWORK),
	]


def get_chart(rows: list[dict]) -> dict | None:
	"""Return members and open needs of each network, by its places; None when there is nothing to draw."""
	if not rows:
		return None
	places = get_municipalities([row["network"] for row in rows])
	return {
		"data": {
			"labels": [", ".join(places.get(row["network"], [row["network_name"]])) for row in rows],
			"datasets": [
				{"name": _("Members Today"), "values": [row["current_members"] for row in rows]},
				{"name": _("Open Needs"), "values": [row["open_needs"] for row in rows]},
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": ["#1f7a5c", "#c4623b"],
		"axisOptions": {"shortenYAxisNumbers": 1},
	}


def get_summary(rows: list[dict]) -> list[dict]:
	dormant = sum(row["status"] == "Dormant" for row in rows)
	overdue = sum(row["overdue_decisions"] for row in rows)
	living = sum(row["status"] == "Living" for row in rows)
	return [
		figure(_("Local Networks"), len(rows), "Blue"),
		figure(_("Living"), living, "Green"),
		figure(_("Dormant"), dormant, "Orange" if dormant else "Green"),
		figure(_("Overdue Decisions"), overdue, "Red" if overdue else "Green"),
	]
