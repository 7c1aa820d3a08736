# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which relation: whoever sees both organisations; see `planota_hub.permissions`."""

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.query_builder import Criterion, DocType

from planota_hub.figures.visible_rows import Visible
from planota_hub.permissions import ALL_NGO_ROLES, DESK_ROLES, any_of, get_roles
from planota_hub.planota_hub.relations.kinds import NGO, RELATION, STAKEHOLDER
from planota_hub.planota_hub.relations.names import SIDES


def get_relation_condition(user: str) -> Criterion | None:
	"""Return the condition on Organisation Relation for a user; None when there is no limit.

	A relation tells of two organisations, so it is seen by who sees the two of them in their lists. Representatives of NGOs
	see none: what the hub has heard of an organisation is not theirs to read.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	relation = DocType(RELATION)
	if not roles & DESK_ROLES:
		return any_of([], relation, user)
	both = Criterion.all(
		Criterion.any(
			(relation[kind] == doctype) & relation[fieldname].isin(select_visible(doctype, user))
			for doctype in (NGO, STAKEHOLDER)
		)
		for kind, fieldname, _name in SIDES
	)
	return any_of([both], relation, user)


def select_visible(doctype: str, user: str):
	"""Return a query for the names of the organisations that a user sees in their list."""
	table = DocType(doctype)
	query = frappe.qb.from_(table).select(table.name)
	condition = build_match_conditions(doctype, user=user)
	return query.where(Visible(f"({condition})")) if condition else query
