# SPDX-License-Identifier: GPL-3.0-only
"""Who was registered for what the hub held, and who came: one row for each person and occasion, whatever area held it.

The hook `hub_participation` names functions that each return one query with the columns of `COLUMNS`, of what the
reader may see; None where that is nothing. All questions on participation begin here.
"""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce, Lower
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.figures.visible_rows import visible
from planota_hub.metrics.queries import as_term, is_within, unite
from planota_hub.planota_hub.taking_part.kinds import CONFIRMED, Kind

COLUMNS = (
	"occasion",
	"held_on",
	"kind",
	"municipality",
	"administrative_unit",
	"statistical_region",
	"ngo",
	"mailbox",
	"person",
	"attendance",
)
PLACES = ("municipality", "administrative_unit", "statistical_region")
CAME = "Attended"


def as_participation(query: QueryBuilder, **columns: Term | str) -> QueryBuilder:
	"""Return a query that selects its rows as participation; `attendance` is `CAME` for who was there."""
	return query.select(*(as_term(columns[key]).as_(key) for key in COLUMNS))


def of_registrations(
	kind: Kind, held: frozenset[str], name_of_kind: Term | str, first: Date, last: Date
) -> QueryBuilder | None:
	"""Return the confirmed registrations for occasions of a kind that were held from a day to a day.

	Args:
	        held: stages of an occasion that took place.
	        name_of_kind: what it is called in the figures: a text, or the column that says it.
	"""
	if not frappe.has_permission(kind.registration, "read"):
		return None
	event, registration = DocType(kind.event), DocType(kind.registration)
	rows = (
		frappe.qb.from_(registration)
		.join(event)
		.on(event.name == registration[kind.fieldname])
		.where(event.stage.isin(sorted(held)) & (registration.status == CONFIRMED))
		.where(is_within(event.starts_on, first, last) & visible(kind.registration))
	)
	return as_participation(
		rows,
		occasion=event.name,
		held_on=event.starts_on,
		kind=name_of_kind,
		ngo=registration.ngo,
		mailbox=registration.email_key,
		person=Lower(registration.participant_name),
		attendance=registration.attendance,
		**{place: event[place] for place in PLACES},
	)


def select_participation(first: Date, last: Date) -> QueryBuilder | None:
	"""Return who was registered for what was held from a day to a day, both included, as far as the reader may see it.

	Somebody who is known by no address is one person by their name.

	Returns:
	        a query with the columns of `COLUMNS`; None for a reader of nothing.
	"""
	asked = (
		frappe.call(path, first=first, last=last)
		for path in dict.fromkeys(frappe.get_hooks("hub_participation"))
	)
	queries = [query for query in asked if query is not None]
	if not queries:
		return None
	every = (unite(*queries) if len(queries) > 1 else queries[0]).as_("every")
	columns = {key: every[key] for key in COLUMNS}
	columns |= {key: Coalesce(every[key], "") for key in ("ngo", "mailbox", "person", *PLACES)}
	return frappe.qb.from_(every).select(*(term.as_(key) for key, term in columns.items()))
