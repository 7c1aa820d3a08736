# SPDX-License-Identifier: GPL-3.0-only
"""Who is in a segment: those who fulfil its conditions, and those who always are, without those who never are.

A segment is a question and not a list: it is asked anew whenever it is used, and whoever asks finds of its members those
whom they may see. Names are one statement with all conditions in it; only for those who are shown the reasons are asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count
from frappe.utils import cstr

from planota_hub.figures.visible_rows import visible
from planota_hub.planota_hub.briefings.people import get_people, is_in_role
from planota_hub.planota_hub.segments.conditions import (
	PEOPLE,
	SEGMENT,
	describe,
	get_organisations,
	hold_all,
	holds,
)
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER
from planota_hub.rules.name_order import by_name
from planota_hub.rules.sorting import sort_key

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment

TITLES = {NGO: "ngo_name", STAKEHOLDER: "stakeholder_name"}
# as many as a page of a form shows
PAGE = 50


@dataclass
class Member:
	"""Somebody in a segment: an organisation, or a person of one."""

	doctype: str
	name: str
	title: str
	municipality: str | None = None
	person: str | None = None
	function: str | None = None
	reasons: list[str] = field(default_factory=list)


def get_segment(name: str) -> "AudienceSegment":
	"""Return a segment that the user may use.

	Raises:
	        frappe.ValidationError: when there is none of this name.
	        frappe.PermissionError: for one that the user does not see.
	"""
	if not frappe.db.exists(SEGMENT, name):
		frappe.throw(_("{0} {1} is not there.").format(_(SEGMENT), frappe.utils.escape_html(cstr(name))))
	segment: AudienceSegment = frappe.get_doc(SEGMENT, name)
	segment.check_permission("read")
	return segment


# Names


def select_names(segment: "AudienceSegment", doctype: str) -> Any:
	"""Return a query of the names of the NGOs, or of the stakeholders, of a segment that the user may see.

	Raises:
	        frappe.ValidationError: naming the condition that can't be asked for any more.
	        frappe.PermissionError: for whoever may not read the organisations, or a field of a condition.
	"""
	table = DocType(doctype)
	return select_members(segment, doctype).select(table.name)


def select_members(segment: "AudienceSegment", doctype: str) -> Any:
	"""Return a query of the organisations of a DocType in a segment, of which nothing is selected yet."""
	table = DocType(doctype)
	added, left_out = get_fixed(segment, "additions", doctype), get_fixed(segment, "exclusions", doctype)
	is_in = hold_all(segment) if doctype == get_organisations(segment) else table.name.isnull()
	if added:
		is_in |= table.name.isin(list(added))
	if left_out:
		is_in &= table.name.notin(list(left_out))
	return frappe.qb.from_(table).where(is_in).where(visible(doctype))


def get_fixed(segment: "AudienceSegment", table: str, doctype: str) -> dict[str, str]:
	"""Return who is always in, or never, each with the reason."""
	return {
		row.member: cstr(row.reason)
		for row in segment.get(table)
		if row.member_type == doctype and row.member
	}


def get_doctypes(segment: "AudienceSegment") -> list[str]:
	"""Return the DocTypes of organisations that can be in a segment, those of its conditions first."""
	first = get_organisations(segment)
	return [
		doctype
		for doctype in sorted(TITLES, key=lambda name: name != first)
		if doctype == first or get_fixed(segment, "additions", doctype)
	]


def get_names(segment: "AudienceSegment", doctype: str) -> list[str]:
	"""Return the names of the NGOs, or of the stakeholders, of a segment that the user may see."""
	return [name for (name,) in select_names(segment, doctype).run()]


# Counting and showing


def count_members(segment: "AudienceSegment") -> int:
	"""Return how many organisations, or people, are in a segment as the user sees it."""
	if segment.holds in PEOPLE:
		return sum(1 for _person in find_people(segment))
	return sum(count_organisations(segment, doctype) for doctype in get_doctypes(segment))


def count_organisations(segment: "AudienceSegment", doctype: str) -> int:
	return select_members(segment, doctype).select(Count("*")).run()[0][0]


def get_members(segment: "AudienceSegment", limit: int | None = PAGE) -> list[Member]:
	"""Return the members of a segment with the reasons why each is in it, by name; the first of them, or all."""
	if segment.holds in PEOPLE:
		found = sorted(find_people(segment), key=lambda one: (sort_key(one.title), sort_key(one.person)))
		members = found[:limit] if limit else found
	else:
		members = [
			member
			for doctype in get_doctypes(segment)
			for member in get_organisation_rows(segment, doctype, limit)
		][:limit]
	give_reasons(segment, members)
	return members


def get_organisation_rows(segment: "AudienceSegment", doctype: str, limit: int | None) -> list[Member]:
	table = DocType(doctype)
	columns = (table.name, table[TITLES[doctype]], table.municipality)
	query = select_members(segment, doctype).select(*columns)
	query = query.orderby(by_name(table[TITLES[doctype]])).orderby(table.name)
	rows = (query.limit(limit) if limit else query).run()
	return [Member(doctype, name, title, municipality) for name, title, municipality in rows]


def find_people(segment: "AudienceSegment") -> Iterator[Member]:
	"""Yield the people of the organisations in a segment who have its role; everybody in office without one."""
	for doctype in get_doctypes(segment):
		organisations = {row.name: row for row in get_organisation_rows(segment, doctype, None)}
		for name, people in get_people(doctype).items():
			for person in people if name in organisations else ():
				if not segment.role or is_in_role(person.function, segment.role):
					row = organisations[name]
					yield Member(
						doctype, name, row.title, row.municipality, person.person, person.function or None
					)


# Reasons


def give_reasons(segment: "AudienceSegment", members: list[Member]) -> None:
	"""Say of each member which conditions it fulfils, and why it was added; in one statement for each DocType."""
	for doctype in get_doctypes(segment):
		of_kind = [member for member in members if member.doctype == doctype]
		reasons = find_reasons(segment, doctype, {member.name for member in of_kind})
		added = get_fixed(segment, "additions", doctype)
		for member in of_kind:
			member.reasons = list(reasons.get(member.name, ()))
			if member.name in added:
				member.reasons.append(_("Always in: {0}").format(added[member.name]))


def find_reasons(segment: "AudienceSegment", doctype: str, names: set[str]) -> dict[str, list[str]]:
	"""Return which conditions organisations fulfil, in words."""
	if doctype != get_organisations(segment) or not names or not segment.conditions:
		return {}
	table = DocType(doctype)
	columns = [
		Case().when(holds(row, doctype, table), 1).else_(0).as_(f"condition_{place}")
		for place, row in enumerate(segment.conditions)
	]
	sentences = [describe(row, doctype) for row in segment.conditions]
	query = frappe.qb.from_(table).select(table.name, *columns)
	if len(names) <= PAGE:
		query = query.where(table.name.isin(sorted(names)))
	return {
		name: [sentence for sentence, is_met in zip(sentences, met, strict=True) if is_met]
		for name, *met in query.run()
		if name in names
	}
