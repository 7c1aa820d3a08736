# SPDX-License-Identifier: GPL-3.0-only
"""What must be right in a relation between two organisations."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, get_link_to_form, getdate, today

from planota_hub.planota_hub.interactions.rules import is_news
from planota_hub.planota_hub.relations.circles import (
	find_circle,
	get_first,
	get_second,
	read_relations,
)
from planota_hub.planota_hub.relations.kinds import RELATION, TYPE, get_type
from planota_hub.planota_hub.relations.terms import get_span, intersect
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.organisation_relation.organisation_relation import (
		OrganisationRelation,
	)
	from planota_hub.planota_hub.doctype.organisation_relation_type.organisation_relation_type import (
		OrganisationRelationType,
	)

# no organisation of today is older
FIRST_YEAR = 1500


def require_sides(relation: "OrganisationRelation") -> None:
	"""Refuse a relation of which the kind or one of the two organisations is missing.

	Raises:
	        frappe.MandatoryError: naming the field.
	"""
	for fieldname in ("relation_type", "organisation_doctype", "organisation", "related_doctype", "related"):
		refuse_missing(relation, fieldname, _("please choose it."))


def validate_type(relation: "OrganisationRelation") -> None:
	"""Refuse a kind that is no longer offered, where it is chosen anew."""
	if is_news(relation, "relation_type") and cint(get_type(relation.relation_type).disabled):
		refuse(
			relation,
			"relation_type",
			_("{0} is disabled. Please choose another kind.").format(shown(_(relation.relation_type))),
		)


def validate_sides(relation: "OrganisationRelation") -> None:
	"""Two organisations that their writer may see are related, never one with itself.

	Raises:
	        frappe.ValidationError: naming the field.
	        frappe.PermissionError: for an organisation of others.
	"""
	if get_first(relation) == get_second(relation):
		refuse(
			relation,
			"related",
			_("{0} can't be related to itself. Please choose another organisation.").format(
				shown(relation.related_name)
			),
			_("Related to Itself"),
		)
	for kind, fieldname in (("organisation_doctype", "organisation"), ("related_doctype", "related")):
		if is_news(relation, fieldname):
			frappe.has_permission(relation.get(kind), "read", relation.get(fieldname), throw=True)


def validate_days(relation: "OrganisationRelation") -> None:
	"""Refuse days in the wrong order, an end of what happened once, and what has not happened yet.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	"""
	for fieldname in ("from_date", "to_date"):
		if relation.get(fieldname) and getdate(relation.get(fieldname)).year < FIRST_YEAR:
			refuse(relation, fieldname, _("expected is a day not before the year {0}.").format(FIRST_YEAR))
	if relation.from_date and relation.to_date and getdate(relation.to_date) < getdate(relation.from_date):
		refuse(
			relation,
			"to_date",
			_("expected is a day not before {0}.").format(show_day(relation.from_date)),
			_("Wrong Term"),
		)
	if cint(get_type(relation.relation_type).is_lasting):
		return
	if relation.to_date:
		refuse(
			relation,
			"to_date",
			_("{0} happened once and has no end. Please leave this empty.").format(
				shown(_(relation.relation_type))
			),
			_("Wrong Term"),
		)
	if relation.from_date and getdate(relation.from_date) > getdate(today()):
		refuse(
			relation,
			"from_date",
			_("{0} lies in the future; {1} is written down when it has happened.").format(
				show_day(relation.from_date), shown(_(relation.relation_type))
			),
			_("Not Yet Happened"),
		)


def lock_relations() -> None:
	"""Let nobody else write a relation meanwhile: two at once must not make a circle, nor the same relation twice."""
	table = DocType(TYPE)
	frappe.qb.from_(table).select(table.name).orderby(table.name).for_update().run()


def refuse_twice(relation: "OrganisationRelation") -> None:
	"""Refuse the same relation in the same days.

	Raises:
	        frappe.ValidationError: naming the one that is there.
	"""
	kind = get_type(relation.relation_type)
	wanted = [(get_first(relation), get_second(relation))]
	if kind.is_mutual:
		wanted.append((get_second(relation), get_first(relation)))
	span = get_span(relation, kind.is_lasting)
	for row in read_relations(relation.relation_type, {first for first, _second in wanted}):
		is_same = (get_first(row), get_second(row)) in wanted and row.name != relation.name
		if is_same and intersect(span, get_span(row, kind.is_lasting)):
			refuse(
				relation,
				"related",
				_(
					"this relation is there already in the same days: {0}. Please change that one, or the days."
				).format(get_link_to_form(RELATION, row.name, describe(row))),
				_("Relation Twice"),
			)


def refuse_circle(relation: "OrganisationRelation") -> None:
	"""Refuse a relation that would lead over others back to where it began, where its kind is no circle.

	Raises:
	        frappe.ValidationError: naming those others.
	"""
	kind = get_type(relation.relation_type)
	if kind.allows_circle:
		return
	way = find_circle(
		relation.relation_type,
		bool(cint(kind.is_lasting)),
		start=get_first(relation),
		first=get_second(relation),
		span=get_span(relation, kind.is_lasting),
		without=frozenset({relation.name or ""}),
	)
	if way:
		refuse(
			relation,
			"related",
			_("this would be a circle, for in the same days: {0}.").format("; ".join(map(link, way))),
			_("Relations in a Circle"),
		)


def describe(row: "frappe._dict | OrganisationRelation") -> str:
	"""Return a relation in words, in the reader's language, as text for a page."""
	label = _(get_type(row.relation_type).forward_label)
	return f"{shown(row.organisation_name)} {label} {shown(row.related_name)}"


def link(row: frappe._dict) -> str:
	return get_link_to_form(RELATION, row.name, describe(row))


# Kinds


def validate_kind(kind: "OrganisationRelationType") -> None:
	"""What says the same of both is always a circle; what is in use keeps whether it lasts, and comes into no circle.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if (kind.forward_label or "").casefold() == (kind.reverse_label or "").casefold():
		kind.allows_circle = 1
	before = kind.get_doc_before_save()
	if not before:
		return
	if cint(before.is_lasting) != cint(kind.is_lasting) and frappe.db.exists(
		RELATION, {"relation_type": kind.name}
	):
		refuse(kind, "is_lasting", _("there are relations of this kind already. Please make a new kind."))
	if cint(before.allows_circle) and not cint(kind.allows_circle):
		refuse_kind_with_circles(kind)


def refuse_kind_with_circles(kind: "OrganisationRelationType") -> None:
	lock_relations()
	filters = {"relation_type": kind.name}
	fields = [
		"name",
		"organisation_doctype",
		"organisation",
		"related_doctype",
		"related",
		"from_date",
		"to_date",
	]
	is_lasting = bool(cint(kind.is_lasting))
	for row in frappe.get_all(RELATION, filters, fields, order_by="name asc", limit_page_length=0):
		way = find_circle(kind.name, is_lasting, get_first(row), get_second(row), get_span(row, is_lasting))
		if way:
			refuse(
				kind,
				"allows_circle",
				_("there is a circle already: {0}.").format("; ".join(map(link, way))),
				_("Relations in a Circle"),
			)
