# SPDX-License-Identifier: GPL-3.0-only
"""What the form, the calendar, the cards and the workspace ask about elections."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now, today

from planota_hub.local_networks.bodies.mandates import BODY
from planota_hub.local_networks.elections.people import ELECTION, count_free_seats, count_seats
from planota_hub.permissions import require_desk
from planota_hub.rules.arguments import read_conditions, read_moment

Filters = str | list | None

CALENDAR_FIELDS = [
	"name",
	"election_title",
	"stage",
	"call_published_on",
	"call_closes_on",
	"voting_from",
	"voting_until",
	"counted_on",
	"first_round",
]


@frappe.whitelist()
def get_vacant_units(body: str, mandate_from: str, mandate_to: str) -> list[dict]:
	"""Return the rows for the seats of a body that nobody holds on any day of a term.

	Raises:
	        frappe.PermissionError: for whoever may not see the body.
	"""
	frappe.has_permission(BODY, "read", body, throw=True)
	rows = [
		{
			"administrative_unit": unit,
			"field_of_work": field_of_work,
			"seats": count_free_seats(body, (unit, field_of_work), mandate_from, mandate_to),
		}
		for unit, field_of_work in count_seats(body)
	]
	return [row for row in rows if row["seats"]]


@frappe.whitelist()
def get_calendar_entries(start: str, end: str, filters: Filters = None) -> list[dict]:
	"""Return the calls and the votings of the elections that lie in a stretch of time.

	An election by consensus has no voting, and still its call stands in the calendar.

	Args:
	        filters: those of the list; only elections that the user may see are returned in any case.

	Raises:
	        frappe.ValidationError: when start or end is no time, or the filters can't be read.
	"""
	start, end = read_moment(_("Start", context="Mentoring Session"), start), read_moment(_("End"), end)
	conditions = read_conditions(_("Filters"), filters)
	elections = frappe.get_list(
		ELECTION,
		filters=[*conditions, [ELECTION, "stage", "!=", "Cancelled"]],
		fields=CALENDAR_FIELDS,
		order_by="name asc",
		limit_page_length=0,
	)
	entries = [entry for election in elections for entry in get_entries(election)]
	return [
		entry
		for entry in entries
		if get_datetime(entry["starts_on"]) < end and get_datetime(entry["ends_on"]) >= start
	]


def get_entries(election: frappe._dict) -> list[dict]:
	"""Return the entries of one election: its call in whole days, its voting from hour to hour."""
	entries = []
	# the call of a second round was that of the first
	if election.call_closes_on and not election.first_round:
		entries.append(
			{
				"title": _("Call: {0}").format(election.election_title),
				"starts_on": election.call_published_on or election.call_closes_on,
				"ends_on": election.call_closes_on,
				"all_day": 1,
			}
		)
	decided_without_vote = election.stage == "Decided" and not election.counted_on
	if election.voting_from and election.voting_until and not decided_without_vote:
		entries.append(
			{
				"title": _("Voting: {0}").format(election.election_title),
				"starts_on": election.voting_from,
				"ends_on": election.voting_until,
				"all_day": 0,
			}
		)
	# the rules of the form decide on the days of an election: what has a docstatus can't be dragged
	fixed = {"name": election.name, "stage": election.stage, "docstatus": 1}
	return [{**fixed, **entry} for entry in entries]


@frappe.whitelist()
def get_waiting_elections(filters: Filters = None) -> dict:
	"""Return the number card of the elections in which the hub has to take the next step.

	That is: the call is over, the attempt at consensus is under way, the voting is over, or the result is to be
	confirmed.

	Args:
	        filters: what the framework passes to every card; this card has none of its own.
	"""
	require_desk()
	waiting = frappe.get_list(
		ELECTION,
		or_filters=[
			["stage", "in", ("Consensus", "Counted")],
			["name", "in", get_names({"stage": "Call Open", "call_closes_on": ("<", today())})],
			["name", "in", get_names({"stage": "Voting", "voting_until": ("<", now())})],
		],
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	return {
		"value": len(waiting),
		"fieldtype": "Int",
		"route": ["List", ELECTION, "List"],
		"route_options": {"name": ["in", waiting]},
	}


def get_names(filters: dict) -> list[str]:
	return frappe.get_all(ELECTION, filters, pluck="name", order_by="name asc") or [""]
