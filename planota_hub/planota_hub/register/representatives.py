# SPDX-License-Identifier: GPL-3.0-only
"""People who speak for an NGO, and how long."""

from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import getdate, today

from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative
	from planota_hub.planota_hub.doctype.stakeholder_person.stakeholder_person import StakeholderPerson


def validate_representatives(ngo: "NGO") -> None:
	"""Check contact data and terms, and derive who is in office today.

	Raises:
	        frappe.ValidationError: for a term that ends before it begins, or two current terms of one user.
	"""
	for row in ngo.representatives:
		normalise_email(row, "email")
		normalise_phone(row, "phone")
		validate_term(row)
		row.is_current = int(is_current(row))
	refuse_two_current_terms(ngo)


def validate_term(row: "NGORepresentative | StakeholderPerson") -> None:
	"""Refuse a term that ends before it begins."""
	if row.from_date and row.to_date and getdate(row.to_date) < getdate(row.from_date):
		frappe.throw(
			_(
				"{0}: the term of {1} ends before it begins. The last day must not be before the first."
			).format(field_label(row, "to_date"), shown(row.full_name)),
			title=_("Wrong Term"),
		)


def is_current(row: "NGORepresentative | StakeholderPerson | frappe._dict") -> bool:
	"""Tell whether a term lasts today; an empty date leaves that end open."""
	day = getdate(today())
	first, last = row.get("from_date"), row.get("to_date")
	return (not first or getdate(first) <= day) and (not last or getdate(last) >= day)


def refuse_two_current_terms(ngo: "NGO") -> None:
	terms = Counter(row.user for row in ngo.representatives if row.user and row.is_current)
	for user, number in terms.items():
		if number > 1:
			frappe.throw(
				_(
					"Representatives: {0} has two current terms. End the first one before the second begins."
				).format(shown(user)),
				title=_("Wrong Term"),
			)


def current_term_condition(table) -> Criterion:
	"""Return the condition that a row of NGO Representative lasts today, for any query on that table."""
	day = today()
	begun = table.from_date.isnull() | (table.from_date <= day)
	return begun & (table.to_date.isnull() | (table.to_date >= day))


def update_current_terms() -> None:
	"""Scheduler, daily: derive `is_current` anew where the term of a representative has begun or ended."""
	mark_current_terms("NGO Representative")


def mark_current_terms(doctype: str) -> None:
	"""Derive `is_current` of rows with `from_date` and `to_date` anew where a term has begun or ended."""
	row = frappe.qb.DocType(doctype)
	lasts = current_term_condition(row)
	for marked, condition in ((1, lasts), (0, lasts.negate())):
		frappe.qb.update(row).set(row.is_current, marked).where(condition & (row.is_current != marked)).run()
