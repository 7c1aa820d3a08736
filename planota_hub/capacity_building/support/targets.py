# SPDX-License-Identifier: GPL-3.0-only
"""Until when a support request is answered and resolved, who is told when it is not, and whose it is.

Targets are working days of Slovenia after the day on which the request came in, until the end of the day.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import cint, cstr, getdate, now, today
from frappe.utils.user import get_users_with_role

from planota_hub.capacity_building.support.rules import is_supporter
from planota_hub.mail.hub_mail import STAFF_ROLE, notify, site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.rules.working_days import add_working_days

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

REQUEST = "NGO Support Request"
OPEN_STAGES = ("Received", "In Progress")
CLOSED_STAGES = ("Resolved", "Declined")
ESCALATION_ROLE = "Hub Manager"
# so many are told of in an hour
REQUESTS_AT_ONCE = 500
FIRST_RESPONSE_OVERDUE, RESOLUTION_OVERDUE = "First Response Overdue", "Resolution Overdue"

# field of the request -> the setting that holds its number of working days, in the category and in general
TARGETS = {
	"first_response_due": ("first_response_days", "support_first_response_days"),
	"resolution_due": ("resolution_days", "support_resolution_days"),
}


# Targets


def set_targets(request: "NGOSupportRequest") -> None:
	"""Set the dates until which a request is answered and resolved; each once, then only with its basis."""
	before = request.get_doc_before_save()
	unchanged = before and all(
		cstr(request.get(field)) == cstr(before.get(field)) for field in ("category", "received_on")
	)
	for fieldname in TARGETS:
		if unchanged:
			request.set(fieldname, before.get(fieldname))
		else:
			days = get_target_days(fieldname, request.category)
			request.set(fieldname, add_working_days(getdate(request.received_on), days))


def get_target_days(fieldname: str, category: str) -> int:
	"""Return a target in working days: the category's own, or the one of Hub Settings."""
	of_category, of_hub = TARGETS[fieldname]
	own = cint(frappe.get_cached_value("Support Request Category", category, of_category))
	return own or cint(frappe.get_cached_doc("Hub Settings").get(of_hub))


def get_escalation(request: Document | dict) -> str:
	"""Return which target of an open request has passed today, the later one first; empty when none."""
	day = getdate(today())
	if request.get("stage") not in OPEN_STAGES:
		return ""
	if request.get("resolution_due") and getdate(request.get("resolution_due")) < day:
		return RESOLUTION_OVERDUE
	due = request.get("first_response_due")
	if due and not request.get("first_responded_on") and getdate(due) < day:
		return FIRST_RESPONSE_OVERDUE
	return ""


# Escalation


def escalate_requests() -> None:
	"""Scheduler, hourly: tell the responsible person and the managers, once for each target that passed."""
	for request in get_requests_to_escalate():
		with one_of_many(_("A support request could not be escalated")):
			escalate(request)


def get_requests_to_escalate() -> list[frappe._dict]:
	"""Return open requests for which another target has passed than is stored, as `get_escalation` tells it.

	They are as many as are told of in one run; those after them wait for the next.
	"""
	request = frappe.qb.DocType(REQUEST)
	first_passed = request.first_responded_on.isnull() & (request.first_response_due < today())
	escalation = (
		Case()
		.when(request.resolution_due < today(), RESOLUTION_OVERDUE)
		.when(first_passed, FIRST_RESPONSE_OVERDUE)
		.else_("")
	)
	return (
		frappe.qb.from_(request)
		.select(
			request.name,
			request.subject,
			request.stage,
			request.responsible,
			request.first_response_due,
			request.first_responded_on,
			request.resolution_due,
		)
		.where(request.stage.isin(OPEN_STAGES) & request.resolution_due.notnull())
		.where(Coalesce(request.escalation, "") != escalation)
		.orderby(request.name)
		.limit(REQUESTS_AT_ONCE)
		.run(as_dict=True)
	)


def escalate(request: frappe._dict) -> None:
	"""Store what is overdue and put a line under the bell of those who can do something about it."""
	escalation = get_escalation(request)
	escalated_on = now() if escalation else None
	frappe.db.set_value(
		REQUEST,
		request.name,
		{"escalation": escalation, "escalated_on": escalated_on},
		update_modified=False,
	)
	if not escalation:
		return
	language = site_language()
	users = {*get_users_with_role(ESCALATION_ROLE), *([request.responsible] if request.responsible else [])}
	notify(users, REQUEST, request.name, f"{_(escalation, language)}: {request.subject}")


# Whose request it is


def choose_responsible(category: str) -> str | None:
	"""Return who gets a new request: the category's person, or the officer with the fewest open ones."""
	chosen = frappe.get_cached_value("Support Request Category", category, "responsible")
	if chosen and is_supporter(chosen):
		return chosen
	officers = sorted(get_users_with_role(STAFF_ROLE))
	open_requests = count_open_requests(officers)
	return min(officers, key=lambda user: open_requests.get(user, 0), default=None)


def count_open_requests(users: list[str]) -> dict[str, int]:
	"""Return how many open requests each of the users has; who has none is left out."""
	request = frappe.qb.DocType(REQUEST)
	return dict(
		frappe.qb.from_(request)
		.select(request.responsible, Count(request.name))
		.where(request.responsible.isin(users or [""]) & request.stage.isin(OPEN_STAGES))
		.groupby(request.responsible)
		.run()
	)
