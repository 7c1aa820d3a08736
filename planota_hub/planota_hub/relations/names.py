# SPDX-License-Identifier: GPL-3.0-only
"""Relations carry the names of their two organisations, for lists and search, and follow them."""

from typing import TYPE_CHECKING, Union

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.relations.kinds import NGO, RELATION, STAKEHOLDER
from planota_hub.rules.printed_records import get_title_of
from planota_hub.rules.renaming import in_chunks

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO as NGODocument
	from planota_hub.planota_hub.doctype.organisation_relation.organisation_relation import (
		OrganisationRelation,
	)
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder

# field with the DocType, with the name, and with what it is called
SIDES = (
	("organisation_doctype", "organisation", "organisation_name"),
	("related_doctype", "related", "related_name"),
)
LONGEST_NAME, LONGEST_TITLE = 255, 255


def set_names(relation: "OrganisationRelation") -> None:
	"""Write what both organisations are called."""
	for kind, fieldname, name in SIDES:
		relation.set(name, get_title_of(relation.get(kind), relation.get(fieldname))[:LONGEST_NAME] or None)
	relation.relation_title = make_title(relation.organisation_name, relation.related_name)


def make_title(first: str | None, second: str | None) -> str:
	"""Return both names as one title; long ones are cut, so that both can be read."""
	half = (LONGEST_TITLE - 3) // 2
	return " → ".join(
		name if len(name) <= half else f"{name[: half - 1]}…" for name in (cstr(first), cstr(second))
	)


def follow_organisation(doc: Union["NGODocument", "Stakeholder"], method: str | None = None) -> None:
	"""Hook of NGO and Stakeholder: a new name is copied to their relations."""
	before, field = doc.get_doc_before_save(), doc.meta.get_title_field()
	if before and cstr(before.get(field)) != cstr(doc.get(field)):
		copy_name(doc.doctype, doc.name)


def copy_name(doctype: str, new: str, old: str | None = None) -> None:
	"""Let relations of a renamed or merged organisation carry its name; answers a `Key` of `hub_merging`."""
	if doctype not in (NGO, STAKEHOLDER):
		return
	title = get_title_of(doctype, new)[:LONGEST_NAME]
	for kind, fieldname, name in SIDES:
		frappe.db.set_value(RELATION, {kind: doctype, fieldname: new}, name, title, update_modified=False)
	retitle(doctype, new)


def retitle(doctype: str, name: str) -> None:
	"""Make the titles of the relations of an organisation anew."""
	titles: dict[str, list[str]] = {}
	for kind, fieldname, _name in SIDES:
		rows = frappe.get_all(
			RELATION,
			{kind: doctype, fieldname: name},
			["name", "organisation_name", "related_name"],
			order_by="name asc",
			limit_page_length=0,
		)
		for row in rows:
			titles.setdefault(make_title(row.organisation_name, row.related_name), []).append(row.name)
	for title, names in titles.items():
		for chunk in in_chunks(names):
			of_chunk = {"name": ("in", chunk)}
			frappe.db.set_value(RELATION, of_chunk, "relation_title", title, update_modified=False)
