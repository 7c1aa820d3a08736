# SPDX-License-Identifier: GPL-3.0-only
"""What a merge will do, before it does it: what moves, what is joined, what goes, what contradicts.

The preview shows a plan, the merge carries it out, the log keeps it: there is one answer to the question.
"""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.personal_data.declarations import get_declaration
from planota_hub.planota_hub.merging.declarations import (
	Difference,
	GivenOnce,
	Held,
	History,
	Kind,
	Rows,
	get_declarations,
	get_held,
	get_kinds,
)
from planota_hub.planota_hub.merging.rows import Absorption, get_absorptions, get_filters, get_value_fields
from planota_hub.rules.readable import show_value
from planota_hub.rules.text import field_label
from planota_hub.rules.unknown_numbers import get_said

# what the framework keeps about records: DocType -> the fields with DocType and name of the record
FRAMEWORK_POINTERS = {
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Communication Link": ("link_doctype", "link_name"),
	"Dynamic Link": ("link_doctype", "link_name"),
	"Event Participants": ("reference_doctype", "reference_docname"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Version": ("ref_doctype", "docname"),
}


def get_part_label(doctype: str) -> str:
	"""Return what the records of a DocType are called in a preview; the framework's own in the words of its forms."""
	names = {
		"Comment": _("Comments and notes in the history"),
		"Communication": _("Messages"),
		"Communication Link": _("Messages"),
		"Dynamic Link": _("Contacts and addresses"),
		"File": _("Attachments"),
		"Tag Link": _("Tags"),
		"Version": _("History of changes"),
	}
	return names.get(doctype) or _(doctype)


@dataclass
class Part:
	"""What happens to the records of one DocType.

	Attributes:
	        doctype: of the records or rows.
	        moved: lead to the other record afterwards.
	        joined: rows that go into another one.
	        removed: records that go, because the kept record gave the same.
	        note: why rows stay two; empty where nothing does.
	"""

	doctype: str
	moved: int = 0
	joined: int = 0
	removed: int = 0
	note: str = ""


@dataclass
class Plan:
	"""What the merge of two records does.

	Attributes:
	        kind: the declaration of their kind.
	        kept: the record that stays.
	        merged: the record that goes.
	        parts: by DocType, the most first.
	        absorptions: rows that become one.
	        seconds: what goes because it is given once, with its declaration.
	        differences: what contradicts.
	"""

	kind: Kind
	kept: Document
	merged: Document
	parts: list[Part] = field(default_factory=list)
	absorptions: list[Absorption] = field(default_factory=list)
	seconds: list[tuple[GivenOnce, frappe._dict]] = field(default_factory=list)
	differences: list[Difference] = field(default_factory=list)


def make_plan(kept: Document, merged: Document) -> Plan:
	"""Work out what becomes of everything that hangs on two records; nothing is changed."""
	plan = Plan(get_kinds()[kept.doctype], kept, merged)
	parts: dict[str, Part] = {}
	for held in get_held(kept.doctype):
		plan_held(plan, held, parts)
	for doctype, (type_field, name_field) in FRAMEWORK_POINTERS.items():
		number = frappe.db.count(doctype, {type_field: kept.doctype, name_field: merged.name})
		parts.setdefault(doctype, Part(doctype)).moved += number
	plan.parts = sorted(
		(part for part in parts.values() if part.moved or part.joined or part.removed),
		key=lambda part: (-part.moved - part.joined - part.removed, part.doctype),
	)
	plan.differences = find_differences(plan)
	return plan


def plan_held(plan: Plan, held: Held, parts: dict[str, Part]) -> None:
	"""Add to a plan what becomes of the records of one declaration."""
	doctype, kept, merged = plan.kept.doctype, plan.kept.name, plan.merged.name
	part = parts.setdefault(held.doctype, Part(held.doctype))
	moved = count(held, doctype, merged)
	joined, removed = 0, 0
	if isinstance(held, Rows):
		absorptions = get_absorptions(held, doctype, kept, merged)
		plan.absorptions += absorptions
		gone = [row for absorption in absorptions for row in absorption.others]
		joined = sum(row[held.fieldname] == merged for row in gone)
		part.joined += len(gone)
	elif isinstance(held, GivenOnce):
		seconds = get_seconds(held, doctype, kept, merged)
		plan.seconds += [(held, row) for row in seconds]
		removed = len(seconds)
		part.removed += removed
	part.moved += moved - joined - removed
	if moved and isinstance(held, History | Rows) and held.reason:
		part.note = cstr(held.reason)


def count(held: Held, doctype: str, name: str) -> int:
	"""Return how many records name a record in the fields of a declaration."""
	meta = frappe.get_meta(held.doctype)
	number = 0
	for fieldname in held.fields:
		df = meta.get_field(fieldname)
		if not df or (df.fieldtype == "Link" and df.options != doctype):
			continue
		if df.fieldtype not in ("Link", "Dynamic Link"):
			continue
		if meta.issingle:
			number += int(frappe.db.get_single_value(held.doctype, fieldname) == name)
		else:
			number += frappe.db.count(held.doctype, get_filters(held.doctype, fieldname, doctype, (name,)))
	return number


def get_seconds(held: GivenOnce, doctype: str, kept: str, merged: str) -> list[frappe._dict]:
	"""Return what the merged record gave where the kept one gave it too."""
	of_kept = get_filters(held.doctype, held.fieldname, doctype, (kept,))
	known = frappe.get_all(
		held.doctype, {**held.filters, **of_kept}, pluck=held.given_to, order_by="name asc"
	)
	if not known:
		return []
	of_merged = get_filters(held.doctype, held.fieldname, doctype, (merged,))
	filters = {**held.filters, **of_merged}
	given = frappe.get_all(held.doctype, filters, ["*"], order_by="name asc", limit_page_length=0)
	return [row for row in given if row[held.given_to] in set(known)]


# What contradicts


def find_differences(plan: Plan) -> list[Difference]:
	"""Return what the two records, and their rows in one document, say differently."""
	found = find_field_differences(plan) + find_table_differences(plan)
	if plan.kind.differences:
		found += frappe.get_attr(plan.kind.differences)(plan.kept, plan.merged)
	for area in get_declarations():
		for path in area.differences:
			found += frappe.get_attr(path)(plan.kept.doctype, plan.kept.name, plan.merged.name)
	for absorption in plan.absorptions:
		for other in absorption.others:
			found += find_row_differences(absorption, other)
	return found


def find_field_differences(plan: Plan) -> list[Difference]:
	return [
		Difference(
			field_label(plan.kept, df.fieldname),
			show(df, plan.kept.get(df.fieldname)),
			show(df, plan.merged.get(df.fieldname)),
			df.fieldname,
			is_personal(plan.kept.doctype, df.fieldname),
		)
		for df in get_own_fields(plan)
		if contradict(plan.kept, plan.merged, df)
	]


def get_own_fields(plan: Plan) -> list:
	"""Return the fields of the kind of which either record's value can stay."""
	name_field = frappe.get_meta(plan.kind.doctype).autoname or ""
	return [
		df
		for df in plan.kept.meta.fields
		if df.fieldtype not in no_value_fields
		and df.fieldname not in plan.kind.own
		and name_field != f"field:{df.fieldname}"
	]


def find_table_differences(plan: Plan) -> list[Difference]:
	"""Return what equal rows of the two records' own tables say differently."""
	found = []
	for table, columns in plan.kind.tables.items():
		known = {get_row_key(row, columns): row for row in plan.kept.get(table)}
		for row in plan.merged.get(table):
			same = known.get(get_row_key(row, columns))
			found += compare_rows(same, row, columns) if same else []
	return found


def compare_rows(kept: Document, merged: Document, columns: tuple[str, ...]) -> list[Difference]:
	fields = [df for df in kept.meta.fields if df.fieldtype not in no_value_fields and not df.read_only]
	title = ", ".join(cstr(kept.get(column)) for column in columns if kept.get(column))
	return [
		Difference(
			f"{_(kept.meta.get_label(df.fieldname))} ({title})",
			show(df, kept.get(df.fieldname)),
			show(df, merged.get(df.fieldname)),
			is_personal=is_personal(kept.doctype, df.fieldname),
		)
		for df in fields
		if df.fieldname not in columns and contradict(kept, merged, df)
	]


def find_row_differences(absorption: Absorption, other: frappe._dict) -> list[Difference]:
	"""Return what a row of another document says differently from the one that stays for it."""
	stays, held = absorption.stays, absorption.held
	meta = frappe.get_meta(held.doctype)
	title = f"{_(stays.parenttype)} {stays.parent}"
	skipped = {held.fieldname, "from_date", "to_date", *held.summed}
	return [
		Difference(
			f"{_(meta.get_label(fieldname))} ({title})",
			show(meta.get_field(fieldname), stays[fieldname]),
			show(meta.get_field(fieldname), other[fieldname]),
			is_personal=is_personal(held.doctype, fieldname),
		)
		for fieldname in get_value_fields(held.doctype)
		if fieldname not in skipped
		and not meta.get_field(fieldname).read_only
		and differ(stays, other, fieldname)
	]


def get_row_key(row: Document, columns: tuple[str, ...]) -> tuple[str, ...]:
	return tuple(cstr(row.get(column)).strip().lower() for column in columns)


def contradict(kept: Document, merged: Document, df) -> bool:
	"""Tell whether two documents both say something in a field, and not the same."""
	values = [get_said(record, df) for record in (kept, merged)]
	return None not in values and cstr(values[0]).strip() != cstr(values[1]).strip()


def differ(kept: Document | dict, merged: Document | dict, fieldname: str) -> bool:
	"""Tell whether both say something, and not the same."""
	values = [record.get(fieldname) for record in (kept, merged)]
	return all(values) and cstr(values[0]).strip() != cstr(values[1]).strip()


def is_personal(doctype: str, fieldname: str) -> bool:
	"""Tell whether a field tells of a person."""
	declaration = get_declaration(doctype)
	return bool(declaration and fieldname in declaration.fields)


def get_point(value: str) -> str:
	"""Return where a point on the map lies, or that it is more than a point."""
	shapes = (frappe.parse_json(value) or {}).get("features") or []
	places = [shape["geometry"]["coordinates"] for shape in shapes if shape["geometry"]["type"] == "Point"]
	if len(shapes) != 1 or not places:
		return _("a place on the map")
	longitude, latitude = places[0]
	return f"{latitude:.4f}, {longitude:.4f}"


def show(df, value) -> str:
	"""Return a value as the reader sees it in a form."""
	if df.fieldtype == "Geolocation":
		return get_point(value)
	return cstr(_(value) if df.fieldtype == "Select" else show_value(value, df))
