# SPDX-License-Identifier: GPL-3.0-only
"""Figures of outreach for indicators (hook `hub_metrics`): exactly which records were counted."""

from datetime import date

import frappe
from frappe.query_builder import DocType
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder

from planota_hub.metrics.queries import is_within, keep, select_records
from planota_hub.planota_hub.briefings.deliveries import INFORMED

FILTERS = ("municipality", "field_of_work")


def get_informed_stakeholders(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return each stakeholder that a briefing reached in a period, once, by the first message that it got.

	Args:
	        start: first day.
	        end: last day.
	        filters: `municipality` and `field_of_work` (what the briefing was about); others are ignored.
	"""
	recipient, briefing = DocType("Briefing Recipient"), DocType("Stakeholder Briefing")
	turn = RowNumber().over(recipient.recipient).orderby(recipient.delivered_on, recipient.name)
	reached = (
		frappe.qb.from_(recipient)
		.join(briefing)
		.on(briefing.name == recipient.briefing)
		.select(recipient.name, recipient.delivered_on, recipient.municipality, briefing.field_of_work)
		.select(turn.as_("turn"))
		.where((recipient.recipient_doctype == "Stakeholder") & recipient.status.isin(INFORMED))
		.where(is_within(recipient.delivered_on, start, end))
	)
	places = {"municipality": recipient.municipality, "field_of_work": briefing.field_of_work}
	reached = keep(reached, take_known(filters), **places).as_("reached")
	first = frappe.qb.from_(reached).where(reached.turn == 1)
	places = {key: reached[key] for key in FILTERS}
	return select_records(first, "Briefing Recipient", reached["name"], reached.delivered_on, **places)


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
