# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of calls, and what a representative sees of the calls of the own NGOs."""

import frappe
from frappe import _
from frappe.utils import cint, date_diff, get_url, today

from planota_hub.funding.calls.conditions import LEGAL_FORMS, names
from planota_hub.funding.calls.matching import NO_MATCH, get_rows, match_ngos
from planota_hub.funding.calls.status import CALL, COMING_STATUSES
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules.readable import choose_form, show_day, show_money, show_number
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

PUBLIC_STATUSES = (*COMING_STATUSES, "Closed", "Decided")
PUBLIC_FIELDS = [
	"name",
	"call_title",
	"funder",
	"programme",
	"reference",
	"status",
	"call_url",
	"opens_on",
	"closes_on",
	"decision_expected_on",
	"project_from",
	"project_until",
	"total_amount",
	"minimum_amount",
	"maximum_amount",
	"co_financing",
	"co_financing_percent",
	"payment_terms",
	"volunteer_work",
	"simplified_costs",
	"reporting_frequency",
	"description",
	"documents_required",
	"other_conditions",
	"area_rule",
	"requires_public_interest",
	"public_interest_field",
	"minimum_age_years",
	"maximum_age_years",
	"friendliness_score",
	"modified",
	*LEGAL_FORMS.values(),
]
APPLICATION = "Call Application"
SHOWN_APPLICATIONS = 20


# Public


def get_open_calls(legal_form: str = "", field_of_work: str = "") -> list[frappe._dict]:
	"""Return the calls that are or will be open, the next to close first, those without a last day at the end.

	Args:
	        legal_form: of the visitor's NGO; leaves out the calls that are not for it.
	        field_of_work: leaves out the calls that are for other fields only.
	"""
	calls = get_calls({"status": ("in", COMING_STATUSES)})
	return [
		call
		for call in calls
		if (not legal_form or not call.legal_forms or legal_form in call.legal_forms)
		and (not field_of_work or not call.fields or field_of_work in call.fields)
	]


def get_public_call(name: str) -> frappe._dict | None:
	"""Return one call as the public may see it; None when there is none, or it is a draft or was withdrawn."""
	found = get_calls({"name": name, "status": ("in", PUBLIC_STATUSES)})
	return found[0] if found else None


def get_calls(filters: dict) -> list[frappe._dict]:
	calls = frappe.get_all(
		CALL, filters=filters, fields=PUBLIC_FIELDS, order_by="closes_on asc, name asc", limit_page_length=0
	)
	keys = [call.name for call in calls]
	fields = get_rows("Funding Call Field", CALL, "field_of_work", keys)
	places = get_rows("Funding Call Municipality", CALL, "municipality", keys)
	funders = get_titles("Stakeholder", {call.funder for call in calls})
	for call in calls:
		call.fields = fields.get(call.name, frozenset())
		call.municipalities = sorted(places.get(call.name, ()), key=sort_key)
		call.legal_forms = [form for form, fieldname in LEGAL_FORMS.items() if call[fieldname]]
		call.funder_name = funders.get(call.funder, "")
		describe(call)
	return sorted(calls, key=lambda call: call.closes_on is None)


def describe(call: frappe._dict) -> None:
	"""Add what a page says about a call in words."""
	call.amount = describe_amount(call.minimum_amount, call.maximum_amount)
	call.total = show_money(call.total_amount) if call.total_amount else ""
	call.deadline = describe_deadline(call)
	call.friendliness = cint(round(call.friendliness_score or 0))
	call.conditions = get_conditions(call)
	call.rules = get_rules_in_words(call)


def describe_amount(minimum: float, maximum: float) -> str:
	"""Return what one project can get; empty when the call does not say."""
	if minimum and maximum:
		return _("{0} to {1}").format(show_money(minimum), show_money(maximum))
	if maximum:
		return _("up to {0}").format(show_money(maximum))
	return _("from {0}").format(show_money(minimum)) if minimum else ""


def describe_deadline(call: frappe._dict) -> str:
	"""Return until when a call is open, with the days that are left."""
	if call.status == "Announced":
		return _("opens on {0}").format(show_day(call.opens_on))
	if not call.closes_on:
		return _("open until the money is spent") if call.status == "Open" else ""
	if call.status != "Open":
		return _("closed on {0}").format(show_day(call.closes_on))
	days = date_diff(call.closes_on, today())
	if not days:
		return _("closes today")
	message = choose_form(_("until {0}, {1} day left|until {0}, {1} days left"), days)
	return message.format(show_day(call.closes_on), days)


def get_conditions(call: frappe._dict) -> list[tuple[str, str]]:
	"""Return who may apply, each condition with its words; empty for a call that is open to every NGO."""
	areas = {"Seat Only": _("Seat"), "Seat or Area of Operation": _("Seat or Area of Operation")}
	least, most = cint(call.minimum_age_years), cint(call.maximum_age_years)
	ages = [
		choose_form(_("at least {0} year|at least {0} years"), least).format(least) if least else "",
		choose_form(_("at most {0} year|at most {0} years"), most).format(most) if most else "",
	]
	conditions = [
		(_("Legal Form"), ", ".join(_(form) for form in call.legal_forms)),
		(_("Field of Work"), names(call.fields)),
		(areas.get(call.area_rule, _("Seat")), ", ".join(call.municipalities)),
		(_("Public Interest Status"), describe_public_interest(call)),
		(_("Age of the Organisation"), ", ".join(filter(None, ages))),
	]
	return [condition for condition in conditions if condition[1]]


def describe_public_interest(call: frappe._dict) -> str:
	"""Return whether a call asks for the status in the public interest, and in which field."""
	if not call.requires_public_interest:
		return ""
	return (
		_("Required in the field {0}").format(_(call.public_interest_field))
		if call.public_interest_field
		else _("Required")
	)


def get_rules_in_words(call: frappe._dict) -> list[tuple[str, str]]:
	"""Return the rules of the money that an NGO wants to know before it begins."""
	own_share = translated(call.co_financing)
	if call.co_financing == "Required":
		own_share = _("Required: {0} %").format(show_number(call.co_financing_percent))
	rules = [
		(_("Own Share"), own_share),
		(_("Payment"), translated(call.payment_terms)),
		(_("Volunteer Work"), translated(call.volunteer_work)),
		(_("Simplified Costs"), translated(call.simplified_costs)),
		(_("Reports"), translated(call.reporting_frequency)),
	]
	return [rule for rule in rules if rule[1]]


def translated(choice: str | None) -> str:
	"""Return a choice in the reader's language; empty while nothing is chosen."""
	return _(choice) if choice else ""


def call_url(name: str) -> str:
	"""Return the public address of a call."""
	return get_url(f"/calls/{name}")


# Portal


def get_overview(ngos: list[dict]) -> list[dict]:
	"""Return for each NGO the calls that suit it and its applications.

	Args:
	        ngos: with `name` and `ngo_name`, all of them the reader's own.

	Returns:
	        each with `is_active`, `calls` (with `state` and `criteria`) and `applications` (with `reports`).
	"""
	keys = [ngo["name"] for ngo in ngos]
	matches = match_ngos(keys)
	calls = {call.name: call for call in get_open_calls()}
	applications = get_applications(keys)
	left = get_left(keys)
	return [
		frappe._dict(
			ngo,
			is_active=ngo["name"] not in left,
			calls=[
				frappe._dict(calls[match.call], match_state=match.state, criteria=match.criteria)
				for match in matches.get(ngo["name"], [])
				if match.state != NO_MATCH and match.call in calls
			],
			applications=applications.get(ngo["name"], [])[:SHOWN_APPLICATIONS],
		)
		for ngo in ngos
	]


def get_applications(ngos: list[str]) -> dict[str, list[dict]]:
	"""Return the applications of each NGO, the latest first, with their reports and the hours of help."""
	rows = frappe.get_all(
		APPLICATION,
		filters={"ngo": ("in", ngos or [""])},
		fields=[
			"name",
			"ngo",
			"application_title",
			"funding_call",
			"stage",
			"requested_amount",
			"granted_amount",
			"ends_on",
			"decision_note",
			"application_hours",
			"report_hours",
		],
		order_by="creation desc, name desc",
		limit_page_length=0,
	)
	titles = get_titles(CALL, {row.funding_call for row in rows})
	reports = get_reports([row.name for row in rows])
	found: dict[str, list[dict]] = {}
	for row in rows:
		row.call_title = titles.get(row.funding_call)
		row.reports = reports.get(row.name, [])
		row.hours = row.application_hours + row.report_hours
		row.requested, row.granted = show_money(row.requested_amount), show_money(row.granted_amount)
		found.setdefault(row.ngo, []).append(row)
	return found


def get_reports(applications: list[str]) -> dict[str, list[dict]]:
	reports: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		"Call Reporting Deadline",
		filters={"parenttype": APPLICATION, "parent": ("in", applications or [""])},
		fields=["parent", "report_title", "due_date", "sent_on", "status"],
		order_by="due_date asc, idx asc",
		limit_page_length=0,
	):
		reports.setdefault(row.parent, []).append(row)
	return reports
