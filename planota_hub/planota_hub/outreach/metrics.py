# SPDX-License-Identifier: GPL-3.0-only
"""Figures of outreach for indicators (hook `hub_metrics`): exactly which records were counted.

Each function returns one row per counted record: `doctype`, `name`, `date`, `value`, `ngo`, `municipality`,
`field_of_work` and `legal_form` (None where it has none). The figure is the sum of the values.
"""

from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from planota_hub.planota_hub.briefings.deliveries import INFORMED


def get_informed_stakeholders(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return each stakeholder that a briefing reached in a period, once, by the first message that it got.

	Args:
	        start: first day.
	        end: last day.
	        filters: `municipality` and `field_of_work` (what the briefing was about); others are ignored.
	"""
	filters = filters or {}
	recipient, briefing = frappe.qb.DocType("Briefing Recipient"), frappe.qb.DocType("Stakeholder Briefing")
	query = (
		frappe.qb.from_(recipient)
		.join(briefing)
		.on(briefing.name == recipient.briefing)
		.select(
			recipient.name,
			recipient.recipient,
			recipient.delivered_on,
			recipient.municipality,
			briefing.field_of_work,
		)
		.where((recipient.recipient_doctype == "Stakeholder") & recipient.status.isin(INFORMED))
		.where(
			(recipient.delivered_on >= getdate(start))
			& (recipient.delivered_on < getdate(end) + timedelta(days=1))
		)
		.orderby(recipient.delivered_on, recipient.name)
	)
	if filters.get("municipality"):
		query = query.where(recipient.municipality == filters["municipality"])
	if filters.get("field_of_work"):
		query = query.where(briefing.field_of_work == filters["field_of_work"])
	first: dict[str, frappe._dict] = {}
	for row in query.run(as_dict=True):
		first.setdefault(row.recipient, row)
	return [make_row("Briefing Recipient", row, row.delivered_on) for row in first.values()]


def get_hub_exchanges(start: date, end: date, filters: dict | None = None) -> list[dict]:
	"""Return the exchanges with other hubs and networks that were held in a period and have an outcome.

	Args:
	        start: first day.
	        end: last day.
	        filters: `municipality` and `field_of_work`; others are ignored.
	"""
	wanted = {key: filters[key] for key in ("municipality", "field_of_work") if filters and filters.get(key)}
	rows = frappe.get_all(
		"Hub Exchange",
		filters={
			**wanted,
			"status": "Held",
			"exchange_date": ("between", [getdate(start), getdate(end)]),
		},
		fields=["name", "exchange_date", "municipality", "field_of_work"],
		order_by="exchange_date asc, name asc",
	)
	return [make_row("Hub Exchange", row, row.exchange_date) for row in rows]


def make_row(doctype: str, row: frappe._dict, day) -> dict:
	return {
		"doctype": doctype,
		"name": row.name,
		"date": getdate(day),
		"value": 1.0,
		"ngo": None,
		"municipality": row.municipality or None,
		"field_of_work": row.field_of_work or None,
		"legal_form": None,
	}
