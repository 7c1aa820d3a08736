# SPDX-License-Identifier: GPL-3.0-only
"""The people of organisations and their functions: representatives of NGOs, people of stakeholders."""

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.representatives import current_term_condition
from planota_hub.planota_hub.register.stakeholder_people import DECLINED, PERSON, read_contacts

NGO, STAKEHOLDER = "NGO", "Stakeholder"
ANYBODY = "Anybody Named"
# where nobody is asked for by role and the organisation has no address of its own
FIRST_ASKED = ("Contact Person", "President", "Director", "Legal Representative", "Secretary")


def get_people(doctype: str) -> dict[str, list[frappe._dict]]:
	"""Return the people of all NGOs, or of all stakeholders, by organisation.

	Each with `person`, `function`, `email`, and of stakeholders whether they `declined` to be written to.
	"""
	return get_representatives() if doctype == NGO else get_people_of_stakeholders()


def get_representatives() -> dict[str, list[frappe._dict]]:
	"""Return `person`, `function` and `email` of everybody in office today, by NGO, in one query."""
	row = frappe.qb.DocType("NGO Representative")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.full_name.as_("person"), row.function, row.email)
		.where((row.parenttype == NGO) & current_term_condition(row))
		.orderby(row.parent, row.idx)
	)
	return group_by_parent(query.run(as_dict=True))


def get_people_of_stakeholders() -> dict[str, list[frappe._dict]]:
	"""Return everybody who speaks for a stakeholder today, those in its table first, in two queries.

	A Contact that somebody added besides speaks for it too; those whose term is over do not.
	"""
	row = frappe.qb.DocType(PERSON)
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.full_name.as_("person"), row.function, row.email, row.information)
		.where((row.parenttype == STAKEHOLDER) & current_term_condition(row))
		.orderby(row.parent, row.idx)
	)
	people = query.run(as_dict=True)
	for person in people:
		person.declined = person.pop("information") == DECLINED
	return group_by_parent([*people, *read_contacts()])


def rank(function: str | None) -> int:
	return FIRST_ASKED.index(function) if function in FIRST_ASKED else len(FIRST_ASKED)


def is_in_role(function: str | None, role: str) -> bool:
	"""Tell whether a function is a role.

	A representative's function is chosen from the same list. The designation of a contact is free text: there
	the beginning of the word decides, in English or in the language of the site, so that "Županja občine"
	is found by the role that is called "Župan".
	"""
	words = cstr(function).casefold()
	names = {role, _(role, frappe.get_system_settings("language"))}
	return any(word.startswith(name.casefold()[:-1]) for word in words.split() for name in names) or (
		words in {name.casefold() for name in names}
	)


def clean(email: str | None) -> str | None:
	return cstr(email).strip().lower() or None


def group_by_parent(rows: list[frappe._dict]) -> dict[str, list[frappe._dict]]:
	groups: dict[str, list[frappe._dict]] = {}
	for row in rows:
		groups.setdefault(row.parent, []).append(row)
	return groups
