# SPDX-License-Identifier: GPL-3.0-only
"""Relations of two organisations that become one: what they said of each other goes, and what both said is said once."""

from collections import defaultdict
from html import unescape
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.planota_hub.merging.declarations import Difference
from planota_hub.planota_hub.merging.rows import get_overlapping
from planota_hub.planota_hub.relations.circles import FIELDS, find_circle, get_first, get_second
from planota_hub.planota_hub.relations.kinds import NGO, RELATION, STAKEHOLDER, get_type
from planota_hub.planota_hub.relations.names import SIDES
from planota_hub.planota_hub.relations.rules import describe, link, lock_relations
from planota_hub.planota_hub.relations.terms import get_span, get_status

FURTHER = ("known_from", "note")


class Double(NamedTuple):
	"""Relations that say the same once two organisations are one: one of them stands for all."""

	stays: frappe._dict
	others: list[frappe._dict]


def read_relations_of(doctype: str, *names: str) -> list[frappe._dict]:
	"""Return the relations of organisations on either side."""
	rows: dict[str, frappe._dict] = {}
	for kind, fieldname, _name in SIDES:
		for row in frappe.get_all(
			RELATION,
			{kind: doctype, fieldname: ("in", names)},
			[*FIELDS, *FURTHER],
			order_by="name asc",
			limit_page_length=0,
		):
			rows[row.name] = row
	return list(rows.values())


def find_between(doctype: str, kept: str, merged: str) -> list[frappe._dict]:
	"""Return the relations of two organisations to each other."""
	both = {(doctype, kept), (doctype, merged)}
	return [row for row in read_relations_of(doctype, merged) if {get_first(row), get_second(row)} == both]


def find_doubles(doctype: str, kept: str, merged: str) -> list[Double]:
	"""Return which relations of two organisations say the same of both in days that overlap."""
	between = {row.name for row in find_between(doctype, kept, merged)}
	same = {(doctype, merged): (doctype, kept)}
	groups: dict[tuple, list[frappe._dict]] = defaultdict(list)
	for row in read_relations_of(doctype, kept, merged):
		if row.name in between:
			continue
		pair = tuple(same.get(side, side) for side in (get_first(row), get_second(row)))
		if get_type(row.relation_type).is_mutual:
			pair = tuple(sorted(pair))
		groups[row.relation_type, pair].append(row)
	doubles = []
	for (relation_type, _pair), rows in groups.items():
		is_lasting = cint(get_type(relation_type).is_lasting)
		for alike in get_overlapping(rows) if is_lasting else [rows] if len(rows) > 1 else []:
			of_kept = (row for row in alike if (doctype, kept) in (get_first(row), get_second(row)))
			stays = next(of_kept, alike[0])
			doubles.append(Double(stays, [row for row in alike if row is not stays]))
	return doubles


def check(doctype: str, kept: str, merged: str) -> None:
	"""Refuse to make one of two organisations when their relations would then lead in a circle.

	Raises:
	        frappe.ValidationError: naming the relations.
	"""
	if doctype not in (NGO, STAKEHOLDER):
		return
	same = {(doctype, merged): (doctype, kept)}
	between = frozenset(row.name for row in find_between(doctype, kept, merged))
	for row in read_relations_of(doctype, merged):
		kind = get_type(row.relation_type)
		if row.name in between or kind.allows_circle:
			continue
		is_lasting = bool(cint(kind.is_lasting))
		first, second = (same.get(side, side) for side in (get_first(row), get_second(row)))
		span = get_span(row, is_lasting)
		if way := find_circle(row.relation_type, is_lasting, first, second, span, between, same):
			frappe.throw(
				_(
					"As one organisation they would be related to themselves in a circle: {0}. Please correct these relations first."
				).format("; ".join(map(link, [row, *way]))),
				title=_("Relations in a Circle"),
			)


def find_differences(doctype: str, kept: str, merged: str) -> list[Difference]:
	"""Show before the merge which relations go by it."""
	if doctype not in (NGO, STAKEHOLDER):
		return []
	between = [
		Difference(_("Relation between the two"), _("goes, for nobody is related to itself"), in_words(row))
		for row in find_between(doctype, kept, merged)
	]
	doubles = [
		Difference(
			_("Relation that both have"), _("stands for both: {0}").format(in_words(stays)), in_words(row)
		)
		for stays, others in find_doubles(doctype, kept, merged)
		for row in others
	]
	return between + doubles


def in_words(row: frappe._dict) -> str:
	"""Return a relation for the preview, which makes all of its texts safe by itself."""
	return unescape(describe(row))


def prepare(doctype: str, kept: str, merged: str) -> None:
	"""Remove what the two said of each other, with a note, and let one relation stand for two that say the same."""
	if doctype not in (NGO, STAKEHOLDER):
		return
	lock_relations()
	# both were read before the lock; what somebody saved meanwhile counts too
	check(doctype, kept, merged)
	for row in find_between(doctype, kept, merged):
		text = _("The relation {0} went with the merge of the two organisations.").format(describe(row))
		frappe.get_doc(doctype, kept).add_comment("Info", text)
		frappe.delete_doc(RELATION, row.name, ignore_permissions=True)
	for double in find_doubles(doctype, kept, merged):
		join(double)


def join(double: Double) -> None:
	"""Let a relation last as long as all together, and take over what only the others say."""
	stays, others = double
	rows = [stays, *others]
	values = {
		"from_date": min(row.from_date for row in rows) if all(row.from_date for row in rows) else None,
		"to_date": max(row.to_date for row in rows) if all(row.to_date for row in rows) else None,
	}
	if not cint(get_type(stays.relation_type).is_lasting):
		values = {"from_date": next((row.from_date for row in rows if row.from_date), None)}
	for fieldname in FURTHER:
		values[fieldname] = next((row[fieldname] for row in rows if row[fieldname]), None)
	values["status"] = get_status(frappe._dict({"to_date": None, **values}))
	for row in others:
		frappe.delete_doc(RELATION, row.name, ignore_permissions=True)
	frappe.db.set_value(RELATION, stays.name, values, update_modified=False)
