# SPDX-License-Identifier: GPL-3.0-only
"""Whether relations of one kind lead back to where they began: the branch of its own branch, in the same days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date as Date

import frappe
from frappe.query_builder import DocType

from planota_hub.planota_hub.relations.kinds import RELATION
from planota_hub.planota_hub.relations.terms import Span, get_span, intersect
from planota_hub.rules.renaming import in_chunks

# DocType and name of an organisation
Side = tuple[str, str]
FIELDS = (
	"name",
	"relation_type",
	"organisation_doctype",
	"organisation",
	"organisation_name",
	"related_doctype",
	"related",
	"related_name",
	"from_date",
	"to_date",
)


def get_first(row: frappe._dict) -> Side:
	return row.organisation_doctype, row.organisation


def get_second(row: frappe._dict) -> Side:
	return row.related_doctype, row.related


def read_relations(relation_type: str, sides: Iterable[Side]) -> list[frappe._dict]:
	"""Return what relations of a kind say of some organisations as the first; as the database has it now, locked.

	Another one may have saved since this request began to read, and must not be overlooked.
	"""
	table = DocType(RELATION)
	names: dict[str, list[str]] = defaultdict(list)
	for doctype, name in sides:
		names[doctype].append(name)
	rows = []
	for doctype, of_doctype in names.items():
		for chunk in in_chunks(sorted(of_doctype)):
			of_kind = (table.relation_type == relation_type) & (table.organisation_doctype == doctype)
			query = frappe.qb.from_(table).select(*(table[name] for name in FIELDS))
			query = query.where(of_kind & table.organisation.isin(chunk)).orderby(table.name)
			rows += query.for_update().run(as_dict=True)
	return rows


def find_circle(
	relation_type: str,
	is_lasting: bool,
	start: Side,
	first: Side,
	span: Span = (Date.min, Date.max),
	without: frozenset[str] = frozenset(),
	same: dict[Side, Side] | None = None,
) -> list[frappe._dict] | None:
	"""Return the relations that lead from one organisation to another, all of them in the same days; None for no way.

	Args:
	        start: where the way would have to end.
	        first: where it begins.
	        span: the days of the relation that would close the circle.
	        without: names of relations that don't count.
	        same: organisations that count as another one, because they are about to become it.
	"""
	same = same or {}
	aliases: dict[Side, list[Side]] = defaultdict(list)
	for side, counts_as in same.items():
		aliases[counts_as].append(side)
	ways: dict[Side, list[tuple[Span, list[frappe._dict]]]] = {first: [(span, [])]}
	seen: dict[Side, list[Span]] = {first: [span]}
	while ways:
		asked = {alias for side in ways for alias in (side, *aliases[side])}
		following: dict[Side, list[tuple[Span, list[frappe._dict]]]] = defaultdict(list)
		for row in read_relations(relation_type, asked):
			if row.name in without:
				continue
			here, there = (same.get(side, side) for side in (get_first(row), get_second(row)))
			for days, way in ways.get(here, []):
				common = intersect(days, get_span(row, is_lasting))
				if not common:
					continue
				if there == start:
					return [*way, row]
				if there == here or any(lies_within(common, known) for known in seen.get(there, ())):
					continue
				seen.setdefault(there, []).append(common)
				following[there].append((common, [*way, row]))
		ways = following
	return None


def lies_within(span: Span, other: Span) -> bool:
	return other[0] <= span[0] and span[1] <= other[1]
