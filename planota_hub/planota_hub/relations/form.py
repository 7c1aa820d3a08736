# SPDX-License-Identifier: GPL-3.0-only
"""The relations of an organisation on its form: the present ones by kind, and one that is added there."""

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.permissions import require_desk
from planota_hub.planota_hub.relations.circles import FIELDS as OF_A_SPAN
from planota_hub.planota_hub.relations.kinds import (
	NGO,
	RELATION,
	STAKEHOLDER,
	Kind,
	get_kinds,
	get_type,
)
from planota_hub.planota_hub.relations.names import SIDES
from planota_hub.planota_hub.relations.terms import ENDED, UPCOMING
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown

# of each kind; a federation has hundreds of members
SHOWN = 12
FIELDS = (*OF_A_SPAN, "status")


@frappe.whitelist()
def get_relations(doctype: str, name: str) -> dict:
	"""Return the relations of an organisation that the reader sees, from its side.

	Args:
	        doctype: NGO or Stakeholder.

	Returns:
	        `groups`, one for each kind (`label`, `lines` with `relation`, `doctype`, `name`, `title` and `days`, how many
	        `more` and the `filters` of their list), those that are over (`ended`, names), and the `kinds` that can be added.

	Raises:
	        frappe.PermissionError: for who may not read the organisation.
	"""
	require_desk()
	require_organisation(doctype)
	frappe.has_permission(doctype, "read", name, throw=True)
	if not frappe.has_permission(RELATION, "read"):
		return {"groups": [], "ended": [], "kinds": []}
	kinds = get_kinds()
	lines: dict[str, list[frappe._dict]] = {}
	ended = set()
	for row, is_reverse in read_sides(doctype, name):
		if row.status == ENDED:
			ended.add(row.name)
			continue
		kind = find_kind(kinds, row.relation_type, is_reverse)
		lines.setdefault(kind.key, []).append(make_line(row, is_reverse))
	groups = [make_group(kind, lines[key], doctype, name) for key, kind in kinds.items() if key in lines]
	offered = []
	if frappe.has_permission(RELATION, "create"):
		offered = [
			{"value": kind.key, "label": kind.label} for kind in get_kinds(with_disabled=False).values()
		]
	return {"groups": groups, "ended": sorted(ended), "kinds": offered}


def require_organisation(doctype: str) -> None:
	if doctype not in (NGO, STAKEHOLDER):
		frappe.throw(_("Expected is one of {0}.").format(", ".join((_(NGO), _(STAKEHOLDER)))))


def read_sides(doctype: str, name: str) -> list[tuple[frappe._dict, bool]]:
	"""Return the relations of an organisation, each with whether it is the second one in it."""
	found = []
	for is_reverse, (kind, fieldname, _name) in enumerate(SIDES):
		rows = frappe.get_list(
			RELATION,
			filters={kind: doctype, fieldname: name},
			fields=list(FIELDS),
			order_by="organisation_name asc, related_name asc, name asc",
			limit_page_length=0,
		)
		found += [(row, bool(is_reverse)) for row in rows]
	return found


def find_kind(kinds: dict[str, Kind], relation_type: str, is_reverse: bool) -> Kind:
	"""Return how a kind is named from one side; a mutual one is named the same from both."""
	reverse = Kind(relation_type, True, "", False).key
	return kinds[reverse if is_reverse and reverse in kinds else relation_type]


def make_line(row: frappe._dict, is_reverse: bool) -> frappe._dict:
	"""Return the other organisation and the days."""
	kind, fieldname, name = SIDES[0 if is_reverse else 1]
	return frappe._dict(
		relation=row.name,
		doctype=row[kind],
		name=row[fieldname],
		title=row[name] or row[fieldname],
		days=describe_days(row),
		is_upcoming=row.status == UPCOMING,
	)


def describe_days(row: frappe._dict) -> str:
	"""Return since when, and until when, in words; of what happened once, on which day."""
	first, last = show_day(row.from_date), show_day(row.to_date)
	if first and not get_type(row.relation_type).is_lasting:
		return first
	if first and last:
		return _("from {0} to {1}").format(first, last)
	if first:
		return _("from {0}").format(first) if row.status == UPCOMING else _("since {0}").format(first)
	return _("until {0}").format(last) if last else ""


def make_group(kind: Kind, lines: list[frappe._dict], doctype: str, name: str) -> dict:
	"""Return the first lines of a kind, and where all of them are."""
	lines.sort(key=lambda line: (cstr(line.title).casefold(), line.relation))
	of_kind, fieldname, _name = SIDES[1 if kind.is_reverse else 0]
	filters: dict = {"relation_type": kind.relation_type, of_kind: doctype, fieldname: name}
	if kind.is_mutual:
		filters = {"name": ["in", [line.relation for line in lines]]}
	return {
		"label": kind.label,
		"lines": lines[:SHOWN],
		"more": max(len(lines) - SHOWN, 0),
		"filters": {**filters, "status": ["!=", ENDED]},
	}


@frappe.whitelist(methods=["POST"])
def add_relation(
	doctype: str,
	name: str,
	kind: str,
	other_doctype: str,
	other: str,
	from_date: str | None = None,
	to_date: str | None = None,
	known_from: str | None = None,
) -> str:
	"""Write down a relation of an organisation as its form says it; return its name.

	Args:
	        doctype, name: the organisation of the form.
	        kind: key of a kind, from the side of that organisation.
	        other_doctype, other: the other organisation.

	Raises:
	        frappe.PermissionError: for who may not write relations, or not read one of the two.
	        frappe.ValidationError: when a rule stands against it, naming the field.
	"""
	relation = frappe.new_doc(RELATION)
	chosen = get_kinds(with_disabled=False).get(kind)
	if not chosen:
		refuse(relation, "relation_type", _("{0} is none of the kinds of relations.").format(shown(kind)))
	sides = [(doctype, name), (other_doctype, other)]
	for (of_kind, fieldname, _name), side in zip(
		SIDES, reversed(sides) if chosen.is_reverse else sides, strict=True
	):
		require_organisation(side[0])
		relation.update({of_kind: side[0], fieldname: side[1]})
	relation.update(
		{
			"relation_type": chosen.relation_type,
			"from_date": from_date,
			"to_date": to_date,
			"known_from": known_from,
		}
	)
	return relation.insert().name
