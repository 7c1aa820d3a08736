# SPDX-License-Identifier: GPL-3.0-only
"""Where the work of the hub is written down, and how each document names whom or what it was done with.

The hook `hub_work_done` names the DocTypes, each with the field of its `day`, and where it is so: `about` (Link to what the
line is named after), `project` (field with the funded project, or `link.field`), `hours` (function). How a document
leads to an organisation, a person or a municipality is read from its fields and tables, so that a field which is added
later counts by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils.caching import request_cache

SUBJECTS = ("NGO", "Stakeholder", "Municipality", "Contact")
MUNICIPALITY = "Municipality"


@dataclass(frozen=True)
class Source:
	"""A kind of document in which work is written down.

	Attributes:
	        doctype: its DocType.
	        day: field with the day on which it happened.
	        about: Link to what the line is named after; the document's own title then stands beside it.
	        project: field with the funded project, or `link.field` where a linked document has it.
	        hours: path of a function (DocType, names, subject's DocType and name) that returns hours by document.
	"""

	doctype: str
	day: str
	about: str | None = None
	project: str | None = None
	hours: str | None = None


@dataclass(frozen=True)
class Way:
	"""A field that leads from a document, or from a row of one of its tables, to a subject.

	Attributes:
	        field: with the name of the subject.
	        of_type: field with its DocType where `field` is a Dynamic Link.
	        table: field of the table, and `rows` its DocType; None for a field of the document itself.
	        label: as what the subject stands there.
	"""

	field: str
	of_type: str | None
	table: str | None
	rows: str | None
	label: str


@request_cache
def get_sources() -> dict[str, Source]:
	"""Return the sources of this site by DocType."""
	hooks = frappe.get_hooks("hub_work_done", default={})
	return {
		doctype: Source(doctype, **{key: values[-1] for key, values in parts.items()})
		for doctype, parts in hooks.items()
		if frappe.db.exists("DocType", doctype)
	}


def get_ways(doctype: str, subject: str) -> list[Way]:
	"""Return how documents of a DocType lead to subjects of another, by the fields that the session user may read."""
	meta = frappe.get_meta(doctype)
	# where a person lives is of a higher level, and no place at which something was done
	open_alone = subject == MUNICIPALITY
	levels = [] if open_alone else meta.get_permlevel_access("read")
	ways = list(find_ways(meta, subject, levels))
	for table in meta.get_table_fields():
		if not table.permlevel or table.permlevel in levels:
			rows = frappe.get_meta(table.options)
			levels = [] if open_alone else rows.get_permlevel_access("read", doctype)
			for way in find_ways(rows, subject, levels):
				label = _(table.label or table.fieldname, context=doctype)
				ways.append(Way(way.field, way.of_type, table.fieldname, table.options, label))
	return ways


def find_ways(meta: Meta, subject: str, levels: list[int]) -> Iterator[Way]:
	for field in meta.fields:
		if field.permlevel and field.permlevel not in levels:
			continue
		label = _(field.label or field.fieldname, context=meta.name)
		if field.fieldtype == "Link" and field.options == subject:
			yield Way(field.fieldname, None, None, None, label)
		elif field.fieldtype == "Dynamic Link" and may_lead_to(meta, field.options, subject):
			yield Way(field.fieldname, field.options, None, None, label)


def may_lead_to(meta: Meta, of_type: str, subject: str) -> bool:
	"""Tell whether a Dynamic Link can name a subject: what is chosen from a list says so itself."""
	field = meta.get_field(of_type)
	return field.fieldtype != "Select" or subject in (field.options or "").split("\n")
