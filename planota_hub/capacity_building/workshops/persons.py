# SPDX-License-Identifier: GPL-3.0-only
"""Who took part in the workshops of an operation: each person once, as the European Social Fund counts.

Whoever takes part several times in one operation is counted once, on the day of the first participation, and
described as of then; in another operation the same person counts anew (guidance of the European Commission on the
monitoring and evaluation of the ESF, annex D).
"""

from collections.abc import Iterable
from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from frappe.utils import add_days, getdate

from planota_hub.capacity_building.workshops.credited_hours import DELIVERED_STAGES
from planota_hub.capacity_building.workshops.participant_data import PARTICIPANT_FIELDS
from planota_hub.capacity_building.workshops.seats import CONFIRMED, REGISTRATION, WORKSHOP
from planota_hub.planota_hub.register.identity.persons import is_same_at_mailbox
from planota_hub.rules.names import fold_person_name


def get_persons(end: Date, project: str | None = None, since: Date | None = None) -> list[frappe._dict]:
	"""Return each person once per operation, by the first participation until a day, the earliest first.

	Keys are those of the first attendance (`name`, `ngo`, `date`, `municipality` of the workshop, `project`,
	`participant_name`), the answers of `PARTICIPANT_FIELDS` as they were first given, `times` and `missing`.

	Args:
	        project: the operation; without it every one is counted for itself.
	        since: leave out what was before this day, as if nobody had taken part yet.
	"""
	operations: dict[str | None, list[frappe._dict]] = {}
	for row in get_attendances(end, project):
		if since and row.date < since:
			continue
		operations.setdefault(row.project, []).append(row)
	persons = [
		describe(participations)
		for attendances in operations.values()
		for participations in tell_apart(attendances)
	]
	return sorted(persons, key=lambda person: (person.date, person.name))


def get_attendances(end: Date, project: str | None = None) -> list[frappe._dict]:
	"""Return every attendance of a workshop that was held until a day, in one query, the earliest first."""
	workshop, registration = DocType(WORKSHOP), DocType(REGISTRATION)
	query = (
		frappe.qb.from_(registration)
		.join(workshop)
		.on(workshop.name == registration.workshop)
		.select(
			registration.name,
			registration.participant_name,
			registration.email_key,
			registration.ngo,
			workshop.starts_on,
			workshop.municipality,
			workshop.funded_project.as_("project"),
			*(registration[fieldname] for fieldname in PARTICIPANT_FIELDS),
		)
		.where(
			workshop.stage.isin(sorted(DELIVERED_STAGES)) & (workshop.starts_on < add_days(getdate(end), 1))
		)
		.where((registration.attendance == "Attended") & (registration.status == CONFIRMED))
		.orderby(workshop.starts_on, registration.name)
	)
	if project:
		query = query.where(workshop.funded_project == project)
	rows = query.run(as_dict=True)
	for row in rows:
		row.date = getdate(row.starts_on)
	return rows


def tell_apart(attendances: Iterable[frappe._dict]) -> list[list[frappe._dict]]:
	"""Return the participations of each person, in the order of the attendances.

	A mailbox is not a person: two names at one address are two people, unless one is a part of the other. The same
	name at two addresses is one person where the day of birth says so.
	"""
	persons: list[list[frappe._dict]] = []
	by_address: dict[str, list[int]] = {}
	by_birth: dict[tuple, int] = {}
	for row in attendances:
		birth = (
			(fold_person_name(row.participant_name), getdate(row.date_of_birth))
			if row.date_of_birth
			else None
		)
		known = by_birth.get(birth) if birth else None
		if known is None:
			candidates = by_address.get(row.email_key or "", []) if row.email_key else []
			known = next((place for place in candidates if is_same(persons[place], row)), None)
		if known is None:
			persons.append([])
			known = len(persons) - 1
		persons[known].append(row)
		by_address.setdefault(row.email_key or "", []).append(known)
		if birth:
			by_birth.setdefault(birth, known)
	return persons


def is_same(person: list[frappe._dict], row: frappe._dict) -> bool:
	"""Tell whether an attendance at the same address is of a person whose other ones are known."""
	births = {getdate(known.date_of_birth) for known in person if known.date_of_birth}
	if row.date_of_birth and births and getdate(row.date_of_birth) not in births:
		return False
	return any(is_same_at_mailbox(known.participant_name, row.participant_name) for known in person)


def describe(participations: list[frappe._dict]) -> frappe._dict:
	"""Return one person; see `get_persons`."""
	person = frappe._dict(participations[0])
	for fieldname in PARTICIPANT_FIELDS:
		answers = [row[fieldname] for row in participations if row[fieldname]]
		person[fieldname] = answers[0] if answers else None
	person.times = len(participations)
	person.missing = [fieldname for fieldname in PARTICIPANT_FIELDS if not person[fieldname]]
	return person
