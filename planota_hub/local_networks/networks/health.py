# SPDX-License-Identifier: GPL-3.0-only
"""How a local network is doing: worked out here and only here, for the form, the list, the report and the cards."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_months, cint, flt, getdate, today
from pypika import Case

from planota_hub.local_networks.needs.stages import NEED, OPEN_STAGES
from planota_hub.local_networks.networks.membership import (
	MEMBER,
	NETWORK,
	get_current_members,
	mark_current_members,
)
from planota_hub.planota_hub.meetings.decisions import DECISION, SOURCES
from planota_hub.planota_hub.meetings.rules import HELD_STAGES
from planota_hub.planota_hub.register.state import get_left

PLACE = "Local Network Municipality"
# as the record of a network keeps them
FIGURES = (
	"status",
	"current_members",
	"ngo_share",
	"open_needs",
	"last_meeting_on",
	"next_meeting_on",
	"open_decisions",
	"overdue_decisions",
)


def get_health(networks: list[str] | None = None) -> dict[str, dict]:
	"""Return the figures of networks, of all of them without `networks`.

	Returns:
	        by name of the network: `status`, `current_members`, `ngo_share` (percent of the verified NGOs seated in
	        its municipalities that are members), `open_needs`, `last_meeting_on`, `next_meeting_on`,
	        `open_decisions` and `overdue_decisions`.
	"""
	closed = get_closing_days(networks)
	names = list(closed)
	members, seated = get_members(names), get_seated_ngos(names)
	open_needs, meetings, decisions = count_open_needs(names), get_meetings(names), count_decisions(names)
	health = {}
	for name in names:
		last, coming = meetings.get(name, (None, None))
		open_decisions, overdue = decisions.get(name, (0, 0))
		health[name] = {
			"status": get_status(closed[name], last),
			"current_members": len(members.get(name, ())),
			"ngo_share": get_share(members.get(name, set()), seated.get(name, set())),
			"open_needs": open_needs.get(name, 0),
			"last_meeting_on": last,
			"next_meeting_on": coming,
			"open_decisions": open_decisions,
			"overdue_decisions": overdue,
		}
	return health


def get_closing_days(networks: list[str] | None) -> dict:
	"""Return the last day of networks, of all of them without `networks`; None for one that works."""
	filters = {} if networks is None else {"name": ("in", networks or [""])}
	rows = frappe.get_all(NETWORK, filters, ["name", "closed_on"], order_by="name asc")
	return {row.name: row.closed_on for row in rows}


def get_status(closed_on, last_meeting_on) -> str:
	"""Return New, Living, Dormant or Closed: what the meetings say of a network.

	Living is one that met within the months of Hub Settings; 0 months let none fall asleep.
	"""
	if closed_on and getdate(closed_on) < getdate(today()):
		return "Closed"
	if not last_meeting_on:
		return "New"
	months = cint(frappe.get_cached_doc("Hub Settings").living_network_months)
	is_living = not months or getdate(last_meeting_on) >= getdate(add_months(today(), -months))
	return "Living" if is_living else "Dormant"


def get_meetings(networks: list[str]) -> dict[str, tuple]:
	"""Return by network the day of its last held meeting and of the next one; None where there is none."""
	rows = frappe.get_all(
		"Hub Meeting",
		{
			"meeting_of_doctype": NETWORK,
			"meeting_of": ("in", networks or [""]),
			"stage": ("!=", "Cancelled"),
		},
		["meeting_of", "stage", "starts_on"],
		order_by="starts_on asc",
		limit_page_length=0,
	)
	found = {}
	for row in rows:
		last, coming = found.get(row.meeting_of, (None, None))
		day = getdate(row.starts_on)
		if row.stage in HELD_STAGES:
			last = day
		elif day >= getdate(today()):
			coming = coming or day
		found[row.meeting_of] = (last, coming)
	return found


def count_decisions(networks: list[str]) -> dict[str, tuple[int, int]]:
	"""Return by network how many decisions of its meetings and votes are open, and how many of these are overdue."""
	found: dict[str, tuple[int, int]] = {}
	for doctype, source in SOURCES.items():
		decision, doc = DocType(DECISION), DocType(doctype)
		whose_doctype, whose = (doc[fieldname] for fieldname in source.whose)
		rows = (
			frappe.qb.from_(decision)
			.join(doc)
			.on((decision.parent == doc.name) & (decision.parenttype == doctype))
			.select(whose, Count(decision.name), Sum(Case().when(decision.due_date < today(), 1).else_(0)))
			.where((whose_doctype == NETWORK) & whose.isin(networks or [""]))
			.where(doc.stage.isin(sorted(source.stages)) & (decision.status == "Open"))
			.groupby(whose)
			.run()
		)
		for network, number, overdue in rows:
			before = found.get(network, (0, 0))
			found[network] = (before[0] + int(number), before[1] + int(overdue or 0))
	return found


def follow_decisions(doc, method: str | None = None) -> None:
	"""Hook of Hub Meeting and Member Vote: the figures of the network whose meeting or vote it is follow."""
	whose_doctype, whose = SOURCES[doc.doctype].whose
	before = doc.get_doc_before_save()
	networks = {part.get(whose) for part in (doc, before) if part and part.get(whose_doctype) == NETWORK}
	if networks := sorted(filter(None, networks)):
		refresh_health(networks)


def follow_merge(doctype: str, kept: str, merged: str) -> None:
	"""Where two members, or two municipalities of networks, have become one, the figures follow."""
	joined = {"parenttype": NETWORK, "member_type": doctype, "member": kept}
	networks = frappe.get_all(MEMBER, joined, pluck="parent", order_by="parent asc", limit_page_length=0)
	if networks:
		rest_as_registered(doctype, kept)
		mark_current_members()
		refresh_health(sorted(set(networks)))
	elif doctype in ("NGO", "Municipality"):
		refresh_all_networks()


def rest_as_registered(doctype: str, member: str) -> None:
	"""A membership made of two rests when the NGO that stayed is not active, whatever the other one was."""
	own = {"parenttype": NETWORK, "member_type": "NGO", "member": member}
	if doctype != "NGO":
		return
	if not get_left([member]):
		frappe.db.set_value(MEMBER, own, "is_resting_since", None, update_modified=False)
	else:
		active = {**own, "is_resting_since": ("is", "not set")}
		frappe.db.set_value(MEMBER, active, "is_resting_since", today(), update_modified=False)


def get_share(members: set[tuple[str, str]], seated: set[str]) -> float:
	"""Return how many percent of the NGOs of a place are members, to one decimal; 0 where there are none."""
	joined = {member for member_type, member in members if member_type == "NGO"} & seated
	return flt(100 * len(joined) / len(seated), 1) if seated else 0


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
	figures = get_health(networks)
	known = read_figures(list(figures))
	for name, health in figures.items():
		if known.get(name) != health:
			frappe.db.set_value(NETWORK, name, health, update_modified=False)


def read_figures(networks: list[str]) -> dict[str, dict]:
	"""Return the figures of networks that are stored, in the form of `get_health`."""
	filters = {"name": ("in", networks or [""])}
	rows = frappe.get_all(NETWORK, filters, ["name", *FIGURES], order_by="name asc", limit_page_length=0)
	return {row.pop("name"): row for row in rows}


def refresh_all_networks() -> None:
	"""Scheduler, daily: members come and go by date, and figures with them."""
	mark_current_members()
	refresh_health()
