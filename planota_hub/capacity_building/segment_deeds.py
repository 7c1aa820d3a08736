# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about workshops and support (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from pypika.queries import QueryBuilder

from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.segments.deeds import Asked, Deed, select_visible

WORKSHOP, REGISTRATION, PLAN = "Training Workshop", "Workshop Registration", "Development Plan"


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Workshop",
			_("Took part in a workshop"),
			_("Did not take part in a workshop"),
			select_attended,
			record="Capacity Area",
			has_period=True,
		),
		Deed(
			"Support",
			_("Got support"),
			_("Got no such support"),
			select_supported,
			choices=(LEDGER, "kind"),
			number=_("Hours"),
			has_period=True,
		),
		Deed(
			"Development Plan",
			_("Has a development plan"),
			_("Has no development plan"),
			select_planned,
			record="Programme Round",
		),
	)


def select_attended(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return whose people attended a workshop, of a capacity area where one is named."""
	registration, workshop = DocType(REGISTRATION), DocType(WORKSHOP)
	held = asked.within(select_visible(WORKSHOP), workshop.starts_on)
	if asked.record:
		row = DocType("Workshop Capacity Area")
		of_area = (row.parenttype == WORKSHOP) & (row.capacity_area == asked.record)
		held = held.where(workshop.name.isin(frappe.qb.from_(row).select(row.parent).where(of_area)))
	attended = (registration.attendance == "Attended") & registration.ngo.isnotnull()
	query = frappe.qb.from_(registration).select(registration.ngo).where(attended)
	return query.where(registration.workshop.isin(held)).where(visible(REGISTRATION))


def select_supported(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who got support: at least so many hours together, or any."""
	entry = DocType(LEDGER)
	query = frappe.qb.from_(entry).select(entry.ngo).where(entry.ngo.isnotnull()).where(visible(LEDGER))
	if asked.choice:
		query = query.where(entry.kind == asked.choice)
	query = asked.within(query, entry.posting_date)
	return query.groupby(entry.ngo).having(Sum(entry.hours) >= asked.number) if asked.number else query


def select_planned(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who has a development plan that was selected, in a round where one is named."""
	plan = DocType(PLAN)
	chosen = plan.stage.isin(["Selected", "Active", "Completed"])
	query = frappe.qb.from_(plan).select(plan.ngo).where(chosen & plan.ngo.isnotnull())
	if asked.record:
		query = query.where(plan.programme_round == asked.record)
	return query.where(visible(PLAN))
