# SPDX-License-Identifier: GPL-3.0-only
"""What a call may ask of an NGO: whether it does, whether the NGO meets it, and the reason in words."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date as Date

import frappe
from frappe import _
from frappe.utils import today

from planota_hub.planota_hub.register.public_interest import get_holding, get_span
from planota_hub.rules.readable import choose_form, show_day
from planota_hub.rules.sorting import sort_key

# legal form of an NGO -> field of a call that lets it apply
LEGAL_FORMS = {
	"Association": "for_associations",
	"Private Institute": "for_private_institutes",
	"Foundation": "for_foundations",
	"Federation": "for_federations",
	"Civil Initiative": "for_civil_initiatives",
	"Other": "for_others",
}

# year, month and day: 29 February has its place in every year
Day = tuple[int, int, int]
BEFORE_ALL: Day = (0, 0, 0)
AFTER_ALL: Day = (9999, 12, 31)


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
class Condition:
	"""What a call may ask for.

	Attributes:
	        is_asked: whether a call asks for it.
	        is_met: whether an NGO meets it; None when the register does not tell.
	        key: all that `is_met` looks at of an NGO; NGOs of one key have one answer.
	        describe: label, answer and reason, in the language of the reader.
	        bounds: where the keys that meet it are all between two: the last key before them and the last of them.
	"""

	is_asked: Callable[[CallRules], bool]
	is_met: Callable[[CallRules, NGOProfile], bool | None]
	key: Callable[[NGOProfile], Hashable]
	describe: Callable[[CallRules, NGOProfile, bool | None], tuple[str, bool | None, str]]
	bounds: Callable[[CallRules], tuple[Day, Day]] | None = None


def has_legal_form(rules: CallRules, ngo: NGOProfile) -> bool:
	return ngo.legal_form in rules.legal_forms


def describe_legal_form(rules: CallRules, ngo: NGOProfile, met: bool) -> tuple[str, bool, str]:
	wanted = ", ".join(_(form) for form in LEGAL_FORMS if form in rules.legal_forms)
	return _("Legal Form"), met, explain(met, _(ngo.legal_form), wanted)


def has_field(rules: CallRules, ngo: NGOProfile) -> bool | None:
	return bool(rules.fields & ngo.fields) if ngo.fields else None


def describe_field(rules: CallRules, ngo: NGOProfile, met: bool | None) -> tuple[str, bool | None, str]:
	return _("Field of Work"), met, explain(met, names(rules.fields & ngo.fields), names(rules.fields))


def find_common_places(rules: CallRules, ngo: NGOProfile) -> frozenset[str]:
	return rules.municipalities & ({ngo.seat} if rules.seat_only else {ngo.seat, *ngo.areas})


def is_in_area(rules: CallRules, ngo: NGOProfile) -> bool:
	return bool(find_common_places(rules, ngo))


def describe_area(rules: CallRules, ngo: NGOProfile, met: bool) -> tuple[str, bool, str]:
	label = _("Seat") if rules.seat_only else _("Seat or Area of Operation")
	return label, met, explain(met, listed(find_common_places(rules, ngo)), listed(rules.municipalities))


def find_fitting_statuses(rules: CallRules, ngo: NGOProfile) -> list[frappe._dict]:
	field = rules.public_interest_field
	return [row for row in ngo.statuses if not field or row.field_of_work == field]


def has_public_interest(rules: CallRules, ngo: NGOProfile) -> bool | None:
	if get_holding(find_fitting_statuses(rules, ngo), rules.day):
		return True
	return None if any(not row.field_of_work for row in get_holding(ngo.statuses, rules.day)) else False


def describe_public_interest(
	rules: CallRules, ngo: NGOProfile, met: bool | None
) -> tuple[str, bool | None, str]:
	return _("Public Interest Status"), met, explain_public_interest(rules, ngo, met)


def explain_public_interest(rules: CallRules, ngo: NGOProfile, met: bool | None) -> str:
	if met:
		return _("The NGO has the status")
	if met is None:
		return _("In which field the NGO has the status is not in the register")
	if ends := [get_span(row)[1] for row in get_holding(find_fitting_statuses(rules, ngo), today())]:
		return _("The status ends on {0}").format(show_day(max(ends)))
	if rules.public_interest_field and ngo.statuses:
		return _("The call asks for: {0}").format(_(rules.public_interest_field))
	return _("The NGO does not have the status")


def get_founding_day(ngo: NGOProfile) -> Day | None:
	"""Return when an NGO was founded; None when the register does not tell."""
	founded = ngo.founded_on
	return (founded.year, founded.month, founded.day) if founded else None


def get_founding_bounds(rules: CallRules) -> tuple[Day, Day]:
	"""Return the last day on which an NGO that is too old was founded, and the last one that is not too young."""
	day = rules.day
	oldest = (day.year - rules.maximum_age - 1, day.month, day.day) if rules.maximum_age else BEFORE_ALL
	youngest = (day.year - rules.minimum_age, day.month, day.day) if rules.minimum_age else AFTER_ALL
	return oldest, youngest


def has_age(rules: CallRules, ngo: NGOProfile) -> bool | None:
	founded = get_founding_day(ngo)
	if not founded:
		return None
	oldest, youngest = get_founding_bounds(rules)
	return oldest < founded <= youngest


def describe_age(rules: CallRules, ngo: NGOProfile, met: bool | None) -> tuple[str, bool | None, str]:
	label = _("Age of the Organisation")
	if met is None:
		return label, met, _("The day of founding is not in the register")
	age = full_years(ngo.founded_on, rules.day)
	years = choose_form(_("{0} year|{0} years"), age).format(age)
	return label, met, explain(met, years, describe_ages(rules))


CONDITIONS = (
	Condition(
		lambda rules: bool(rules.legal_forms),
		has_legal_form,
		lambda ngo: ngo.legal_form,
		describe_legal_form,
	),
	Condition(lambda rules: bool(rules.fields), has_field, lambda ngo: ngo.fields, describe_field),
	Condition(
		lambda rules: bool(rules.municipalities), is_in_area, lambda ngo: (ngo.seat, ngo.areas), describe_area
	),
	Condition(
		lambda rules: rules.needs_public_interest,
		has_public_interest,
		lambda ngo: ngo.name if ngo.statuses else None,
		describe_public_interest,
	),
	Condition(
		lambda rules: bool(rules.minimum_age or rules.maximum_age),
		has_age,
		get_founding_day,
		describe_age,
		get_founding_bounds,
	),
)


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
