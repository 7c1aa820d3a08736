# SPDX-License-Identifier: GPL-3.0-only
"""What a representative sees of the support that the own NGOs get: plan, hours, workshops and requests."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, now_datetime, today

from planota_hub.capacity_building.plans.progress import get_hours_of_plans, summarise
from planota_hub.capacity_building.plans.step_reports import get_own_steps
from planota_hub.capacity_building.support.intake import get_rating_problem
from planota_hub.capacity_building.support.interactions import INTERACTION
from planota_hub.capacity_building.support.ledger import hours_of_ngos
from planota_hub.capacity_building.support.mail import RATING_PURPOSE
from planota_hub.capacity_building.support.targets import REQUEST
from planota_hub.capacity_building.workshops.mail import REGISTRATION_PURPOSE as WORKSHOP_PURPOSE
from planota_hub.capacity_building.workshops.seats import KIND as WORKSHOPS
from planota_hub.planota_hub.events.kind import KIND as EVENTS
from planota_hub.planota_hub.events.mail import REGISTRATION_PURPOSE as EVENT_PURPOSE
from planota_hub.planota_hub.taking_part.own_registrations import get_own_registrations
from planota_hub.rules.titles import get_titles
from planota_hub.rules.tokens import make_token

PLAN, SESSION = "Development Plan", "Mentoring Session"
CANCEL_WORKSHOP = "planota_hub.capacity_building.workshops.portal.cancel_registration"
CANCEL_EVENT = "planota_hub.planota_hub.events.intake.cancel_for_colleague"
SHOWN_REGISTRATIONS = SHOWN_SESSIONS = SHOWN_REQUESTS = 10


def get_overview(ngos: list[dict]) -> list[dict]:
	"""Return for each NGO what its representatives may know about its support.

	Args:
	        ngos: with `name` and `ngo_name`, all of them the reader's own.

	Returns:
	        each with `plan`, `hours` by kind this year, `registrations`, `sessions` and `requests`.
	"""
	names = [ngo["name"] for ngo in ngos]
	hours = hours_of_ngos(names, from_date=f"{getdate(today()).year}-01-01")
	plans = get_plans(names)
	registrations = get_registrations(names)
	sessions = get_sessions(names)
	requests = get_requests(names)
	return [
		frappe._dict(
			ngo,
			plan=plans.get(ngo["name"]),
			hours={kind: value for kind, value in hours[ngo["name"]].items() if value},
			registrations=registrations.get(ngo["name"], []),
			sessions=sessions.get(ngo["name"], []),
			requests=requests.get(ngo["name"], []),
		)
		for ngo in ngos
	]


def by_ngo(rows: Iterable[frappe._dict], at_most: int) -> dict[str, list[frappe._dict]]:
	"""Return rows under their NGO, the first ones of each."""
	found: dict[str, list[dict]] = {}
	for row in rows:
		if len(found.setdefault(row.ngo, [])) < at_most:
			found[row.ngo].append(row)
	return found


def get_plans(ngos: list[str]) -> dict[str, dict]:
	"""Return the latest plan of each NGO with goals, open steps and hours; none where there is none."""
	plans = frappe.get_all(
		PLAN,
		filters={"ngo": ("in", ngos or [""])},
		fields=[
			"name",
			"ngo",
			"stage",
			"programme_round",
			"mentor",
			"starts_on",
			"ends_on",
			"hours_required",
		],
		order_by="applied_on desc, creation desc",
		limit_page_length=0,
	)
	latest = {ngo: rows[0] for ngo, rows in by_ngo(plans, 1).items()}
	names = [plan.name for plan in latest.values()]
	hours = get_hours_of_plans(names)
	goals = get_plan_rows("Development Plan Goal", names, ["area", "goal", "result"])
	steps = get_plan_rows(
		"Development Plan Step", names, ["name", "step_title", "due_date", "status", "ngo_notes"]
	)
	own_steps = {step.name for step in get_own_steps(ngos)}
	mentors = get_titles("User", {plan.mentor for plan in latest.values()})
	for plan in latest.values():
		plan.mentor_name = mentors.get(plan.mentor)
		plan.goals = goals.get(plan.name, [])
		plan.steps = [step for step in steps.get(plan.name, []) if step.status == "Open"]
		for step in plan.steps:
			step.is_own = step.name in own_steps
			step.is_overdue = bool(step.due_date) and getdate(step.due_date) < getdate(today())
		plan.hours = {kind: value for kind, value in hours[plan.name].items() if value}
		plan.progress = summarise(hours[plan.name], plan.hours_required)
	return latest


def get_plan_rows(doctype: str, plans: list[str], fields: list[str]) -> dict[str, list[frappe._dict]]:
	found: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		doctype,
		filters={"parenttype": PLAN, "parent": ("in", plans or [""])},
		fields=["parent", *fields],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		found.setdefault(row.parent, []).append(row)
	return found


def get_registrations(ngos: list[str]) -> dict[str, list[dict]]:
	"""Return the registrations of each NGO's people for workshops and events, the latest first."""
	workshops = get_own_registrations(WORKSHOPS, ngos, WORKSHOP_PURPOSE)
	for row in workshops:
		row.update(proof="/workshop-certificate", proof_label=_("Certificate"), cancelling=CANCEL_WORKSHOP)
	events = get_own_registrations(EVENTS, ngos, EVENT_PURPOSE)
	for row in events:
		row.update(proof="/event-confirmation", proof_label=_("Confirmation"), cancelling=CANCEL_EVENT)
	rows = sorted(workshops + events, key=lambda row: row.participant_name)
	rows.sort(key=lambda row: row.starts_on, reverse=True)
	return by_ngo(rows, SHOWN_REGISTRATIONS)


def get_sessions(ngos: list[str]) -> dict[str, list[dict]]:
	"""Return the sessions of each NGO that are planned or were held, and calls and visits that were support, the latest first."""
	rows = frappe.get_all(
		SESSION,
		filters={"ngo": ("in", ngos or [""]), "status": ("!=", "Cancelled")},
		fields=["ngo", "topic", "starts_on", "hours", "status", "mentor", "agreed_steps"],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)
	rows = sorted([*rows, *get_noted_support(ngos)], key=lambda row: row.starts_on, reverse=True)
	found = by_ngo(rows, SHOWN_SESSIONS)
	mentors = get_titles("User", {row.mentor for rows in found.values() for row in rows})
	for row in (row for rows in found.values() for row in rows):
		row.mentor_name = mentors.get(row.mentor)
		row.is_late_plan = row.status == "Planned" and get_datetime(row.starts_on) < now_datetime()
	return found


def get_noted_support(ngos: list[str]) -> list[frappe._dict]:
	"""Return the noted contacts that were support, as held sessions; what the hub wrote down of them stays with it."""
	rows = frappe.get_all(
		INTERACTION,
		filters={
			"organisation_doctype": "NGO",
			"organisation": ("in", ngos or [""]),
			"support_kind": ("is", "set"),
		},
		fields=[
			"organisation as ngo",
			"support_kind",
			"happened_on as starts_on",
			"hours",
			"held_by as mentor",
		],
		order_by="happened_on desc, name desc",
		limit_page_length=0,
	)
	for row in rows:
		row.topic = _(row.support_kind, context=INTERACTION)
		row.status, row.agreed_steps = "Held", None
	return rows


def get_requests(ngos: list[str]) -> dict[str, list[frappe._dict]]:
	"""Return the requests of each NGO, the latest first, each with the token to rate it while that is possible."""
	rows = frappe.get_all(
		REQUEST,
		filters={"ngo": ("in", ngos or [""])},
		fields=[
			"name",
			"ngo",
			"subject",
			"stage",
			"category",
			"received_on",
			"first_response_due",
			"first_responded_on",
			"resolution_due",
			"resolved_on",
			"rated_on",
			"requester_email",
			"answer",
			"decline_reason",
		],
		order_by="received_on desc, name desc",
		limit_page_length=0,
	)
	found = by_ngo(rows, SHOWN_REQUESTS)
	for row in (row for rows in found.values() for row in rows):
		# whoever asked says how satisfied they are, nobody else of the NGO
		asked = row.requester_email == frappe.session.user
		row.rating_token = (
			make_token(RATING_PURPOSE, row.name) if asked and not get_rating_problem(row) else None
		)
	return found
