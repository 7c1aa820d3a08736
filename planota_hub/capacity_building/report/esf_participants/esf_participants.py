# SPDX-License-Identifier: GPL-3.0-only
"""The participants of an operation in the order of the ESF's common indicators, and what is missing of each.

The indicators are those of annex I of Regulation (EU) No 1304/2013 and of annex I of Regulation (EU) 2021/1057; each
person counts once, as of the first attendance (see `workshops/persons.py`).
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.capacity_building.workshops.participant_data import PARTICIPANT_FIELDS
from planota_hub.capacity_building.workshops.persons import get_persons
from planota_hub.capacity_building.workshops.seats import REGISTRATION
from planota_hub.figures.report_filters import refuse_wrong_period
from planota_hub.figures.report_parts import column, figure
from planota_hub.guards.documents import get_hidden_fields
from planota_hub.rules.arguments import read_filters

ESF_PLUS, ESF = "ESF+ 2021-2027", "ESF 2014-2020"
UNEMPLOYED = ("Unemployed", "Long-Term Unemployed")
INACTIVE = ("In Education or Training", "Inactive")
EMPLOYED = ("Employed", "Self-Employed")
ISCED_0_2, ISCED_3_4 = "Primary or Less (ISCED 0-2)", "Secondary (ISCED 3-4)"
ISCED_5_8 = "Tertiary (ISCED 5-8)"
YES, NO = "Yes", "No"
DATA = ("Complete", "Incomplete")


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str, None, list]:
	"""Return columns, one row per person, a note and the summary.

	Args:
	        filters: `funded_project`, `programme` (one of the two), `from_date` and `to_date` of the first attendance,
	                `data` ("Complete" or "Incomplete").

	Raises:
	        frappe.PermissionError: for who may not see what funders ask about participants.
	        frappe.ValidationError: without a project, for an unknown programme, for dates the wrong way round.
	"""
	filters = read_filters(filters)
	validate(filters)
	refuse_hidden_data(filters.funded_project)
	indicators = get_indicators()[filters.programme or ESF_PLUS]
	persons = get_asked_for(filters)
	ngo_names = get_ngo_names(persons)
	rows = [make_row(person, indicators, ngo_names) for person in persons]
	return get_columns(indicators), rows, get_note(filters), None, get_summary(persons)


def validate(filters: frappe._dict) -> None:
	if not filters.funded_project:
		frappe.throw(_("Funded Project: please choose the operation whose participants are asked for."))
	for name, choices in (("programme", (ESF_PLUS, ESF)), ("data", DATA)):
		if filters.get(name) and filters.get(name) not in choices:
			frappe.throw(_("{0}: please choose one of {1}.").format(name, ", ".join(choices)))
	refuse_wrong_period(filters)


def refuse_hidden_data(project: str) -> None:
	frappe.has_permission("Funded Project", "read", doc=project, throw=True)
	if get_hidden_fields(REGISTRATION).intersection(PARTICIPANT_FIELDS):
		frappe.throw(
			_("Only the staff and the auditors see what funders ask about participants."),
			frappe.PermissionError,
		)


def get_asked_for(filters: frappe._dict) -> list[frappe._dict]:
	first = getdate(filters.from_date) if filters.from_date else None
	persons = get_persons(getdate(filters.to_date or today()), filters.funded_project)
	return [
		person
		for person in persons
		if (not first or person.date >= first)
		and (not filters.data or bool(person.missing) == (filters.data == "Incomplete"))
	]


# The indicators: code, label, and a function of a person that says yes, no, or None for unknown


def get_indicators() -> dict[str, list[tuple[str, str, Callable]]]:
	"""Return the common output indicators of each programme that the hub's data can tell, in their order."""
	shared = {
		"unemployed": (_("Unemployed, long-term included"), one_of("employment_status", UNEMPLOYED)),
		"long_term": (_("Long-term unemployed"), one_of("employment_status", UNEMPLOYED[1:])),
		"inactive": (_("Inactive"), one_of("employment_status", INACTIVE)),
		"employed": (_("Employed, self-employed included"), one_of("employment_status", EMPLOYED)),
		"above_54": (_("55 years and more"), aged(55, 200)),
		"isced_2": (
			_("Lower secondary education or less (ISCED 0-2)"),
			one_of("education_level", [ISCED_0_2]),
		),
		"isced_4": (
			_("Upper or post-secondary education (ISCED 3-4)"),
			one_of("education_level", [ISCED_3_4]),
		),
		"isced_8": (_("Tertiary education (ISCED 5-8)"), one_of("education_level", [ISCED_5_8])),
		"disability": (_("With disabilities"), answered("has_disability")),
		"migrant": (_("Migrants, foreign background, minorities"), answered("is_migrant_or_minority")),
	}
	esf_only = {
		"idle": (_("Inactive, not in education or training"), one_of("employment_status", INACTIVE[1:])),
		"below_25": (_("Below 25 years"), aged(0, 24)),
		"other": (_("Otherwise disadvantaged"), answered("is_otherwise_disadvantaged")),
	}
	plus_only = {"below_18": (_("Below 18 years"), aged(0, 17)), "young": (_("18 to 29 years"), aged(18, 29))}
	known = {**shared, **esf_only, **plus_only}
	return {programme: [(code, *known[key]) for code, key in codes] for programme, codes in CODES.items()}


CODES = {
	ESF_PLUS: (
		("EECO02", "unemployed"),
		("EECO03", "long_term"),
		("EECO04", "inactive"),
		("EECO05", "employed"),
		("EECO06", "below_18"),
		("EECO07", "young"),
		("EECO08", "above_54"),
		("EECO09", "isced_2"),
		("EECO10", "isced_4"),
		("EECO11", "isced_8"),
		("EECO12", "disability"),
		("EECO13-15", "migrant"),
	),
	ESF: (
		("CO01", "unemployed"),
		("CO02", "long_term"),
		("CO03", "inactive"),
		("CO04", "idle"),
		("CO05", "employed"),
		("CO06", "below_25"),
		("CO07", "above_54"),
		("CO09", "isced_2"),
		("CO10", "isced_4"),
		("CO11", "isced_8"),
		("CO15", "migrant"),
		("CO16", "disability"),
		("CO17", "other"),
	),
}


def one_of(fieldname: str, values) -> Callable:
	return lambda person: person[fieldname] in values if person[fieldname] else None


def answered(fieldname: str) -> Callable:
	return lambda person: {YES: True, NO: False}.get(person[fieldname])


def aged(youngest: int, oldest: int) -> Callable:
	def judge(person: frappe._dict) -> bool | None:
		age = get_age(person)
		return None if age is None else youngest <= age <= oldest

	return judge


def get_age(person: frappe._dict) -> int | None:
	"""Return how old a person was on the day of the first attendance."""
	if not person.date_of_birth:
		return None
	born, day = getdate(person.date_of_birth), person.date
	return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


# What is shown


def make_row(person: frappe._dict, indicators: list, ngo_names: dict[str, str]) -> dict:
	labels = frappe.get_meta(REGISTRATION)
	answers = {code: judge(person) for code, _label, judge in indicators}
	return {
		"registration": person.name,
		"participant": person.participant_name,
		"ngo_name": ngo_names.get(person.ngo),
		"first_day": person.date,
		"times": person.times,
		"gender": person.gender and _(person.gender),
		"age": get_age(person),
		**{code: None if answer is None else int(answer) for code, answer in answers.items()},
		"missing": ", ".join(_(labels.get_label(name), context=REGISTRATION) for name in person.missing),
	}


def get_ngo_names(persons: list[frappe._dict]) -> dict[str, str]:
	names = sorted({person.ngo for person in persons if person.ngo})
	return dict(
		frappe.get_all(
			"NGO", {"name": ("in", names or [""])}, ["name", "ngo_name"], order_by="name asc", as_list=True
		)
	)


def get_columns(indicators: list) -> list[dict]:
	return [
		column("participant", _("Participant"), "Data", 180),
		column("ngo_name", _("NGO"), "Data", 180),
		column("first_day", _("First Attendance"), "Date", 110),
		column("times", _("Attendances"), width=100),
		column("gender", _("Gender"), "Data", 100),
		column("age", _("Age Then"), "Data", 80),
		*(column(code, f"{code} {label}", width=120) for code, label, _judge in indicators),
		column("missing", _("Missing"), "Data", 260),
		column("registration", _("Registration"), "Link", 130, options=REGISTRATION),
	]


def get_note(filters: frappe._dict) -> str:
	"""Return how people are counted, and what the hub does not ask."""
	note = _(
		"Each person counts once in the operation, as of the first attendance. 1: yes, 0: no, empty: not known or "
		"not stated."
	)
	if (filters.programme or ESF_PLUS) == ESF_PLUS:
		note += " " + _("EECO16 (homeless) and EECO17 (rural areas) are not asked by the hub.")
	return note


def get_summary(persons: list[frappe._dict]) -> list[dict]:
	complete = sum(not person.missing for person in persons)
	return [
		figure(_("Different People"), len(persons), "Blue"),
		figure(_("Attendances"), sum(person.times for person in persons)),
		figure(_("Complete Data"), complete, "Green"),
		figure(_("Something Is Missing"), len(persons) - complete, "Orange"),
	]
