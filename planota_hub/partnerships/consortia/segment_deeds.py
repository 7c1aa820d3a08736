# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about consortia (hook `hub_segment_deeds`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.partnerships.consortia.balances import CONSORTIUM
from planota_hub.planota_hub.register.representatives import current_term_condition
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER, Asked, Deed, select_visible

PARTNER = "Consortium Partner"


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Consortium",
			_("Partner of a consortium"),
			_("Not a partner of a consortium"),
			select_partners,
			(NGO, STAKEHOLDER),
			record=CONSORTIUM,
		),
	)


def select_partners(asked: Asked, doctype: str) -> QueryBuilder:
	"""Return who is a partner of a consortium today."""
	row = DocType(PARTNER)
	partner = (row.parenttype == CONSORTIUM) & (row.partner_type == doctype) & row.partner.isnotnull()
	query = frappe.qb.from_(row).select(row.partner).where(partner & current_term_condition(row))
	if asked.record:
		query = query.where(row.parent == asked.record)
	return query.where(row.parent.isin(select_visible(CONSORTIUM)))
