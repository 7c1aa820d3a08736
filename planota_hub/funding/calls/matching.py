# SPDX-License-Identifier: GPL-3.0-only
"""Which NGOs may apply to a call and which calls suit an NGO, with the reason for each condition of the call.

A condition is met, not met, or can't be told because the register lacks something; so an NGO matches, does not
match, or is to be checked. A call without conditions suits everybody.
"""

from dataclasses import dataclass
from functools import cached_property

import frappe
from frappe.utils import cint, getdate, today

from planota_hub.funding.calls.conditions import (
	CONDITIONS,
	LEGAL_FORMS,
	CallRules,
	Condition,
	Criterion,
	NGOProfile,
)
from planota_hub.funding.calls.crowd import Crowd
from planota_hub.funding.calls.status import CALL, COMING_STATUSES
from planota_hub.planota_hub.register.public_interest import read_statuses
from planota_hub.rules.many import narrow
from planota_hub.rules.sorting import sort_rows

MATCHES, TO_CHECK, NO_MATCH = "Matches", "To Check", "Does Not Match"
STATES = (MATCHES, TO_CHECK, NO_MATCH)
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
class Match:
	"""A call and an NGO: `state` is one of `STATES`."""

	rules: CallRules
	ngo: NGOProfile
	state: str

	@property
	def call(self) -> str:
		return self.rules.name

	@cached_property
	def criteria(self) -> tuple[Criterion, ...]:
		"""Each condition that the call has, once; the reasons are written when somebody reads them."""
		return tuple(
			Criterion(*condition.describe(self.rules, self.ngo, met))
			for condition, met in get_answers(self.rules, self.ngo)
		)


# Judging


def judge(rules: CallRules, ngo: NGOProfile) -> Match:
	"""Return how an NGO fits a call."""
	met = [answer for _condition, answer in get_answers(rules, ngo)]
	return Match(rules, ngo, NO_MATCH if False in met else TO_CHECK if None in met else MATCHES)


def get_answers(rules: CallRules, ngo: NGOProfile) -> list[tuple[Condition, bool | None]]:
	"""Return whether an NGO meets each condition that a call has."""
	return [
		(condition, condition.is_met(rules, ngo)) for condition in CONDITIONS if condition.is_asked(rules)
	]


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
	"""Return one column of the rows of records, and perhaps of others; of all records when `parents` is None."""
	filters: dict = {"parenttype": parenttype}
	if (named := narrow(parents)) is not None:
		filters["parent"] = ("in", named)
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


def match_call(call: str, filters: dict | None = None, readable_only: bool = False) -> list[Match]:
	"""Return every verified NGO with how it fits a call: those that match first, each group by name.

	Args:
	        filters: further conditions on the NGO.
	        readable_only: leave out those that the current user may not read.
	"""
	rules = get_rules({"name": call})
	matches = [judge(rules[0], ngo) for ngo in get_profiles(filters, readable_only)] if rules else []
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
	crowd = Crowd(get_profiles(readable_only=readable_only))
	found = get_rules({"name": ("in", calls or [""])})
	return {rules.name: dict(zip(STATES, crowd.count(rules), strict=True)) for rules in found}


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
