# SPDX-License-Identifier: GPL-3.0-only
"""What segments can ask about relations, such as the members of a federation (hook `hub_segment_deeds`)."""

from functools import partial

import frappe
from frappe import _
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.relations.kinds import NGO, RELATION, STAKEHOLDER, get_kinds
from planota_hub.planota_hub.relations.names import SIDES
from planota_hub.planota_hub.relations.terms import holds_within
from planota_hub.planota_hub.segments.deeds import Asked, Deed


def declare() -> tuple[Deed, ...]:
	"""Hook `hub_segment_deeds`."""
	return (
		Deed(
			"Relation to an NGO",
			_("Has a relation to an NGO"),
			_("Has no relation to an NGO"),
			partial(select_related, other=NGO),
			(NGO, STAKEHOLDER),
			record=NGO,
			kinds=list_kinds,
			has_period=True,
		),
		Deed(
			"Relation to a Stakeholder",
			_("Has a relation to a stakeholder"),
			_("Has no relation to a stakeholder"),
			partial(select_related, other=STAKEHOLDER),
			(NGO, STAKEHOLDER),
			record=STAKEHOLDER,
			kinds=list_kinds,
			has_period=True,
		),
	)


def list_kinds() -> dict[str, str]:
	"""Return what one organisation can be to another, by key."""
	return {key: kind.label for key, kind in get_kinds().items()}


def select_related(asked: Asked, doctype: str, other: str) -> QueryBuilder:
	"""Return whom a relation of today, or of the days asked for, leads to another organisation."""
	kind = get_kinds().get(asked.choice) if asked.choice else None
	directions = [False, True] if not kind or kind.is_mutual else [kind.is_reverse]
	table = DocType(doctype)
	ways = [
		table.name.isin(select_side(asked, doctype, other, kind.relation_type if kind else None, is_reverse))
		for is_reverse in directions
	]
	condition = ways[0] if len(ways) == 1 else ways[0] | ways[1]
	return frappe.qb.from_(table).select(table.name).where(condition)


def select_side(
	asked: Asked, doctype: str, other: str, relation_type: str | None, is_reverse: bool
) -> QueryBuilder:
	"""Return the organisations that stand on one side of relations to another."""
	relation = DocType(RELATION)
	of_kind, fieldname, _name = SIDES[1 if is_reverse else 0]
	other_kind, other_field, _other_name = SIDES[0 if is_reverse else 1]
	sides = (relation[of_kind] == doctype) & (relation[other_kind] == other)
	query = frappe.qb.from_(relation).select(relation[fieldname]).where(sides & visible(RELATION))
	query = query.where(holds_within(relation, asked.first, asked.last))
	if relation_type:
		query = query.where(relation.relation_type == relation_type)
	return query.where(relation[other_field] == asked.record) if asked.record else query
