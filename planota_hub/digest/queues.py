# SPDX-License-Identifier: GPL-3.0-only
"""What waits for whom: one queue for each kind of work, by role; and what stands in the calendar of the next days."""

from dataclasses import dataclass

from frappe import _
from frappe.utils import add_days, now_datetime, today

MANAGER, OFFICER, MENTOR = "Hub Manager", "Hub Officer", "Hub Mentor"
COORDINATOR, AUDITOR = "Network Coordinator", "Hub Auditor"
STAFF = frozenset({MANAGER, OFFICER})
EVERYBODY = STAFF | {MENTOR, COORDINATOR, AUDITOR}
SOON, NEAR = 30, 14


@dataclass(frozen=True)
class Queue:
	"""Work of one kind that waits for somebody.

	Attributes:
	        label: what it is called.
	        doctype: of the documents.
	        filters: which of them wait.
	        day: field with the day until which, or since which, they wait.
	        roles: for whom.
	        is_due: whether the day is a last day, so that it can be overdue.
	        mine: field with who is responsible: for all but managers the own ones alone, and those of nobody.
	"""

	label: str
	doctype: str
	filters: list
	day: str
	roles: frozenset
	is_due: bool = True
	mine: str | None = None


def get_queues() -> list[Queue]:
	"""Return all queues, the most urgent kind of work first."""
	return [*get_own_queues(), *get_incoming_queues(), *get_dated_queues(), *get_reporting_queues()]


def get_own_queues() -> list[Queue]:
	"""Return the work that somebody is responsible for."""
	return [
		Queue(
			_("Support Requests"),
			"NGO Support Request",
			[["stage", "in", ["Received", "In Progress"]]],
			"resolution_due",
			STAFF | {MENTOR},
			mine="responsible",
		),
		Queue(
			_("Sessions to Record"),
			"Mentoring Session",
			[["status", "=", "Planned"], ["ends_on", "<", str(now_datetime())]],
			"starts_on",
			STAFF | {MENTOR},
			mine="mentor",
		),
		Queue(
			_("Minutes to Adopt"),
			"Hub Meeting",
			[["stage", "=", "Held"]],
			"starts_on",
			STAFF | {COORDINATOR},
			is_due=False,
			mine="organiser",
		),
		Queue(
			_("Applications in Preparation"),
			"Call Application",
			[["stage", "=", "In Preparation"]],
			"creation",
			STAFF | {MENTOR},
			is_due=False,
			mine="responsible",
		),
		Queue(
			_("Briefings Not Sent Yet"),
			"Stakeholder Briefing",
			[["status", "=", "Draft"]],
			"creation",
			STAFF,
			is_due=False,
			mine="owner",
		),
		Queue(
			_("Outcomes of Exchanges to Record"),
			"Hub Exchange",
			[["status", "=", "Outcome Missing"]],
			"exchange_date",
			STAFF,
			mine="responsible",
		),
	]


def get_incoming_queues() -> list[Queue]:
	"""Return what came in and waits for an answer or a decision."""
	own = (
		(_("NGOs to Verify"), "NGO", "stage", ["Submitted"], STAFF),
		(_("Requests for Portal Access"), "Portal Access Request", "stage", ["Received"], STAFF),
		(_("Needs to Review"), "Local Need", "stage", ["Submitted", "Under Review"], STAFF | {COORDINATOR}),
		(
			_("Who Wants to Join a Network"),
			"Network Join Request",
			"stage",
			["Received"],
			STAFF | {COORDINATOR},
		),
		(_("Applications for a Plan"), "Development Plan", "stage", ["Applied"], STAFF),
		(_("Comments to Answer"), "Proposal Comment", "status", ["Received"], STAFF),
		(_("Practices to Review"), "Good Practice", "stage", ["Submitted", "Under Review"], STAFF),
	)
	return [
		Queue(label, doctype, [[field, "in", values]], "creation", roles, is_due=False)
		for label, doctype, field, values, roles in own
	]


def get_dated_queues() -> list[Queue]:
	"""Return what has a last day that is near or past."""
	near, soon = add_days(today(), NEAR), add_days(today(), SOON)
	return [
		Queue(
			_("Questions about Personal Data"),
			"Personal Data Enquiry",
			[["status", "=", "Open"]],
			"due_on",
			STAFF,
		),
		Queue(
			_("Joint Actions Due"),
			"Joint Action",
			[["status", "in", ["Planned", "In Progress"]], ["due_on", "<=", today()]],
			"due_on",
			STAFF | {COORDINATOR},
		),
		Queue(
			_("Replies of Authorities Due"),
			"Policy Proposal",
			[["stage", "=", "Submitted"], ["reply_due", "<=", near]],
			"reply_due",
			STAFF,
			mine="responsible",
		),
		Queue(
			_("Calls Closing Soon"),
			"Funding Call",
			[["status", "=", "Open"], ["closes_on", "between", [today(), near]]],
			"closes_on",
			EVERYBODY,
		),
		Queue(
			_("Reports on Grants Due"),
			"Call Application",
			[["stage", "=", "Approved"], ["next_report_due", "<=", soon]],
			"next_report_due",
			STAFF | {MENTOR},
			mine="responsible",
		),
		Queue(
			_("Mandates Expiring"),
			"Body Mandate",
			[["status", "=", "Expiring"]],
			"to_date",
			STAFF | {COORDINATOR, AUDITOR},
		),
		Queue(
			_("Elections under Way"),
			"Representative Election",
			[["stage", "in", ["Call Open", "Consensus", "Voting", "Counted"]]],
			"voting_until",
			STAFF | {COORDINATOR, AUDITOR},
		),
		Queue(
			_("Ballots to Count"),
			"Representative Election",
			[["stage", "=", "Voting"], ["voting_until", "<", str(now_datetime())]],
			"voting_until",
			STAFF | {COORDINATOR},
		),
		Queue(
			_("NGOs to Tell about Their Ballot"),
			"Election Ballot",
			[
				["channel", "in", ["Post", "E-mail", "In Person"]],
				["told_on", "is", "not set"],
				["received_on", ">=", str(add_days(now_datetime(), -SOON))],
			],
			"received_on",
			STAFF,
			is_due=False,
		),
		Queue(
			_("Events to Close"),
			"Hub Event",
			[["stage", "in", ["Announced", "Closed"]], ["ends_on", "<", str(now_datetime())]],
			"ends_on",
			STAFF,
		),
		Queue(
			_("Surveys Open"),
			"Survey",
			[["stage", "=", "Open"]],
			"closes_on",
			STAFF | {COORDINATOR},
			mine="responsible",
		),
		Queue(
			_("Votes Running"),
			"Member Vote",
			[["stage", "=", "Voting"]],
			"voting_until",
			STAFF | {COORDINATOR},
			mine="responsible",
		),
		Queue(
			_("Events to Announce"),
			"Hub Event",
			[["stage", "=", "Draft"], ["starts_on", "<=", add_days(today(), NEAR)]],
			"starts_on",
			STAFF,
			mine="responsible",
		),
		Queue(
			_("Events with a Waiting List"),
			"Hub Event",
			[["stage", "in", ["Announced", "Closed"]], ["waiting_count", ">", 0]],
			"starts_on",
			STAFF,
			is_due=False,
			mine="responsible",
		),
		Queue(
			_("Workshops to Close"),
			"Training Workshop",
			[["stage", "in", ["Announced", "Closed"]], ["ends_on", "<", str(now_datetime())]],
			"ends_on",
			STAFF,
		),
	]


def get_reporting_queues() -> list[Queue]:
	"""Return what the reports to funders wait for."""
	return [
		Queue(
			_("Reporting Periods Due"),
			"Reporting Period",
			[["stage", "=", "Open"], ["due_on", "<=", add_days(today(), SOON)]],
			"due_on",
			frozenset({MANAGER, AUDITOR}),
		),
		Queue(
			_("Figures to Approve"),
			"Indicator Reading",
			[["status", "=", "To Approve"]],
			"creation",
			frozenset({MANAGER, AUDITOR}),
			is_due=False,
		),
		Queue(
			_("Figures to Enter"),
			"Indicator Reading",
			[["status", "=", "To Enter"]],
			"creation",
			STAFF,
			is_due=False,
		),
	]


# DocType -> its field with the day, and which documents stand in the calendar of the next days
EVENTS: dict[str, tuple[str, list[list]]] = {
	"Hub Meeting": ("starts_on", [["stage", "in", ["Planned", "Called"]]]),
	"Hub Event": ("starts_on", [["stage", "in", ["Announced", "Closed"]]]),
	"Training Workshop": ("starts_on", [["stage", "in", ["Announced", "Closed"]]]),
	"Mentoring Session": ("starts_on", [["status", "=", "Planned"]]),
	"Hub Exchange": ("exchange_date", [["status", "=", "Planned"]]),
	"Promotion Activity": ("activity_date", [["status", "=", "Planned"]]),
	"Joint Action": ("due_on", [["status", "in", ["Planned", "In Progress"]]]),
	"Funding Call": ("closes_on", [["status", "=", "Open"]]),
	"Representative Election": ("voting_until", [["stage", "=", "Voting"]]),
	"Member Vote": ("voting_until", [["stage", "=", "Voting"]]),
	"Survey": ("closes_on", [["stage", "=", "Open"]]),
}
