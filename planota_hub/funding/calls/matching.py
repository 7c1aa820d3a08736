# SPDX-License-Identifier: GPL-3.0-only
"""Which NGOs may apply to a call and which calls suit an NGO, with the reason for each condition of the call.

A condition is met, not met, or can't be told because the register lacks something; so an NGO matches, does not
match, or is to be checked. A call without conditions suits everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from planota_hub.funding.calls.status import CALL, COMING_STATUSES
from planota_hub.planota_hub.register.public_interest import get_holding, get_span, read_statuses
from planota_hub.rules.readable import choose_form, show_day
from planota_hub.rules.sorting import sort_key, sort_rows

MATCHES, TO_CHECK, NO_MATCH = "Matches", "To Check", "Does Not Match"
STATES = (MATCHES, TO_CHECK, NO_MATCH)
# legal form of an NGO -> field of a call that lets it apply
LEGAL_FORMS = {
	"Association": "for_associations",
	"Private Institute": "for_private_institutes",
	"Foundation": "for_foundations",
	"Federation": "for_federations",
	"Civil Initiative": "for_civil_initiatives",
	"Other": "for_others",
}
CALL_FIELDS = [
	"name",
	"closes_on",
	"area_rule",
	"requires_public_interest",
	"public_interest_field",
	"minimum_age_years",
	"maximum_age_years",
	*LEGAL_FORMS.values(),
]
NGO_FIELDS = [
	"name",
	"ngo_name",
	"legal_form",
	"municipality",
	"founded_on",
	"email",
	"consent_news",
]


@dataclass(frozen=True)
class CallRules:
	"""The conditions of a call; an empty set, 0 or False is no condition.

	Attributes:
	        day: on which the conditions must be met, the last day for applications.
	        public_interest_field: in which the status must be; None for any.
	"""

	name: str
	legal_forms: frozenset[str]
	fields: frozenset[str]
	municipalities: frozenset[str]
	seat_only: bool
	needs_public_interest: bool
	public_interest_field: str | None
	minimum_age: int
	maximum_age: int
	day: Date


@dataclass(frozen=True)
class NGOProfile:
	"""What conditions are checked against; `fields` and `areas` without order, `areas` without the seat.

	Attributes:
	        statuses: in the public interest, also those that do not hold (see `register.public_interest`).
	"""

	name: str
	ngo_name: str
	legal_form: str
	fields: frozenset[str]
	seat: str
	areas: frozenset[str]
	founded_on: Date | None
	statuses: tuple[frappe._dict, ...]
	email: str | None
	consent_news: bool


@dataclass(frozen=True)
class Criterion:
	"""One condition of a call for one NGO.

	Attributes:
	        label: what the condition is about.
	        met: None when the register does not tell.
	        reason: what the NGO has and what the call asks for.
	"""

	label: str
	met: bool | None
	reason: str


@dataclass(frozen=True)
class Match:
	"""A call and an NGO: `state` is one of `STATES`."""

	call: str
	ngo: NGOProfile
	state: str
	criteria: tuple[Criterion, ...]


# Judging


def judge(rules: CallRules, ngo: NGOProfile) -> Match:
	"""Return how an NGO fits a call; each condition that the call has is there once."""
	criteria = tuple(criterion for check in CHECKS if (criterion := check(rules, ngo)))
	met = [criterion.met for criterion in criteria]
	state = NO_MATCH if False in met else TO_CHECK if None in met else MATCHES
	return Match(rules.name, ngo, state, criteria)


def check_legal_form(rules: CallRules, ngo: NGOProfile) -> Criterion | None:
	if not rules.legal_forms:
		return None
	wanted = ", ".join(_(form) for form in LEGAL_FORMS if form in rules.legal_forms)
	met = ngo.legal_form in rules.legal_forms
	return Criterion(_("Legal Form"), met, explain(met, _(ngo.legal_form), wanted))


def check_field(rules: CallRules, ngo: NGOProfile) -> Criterion | None:
	if not rules.fields:
		return None
	common = rules.fields & ngo.fields
	met = bool(common) if ngo.fields else None
	return Criterion(_("Field of Work"), met, explain(met, names(common), names(rules.fields)))


def check_area(rules: CallRules, ngo: NGOProfile) -> Criterion | None:
	if not rules.municipalities:
		return None
	places = {ngo.seat} if rules.seat_only else {ngo.seat, *ngo.areas}
	common = rules.municipalities & places
	label = _("Seat") if rules.seat_only else _("Seat or Area of Operation")
	return Criterion(label, bool(common), explain(bool(common), listed(common), listed(rules.municipalities)))


def check_public_interest(rules: CallRules, ngo: NGOProfile) -> Criterion | None:
	if not rules.needs_public_interest:
		return None
	label, field = _("Public Interest Status"), rules.public_interest_field
	fitting = [row for row in ngo.statuses if not field or row.field_of_work == field]
	if get_holding(fitting, rules.day):
		return Criterion(label, True, _("The NGO has the status"))
	if any(not row.field_of_work for row in get_holding(ngo.statuses, rules.day)):
		return Criterion(label, None, _("In which field the NGO has the status is not in the register"))
	if ends := [get_span(row)[1] for row in get_holding(fitting, today())]:
		return Criterion(label, False, _("The status ends on {0}").format(show_day(max(ends))))
	if field and ngo.statuses:
		return Criterion(label, False, _("The call asks for: {0}").format(_(field)))
	return Criterion(label, False, _("The NGO does not have the status"))


def check_age(rules: CallRules, ngo: NGOProfile) -> Criterion | None:
	if not rules.minimum_age and not rules.maximum_age:
		return None
	label = _("Age of the Organisation")
	if not ngo.founded_on:
		return Criterion(label, None, _("The day of founding is not in the register"))
	age = full_years(ngo.founded_on, rules.day)
	met = age >= rules.minimum_age and (not rules.maximum_age or age <= rules.maximum_age)
	return Criterion(
		label, met, explain(met, choose_form(_("{0} year|{0} years"), age).format(age), describe_ages(rules))
	)


CHECKS = (check_legal_form, check_field, check_area, check_public_interest, check_age)


def describe_ages(rules: CallRules) -> str:
	least, most = rules.minimum_age, rules.maximum_age
	if not most:
		return choose_form(_("at least {0} year|at least {0} years"), least).format(least)
	if not least:
		return choose_form(_("at most {0} year|at most {0} years"), most).format(most)
	return choose_form(_("{0} to {1} year|{0} to {1} years"), most).format(least, most)


def explain(met: bool | None, found: str, wanted: str) -> str:
	"""Return what fits, or what the call asks for when it does not."""
	if met is None:
		return _("Not in the register; the call asks for: {0}").format(wanted)
	return found if met else _("The call asks for: {0}").format(wanted)


def names(values: Iterable[str]) -> str:
	"""Return records whose names are translated, in one line."""
	return ", ".join(sorted((_(value) for value in values), key=sort_key))


def listed(values: Iterable[str]) -> str:
	return ", ".join(sorted(values, key=sort_key))


def full_years(since: Date, day: Date) -> int:
	"""Return how many full years lie between two days; never below 0."""
	return max(day.year - since.year - ((day.month, day.day) < (since.month, since.day)), 0)


# Reading


def get_rules(filters: dict | list) -> list[CallRules]:
	"""Return the conditions of calls in three queries, in the order of their last day."""
	calls = frappe.get_all(
		CALL, filters=filters, fields=CALL_FIELDS, order_by="closes_on asc, name asc", limit_page_length=0
	)
	fields = get_rows("Funding Call Field", CALL, "field_of_work", [call.name for call in calls])
	places = get_rows("Funding Call Municipality", CALL, "municipality", [call.name for call in calls])
	return [
		CallRules(
			name=call.name,
			legal_forms=frozenset(form for form, field in LEGAL_FORMS.items() if call[field]),
			fields=fields.get(call.name, frozenset()),
			municipalities=places.get(call.name, frozenset()),
			seat_only=call.area_rule == "Seat Only",
			needs_public_interest=bool(call.requires_public_interest),
			public_interest_field=call.public_interest_field or None,
			minimum_age=cint(call.minimum_age_years),
			maximum_age=cint(call.maximum_age_years),
			day=getdate(call.closes_on or today()),
		)
		for call in calls
	]


def get_profiles(filters: dict | None = None, readable_only: bool = False) -> list[NGOProfile]:
	"""Return the verified NGOs in four queries, by name.

	Args:
	        readable_only: leave out those that the current user may not read.
	"""
	read = frappe.get_list if readable_only else frappe.get_all
	found = read(
		"NGO",
		filters={**(filters or {}), "stage": "Verified"},
		fields=NGO_FIELDS,
		order_by="ngo_name asc, name asc",
		limit_page_length=0,
	)
	ngos = sort_rows(found, "ngo_name")
	selected = [ngo.name for ngo in ngos] if filters else None
	fields = get_rows("NGO Field of Work", "NGO", "field_of_work", selected)
	areas = get_rows("NGO Operating Municipality", "NGO", "municipality", selected)
	statuses = read_statuses(selected)
	return [
		NGOProfile(
			name=ngo.name,
			ngo_name=ngo.ngo_name,
			legal_form=ngo.legal_form,
			fields=fields.get(ngo.name, frozenset()),
			seat=ngo.municipality,
			areas=areas.get(ngo.name, frozenset()),
			founded_on=ngo.founded_on,
			statuses=tuple(statuses.get(ngo.name, ())),
			email=ngo.email,
			consent_news=bool(ngo.consent_news),
		)
		for ngo in ngos
	]


def get_rows(
	doctype: str, parenttype: str, column: str, parents: list[str] | None
) -> dict[str, frozenset[str]]:
	"""Return one column of the rows of records; of all records when `parents` is None."""
	filters = {"parenttype": parenttype}
	if parents is not None:
		filters["parent"] = ("in", parents or [""])
	found: dict[str, set[str]] = {}
	for row in frappe.get_all(
		doctype,
		filters=filters,
		fields=["parent", column],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		found.setdefault(row.parent, set()).add(row[column])
	return {parent: frozenset(values) for parent, values in found.items()}


# Answers


def match_call(call: str, readable_only: bool = False) -> list[Match]:
	"""Return every verified NGO with how it fits a call: those that match first, each group by name."""
	rules = get_rules({"name": call})
	matches = [judge(rules[0], ngo) for ngo in get_profiles(readable_only=readable_only)] if rules else []
	return sorted(matches, key=lambda match: STATES.index(match.state))


def match_ngos(ngos: list[str], statuses: tuple[str, ...] = COMING_STATUSES) -> dict[str, list[Match]]:
	"""Return for each of these NGOs how it fits the calls that are or will be open, the next to close first."""
	rules = sorted(get_rules({"status": ("in", statuses)}), key=lambda rule: rule.day)
	profiles = get_profiles({"name": ("in", ngos or [""])})
	return {ngo.name: [judge(rule, ngo) for rule in rules] for ngo in profiles}


def count_matches(calls: list[str], readable_only: bool = False) -> dict[str, dict[str, int]]:
	"""Return for each call how many verified NGOs are in each state.

	Args:
	        readable_only: count only those that the current user may read.
	"""
	profiles = get_profiles(readable_only=readable_only)
	counts = {}
	for rules in get_rules({"name": ("in", calls or [""])}):
		states = [judge(rules, ngo).state for ngo in profiles]
		counts[rules.name] = {state: states.count(state) for state in STATES}
	return counts


# For the forms


@frappe.whitelist()
def get_matching_ngos(call: str) -> list[dict]:
	"""Return the NGOs that match a call or are to be checked, for its form; only those the reader may see.

	Raises:
	        frappe.PermissionError: for whoever may not read the call.
	"""
	frappe.has_permission(CALL, "read", call, throw=True)
	alerts = frappe.get_all(
		"Funding Call Alert",
		filters={"funding_call": call},
		fields=["ngo", "sent_on"],
		order_by="name asc",
		limit_page_length=0,
	)
	told = {alert.ngo: alert.sent_on for alert in alerts}
	return [
		{
			"ngo": match.ngo.name,
			"ngo_name": match.ngo.ngo_name,
			"municipality": match.ngo.seat,
			"state": match.state,
			"criteria": [vars(criterion) for criterion in match.criteria],
			"told_on": told.get(match.ngo.name),
			"agrees": match.ngo.consent_news and bool(match.ngo.email),
		}
		for match in match_call(call, readable_only=True)
		if match.state != NO_MATCH
	]


@frappe.whitelist()
def get_calls_of_ngo(ngo: str) -> list[dict]:
	"""Return the calls that an NGO can apply to now or soon, for its form; only those the reader may see.

	Raises:
	        frappe.PermissionError: for whoever may not read the NGO.
	"""
	frappe.has_permission("NGO", "read", ngo, throw=True)
	calls = frappe.get_list(
		CALL,
		filters={"status": ("in", COMING_STATUSES)},
		fields=[
			"name",
			"call_title",
			"funder",
			"status",
			"opens_on",
			"closes_on",
			"maximum_amount",
			"friendliness_score",
		],
		order_by="name asc",
		limit_page_length=0,
	)
	visible = {call.name: call for call in calls}
	return [
		{**visible[match.call], "state": match.state, "criteria": [vars(part) for part in match.criteria]}
		for match in match_ngos([ngo]).get(ngo, [])
		if match.state != NO_MATCH and match.call in visible
	]
