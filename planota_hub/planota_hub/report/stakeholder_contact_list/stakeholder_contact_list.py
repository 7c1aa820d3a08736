# SPDX-License-Identifier: GPL-3.0-only
"""Whom to call at each stakeholder: the organisation itself, and everybody who speaks for it today."""

import frappe
from frappe import _

from planota_hub.figures.report_parts import column, figure
from planota_hub.planota_hub.register.people import translate_functions
from planota_hub.planota_hub.register.stakeholder_people import DECLINED, PERSON, STAKEHOLDER, read_contacts
from planota_hub.rules.arguments import read_filters
from planota_hub.rules.names import fold_name
from planota_hub.rules.sorting import sort_rows

FIELDS = (
	"name",
	"stakeholder_name",
	"stakeholder_type",
	"sector",
	"municipality",
	"email",
	"phone",
	"website",
)
PERSON_FIELDS = (
	"parent",
	"full_name",
	"function",
	"email",
	"phone",
	"from_date",
	"to_date",
	"information",
	"contact",
)


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict], None, None, list[dict]]:
	"""Return the columns, a row for each stakeholder and each of its people, and how many there are.

	Args:
	        filters: `stakeholder_type`, `sector`, `municipality`, `function` (a part of it), `only_people`.
	"""
	asked = read_filters(filters)
	stakeholders = get_stakeholders(asked)
	people = get_people([row.name for row in stakeholders], asked.function)
	rows = []
	for stakeholder in stakeholders:
		own = [make_row(stakeholder, person) for person in people.get(stakeholder.name, [])]
		rows += own if asked.function or asked.only_people else [make_row(stakeholder), *own]
	return get_columns(), rows, None, None, get_summary(rows)


def get_stakeholders(filters: frappe._dict) -> list[frappe._dict]:
	"""Return the stakeholders in use that the reader sees, by name."""
	wanted = {
		name: filters[name] for name in ("stakeholder_type", "sector", "municipality") if filters.get(name)
	}
	rows = frappe.get_list(
		STAKEHOLDER,
		filters={"disabled": 0, **wanted},
		fields=list(FIELDS),
		order_by="stakeholder_name asc, name asc",
		limit_page_length=0,
	)
	return sort_rows(rows, "stakeholder_name")


def get_people(stakeholders: list[str], function: str | None) -> dict[str, list[frappe._dict]]:
	"""Return who speaks for stakeholders today, those in their tables first, by stakeholder."""
	today_alone = {"parenttype": STAKEHOLDER, "parent": ("in", stakeholders or [""]), "is_current": 1}
	people = frappe.get_all(
		PERSON, today_alone, list(PERSON_FIELDS), order_by="parent asc, idx asc", limit_page_length=0
	)
	if frappe.has_permission("Contact", "read"):
		people += [frappe._dict(contact, full_name=contact.person) for contact in read_contacts(stakeholders)]
	found: dict[str, list[frappe._dict]] = {}
	for person in people:
		person.function = translate_functions(person.function)
		if not function or fold_name(function) in fold_name(person.function):
			found.setdefault(person.parent, []).append(person)
	return found


def make_row(stakeholder: frappe._dict, person: frappe._dict | None = None) -> dict:
	"""Return the row of an organisation, or of somebody who speaks for it."""
	of_whom = person or stakeholder
	return {
		"stakeholder": stakeholder.name,
		"stakeholder_name": stakeholder.stakeholder_name,
		"stakeholder_type": _(stakeholder.stakeholder_type),
		"municipality": stakeholder.municipality,
		"person": person.full_name if person else None,
		"function": person.function if person else None,
		"email": of_whom.email,
		"phone": of_whom.phone,
		"from_date": person.from_date if person else None,
		"to_date": person.to_date if person else None,
		"declined": int(bool(person) and person.information == DECLINED),
		"website": None if person else stakeholder.website,
	}


def get_columns() -> list[dict]:
	"""Return the columns; a text stands at the left even where the first row has none."""
	return [
		column("stakeholder_name", _("Stakeholder"), "Data", 260),
		column("stakeholder", _("Number"), "Link", 110, options=STAKEHOLDER),
		column("stakeholder_type", _("Type"), "Data", 150),
		column("municipality", _("Municipality"), "Link", 140, options="Municipality"),
		column("person", _("Person"), "Data", 180),
		column("function", _("Function"), "Data", 200),
		column("email", _("Email"), "Data", 220),
		column("phone", _("Phone"), "Data", 140),
		column("from_date", _("From"), "Date", 100),
		column("to_date", _("To", context=PERSON), "Date", 100),
		column("declined", _("Declined E-mails"), "Check", 100),
		column("website", _("Website"), "Data", 200),
	]


def get_summary(rows: list[dict]) -> list[dict]:
	return [
		figure(_("Stakeholders"), len({row["stakeholder"] for row in rows})),
		figure(_("People"), sum(1 for row in rows if row["person"])),
	]
