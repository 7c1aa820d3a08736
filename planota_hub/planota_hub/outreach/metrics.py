# SPDX-License-Identifier: GPL-3.0-only
"""Figures of outreach for indicators (hook `hub_metrics`): exactly which records were counted."""

from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce, Count, NullIf
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder

from planota_hub.metrics.queries import is_within, keep, select_records
from planota_hub.planota_hub.outreach.reached import STAKEHOLDER, select_reached

FILTERS = ("municipality", "field_of_work")


def get_informed_stakeholders(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return each stakeholder that was reached in a period, once, by what reached it first: a briefing that was delivered,
	a meeting at which it was present, an exchange, or a contact that was noted.

	A meeting that was the first for several of one municipality is one record with their number.

	Args:
	        start: first day.
	        end: last day.
	        filters: `municipality` and `field_of_work` (what the briefing or exchange was about); others are ignored.
	"""
	contact = select_contacts(start, end, filters).as_("contact")
	columns = ("doctype", "name", "reached_on", *FILTERS)
	first = (
		frappe.qb.from_(contact)
		.select(*(contact[key].as_(key) for key in columns), Count("*").as_("stakeholders"))
		.where(contact["turn"] == 1)
		.groupby(*(contact[key] for key in columns))
	).as_("first_contact")
	places = {key: first[key] for key in FILTERS}
	return select_records(
		frappe.qb.from_(first),
		first["doctype"],
		first["name"],
		first["reached_on"],
		first["stakeholders"],
		**places,
	)


def select_contacts(start: date, end: date, filters: dict | None) -> QueryBuilder:
	"""Return the contacts with stakeholders in a period; `turn` numbers those of each stakeholder from the first."""
	every, stakeholder = select_reached(start, end, STAKEHOLDER).as_("reached"), DocType(STAKEHOLDER)
	places = {
		"municipality": Coalesce(NullIf(every["municipality"], ""), stakeholder.municipality),
		"field_of_work": every["field_of_work"],
	}
	turn = RowNumber().over(every["organisation"]).orderby(every["reached_on"], every["name"])
	contacts = (
		frappe.qb.from_(every)
		.left_join(stakeholder)
		.on(stakeholder.name == every["organisation"])
		.select(*(every[key].as_(key) for key in ("doctype", "name", "reached_on")))
		.select(*(column.as_(key) for key, column in places.items()), turn.as_("turn"))
	)
	return keep(contacts, take_known(filters), **places)


def get_hub_exchanges(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the exchanges with other hubs and networks that were held in a period and have an outcome.

	Args:
	        start: first day.
	        end: last day.
	        filters: `municipality` and `field_of_work`; others are ignored.
	"""
	exchange = DocType("Hub Exchange")
	held = frappe.qb.from_(exchange).where(exchange.status == "Held")
	held = held.where(is_within(exchange.exchange_date, start, end))
	places = {key: exchange[key] for key in FILTERS}
	held = keep(held, take_known(filters), **places)
	return select_records(held, "Hub Exchange", exchange.name, exchange.exchange_date, **places)


def take_known(filters: dict | None) -> dict:
	return {key: (filters or {}).get(key) for key in FILTERS}
