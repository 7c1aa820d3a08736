# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about calls (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.segments.deeds import Asked, Deed

APPLICATION = "Call Application"
WON = ("Approved", "Completed")
HANDED_IN = ("Submitted", "Rejected", *WON)


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Won Call",
			_("Won a call"),
			_("Did not win a call"),
			select_winners,
			record="Funding Call",
			has_period=True,
		),
		Deed(
			"Applied",
			_("Applied to a call"),
			_("Did not apply to a call"),
			select_applicants,
			record="Funding Call",
			has_period=True,
		),
	)


def select_winners(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return whose applications were approved; on the day of the decision."""
	return select_in_stages(asked, WON, "decided_on")


def select_applicants(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who handed in an application, whatever became of it."""
	return select_in_stages(asked, HANDED_IN, "submitted_on")


def select_in_stages(asked: Asked, stages: tuple[str, ...], day: str) -> QueryBuilder:
	application = DocType(APPLICATION)
	counted = application.stage.isin(stages) & application.ngo.isnotnull()
	query = frappe.qb.from_(application).select(application.ngo).where(counted)
	if asked.record:
		query = query.where(application.funding_call == asked.record)
	return asked.within(query.where(visible(APPLICATION)), application[day])
