# SPDX-License-Identifier: GPL-3.0-only
"""The lines of the timeline: each document that the reader may read, the newest first."""

import re
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint, cstr, flt, getdate

from planota_hub.guards.documents import get_readable
from planota_hub.permissions import require_desk
from planota_hub.planota_hub.work_done.sources import (
	MUNICIPALITY,
	SUBJECTS,
	Source,
	Way,
	get_sources,
	get_ways,
)
from planota_hub.rules.readable import show_day

# what is filled in for each reader of a briefing
PLACE_IN_TEXT = re.compile(r"\{\{\s*\w+\s*\}\}")
STATES = ("stage", "status", "attendance", "result", "channel")
PAGE, LARGEST_PAGE = 20, 500
# stages of what did not happen, or was not more than written down
NOT_DONE = frozenset({"Draft", "Cancelled", "Withdrawn", "Rejected", "No Show", "Declined"})


class Choice(NamedTuple):
	"""What of the work is asked for.

	Attributes:
	        kinds: DocTypes, all without any.
	        since, until: days, both included.
	        project: name of a Funded Project.
	"""

	kinds: tuple[str, ...] = ()
	since: str | None = None
	until: str | None = None
	project: str | None = None


@frappe.whitelist()
def get_lines(
	doctype: str,
	name: str,
	start: int = 0,
	limit: int = PAGE,
	kind: str | None = None,
	since: str | None = None,
	until: str | None = None,
	project: str | None = None,
) -> dict:
	"""Return a page of what the hub did with an organisation or a person, or in a municipality.

	Args:
	        doctype: NGO, Stakeholder, Municipality or Contact.
	        kind: DocType of the lines that are wanted.
	        since, until: days, both included.
	        project: name of a Funded Project.

	Returns:
	        `lines` (`doctype`, `kind`, `name`, `title`, `detail`, `role`, `state`, `day`, `hours`), whether there are
	        `more`, and the `kinds` to choose from.

	Raises:
	        frappe.PermissionError: for who may not read the record itself.
	"""
	require_desk()
	if doctype not in SUBJECTS:
		frappe.throw(_("{0}: expected is one of {1}.").format("doctype", ", ".join(SUBJECTS)))
	frappe.has_permission(doctype, "read", name, throw=True)
	choice = Choice((kind,) if kind else (), since or None, until or None, project or None)
	first, most = max(cint(start), 0), min(max(cint(limit), 1), LARGEST_PAGE)
	lines = list_lines(doctype, name, choice, first + most + 1)
	return {
		"lines": [show(line) for line in lines[first : first + most]],
		"more": len(lines) > first + most,
		"kinds": get_kinds(doctype),
	}


def get_kinds(subject: str) -> list[dict]:
	"""Return the kinds of documents of which a subject can have some that the reader may read."""
	kinds = [
		{"value": doctype, "label": _(doctype)}
		for doctype in get_sources()
		if frappe.has_permission(doctype, "read") and has_way(doctype, subject)
	]
	return sorted(kinds, key=lambda kind: kind["label"])


def has_way(doctype: str, subject: str) -> bool:
	return bool(get_ways(doctype, subject)) or (subject == MUNICIPALITY and is_of_ngo(doctype))


def list_lines(doctype: str, name: str, choice: Choice, most: int) -> list[frappe._dict]:
	"""Return the newest lines of all sources together."""
	lines = []
	for source in get_sources().values():
		wanted = not choice.kinds or source.doctype in choice.kinds
		if (
			wanted
			and (source.project or not choice.project)
			and frappe.has_permission(source.doctype, "read")
		):
			lines += read_source(source, doctype, name, choice, most)
	lines.sort(key=lambda line: (cstr(line.day), line.doctype, line.name), reverse=True)
	lines = lines[:most]
	name_as_their_links(lines)
	name_what_they_are_about(lines, read_titles(doctype, {name}).get(name))
	count_hours(lines, doctype, name)
	return lines


def read_source(source: Source, subject: str, name: str, choice: Choice, most: int) -> list[frappe._dict]:
	"""Return the newest documents of one source that lead to a subject and may be read."""
	ways = get_ways(source.doctype, subject)
	held = {way: find_parents(way, source.doctype, subject, name) for way in ways if way.rows}
	reasons = [*get_reasons(ways, held, subject, name), *get_reasons_of_place(source, ways, subject, name)]
	if not reasons:
		return []
	rows = frappe.get_list(
		source.doctype,
		filters=get_filters(source, choice),
		or_filters=reasons,
		fields=get_fields(source, ways),
		order_by=f"{source.day} desc, name desc",
		limit_page_length=most,
	)
	return [make_line(source, row, ways, held, subject, name) for row in unique(rows)]


def unique(rows: list[frappe._dict]) -> list[frappe._dict]:
	return list({row.name: row for row in rows}.values())


def find_parents(way: Way, doctype: str, subject: str, name: str) -> list[str]:
	"""Return the documents of which a row of a table leads to a subject."""
	filters = {"parenttype": doctype, "parentfield": way.table, way.field: name}
	if way.of_type:
		filters[way.of_type] = subject
	rows = frappe.get_all(way.rows, filters, pluck="parent", order_by="parent asc", limit_page_length=0)
	return list(dict.fromkeys(rows))


def get_reasons(ways: list[Way], held: dict[Way, list[str]], subject: str, name: str) -> list[list]:
	"""Return as filters of which one has to hold why a document belongs to a subject.

	What a Dynamic Link names is unique with its DocType alone; numbers of records are unique on the whole site.
	"""
	of_document = [[way.field, "=", name] for way in ways if not way.rows]
	parents = sorted({parent for names in held.values() for parent in names})
	return [*of_document, *([["name", "in", parents]] if parents else [])]


def get_reasons_of_place(source: Source, ways: list[Way], subject: str, name: str) -> list[list]:
	"""What has no place of its own happened where its NGO is seated."""
	if subject != MUNICIPALITY or ways or not is_of_ngo(source.doctype):
		return []
	seated = frappe.get_all(
		"NGO", {"municipality": name}, pluck="name", order_by="name asc", limit_page_length=0
	)
	return [["ngo", "in", seated]] if seated else []


def is_of_ngo(doctype: str) -> bool:
	field = frappe.get_meta(doctype).get_field("ngo")
	return bool(field) and field.options == "NGO"


def get_filters(source: Source, choice: Choice) -> list[list]:
	filters = []
	if choice.since:
		filters.append([source.day, ">=", getdate(choice.since)])
	if choice.until:
		filters.append([source.day, "<=", f"{getdate(choice.until)} 23:59:59"])
	if choice.project:
		link, _dot, field = source.project.partition(".")
		if field:
			linked = frappe.get_meta(source.doctype).get_field(link).options
			of_project = {field: choice.project}
			names = frappe.get_all(linked, of_project, pluck="name", order_by="name asc", limit_page_length=0)
			filters.append([link, "in", names or [""]])
		else:
			filters.append([link, "=", choice.project])
	return filters


def get_fields(source: Source, ways: list[Way]) -> list[str]:
	meta = frappe.get_meta(source.doctype)
	states = [name for name in STATES if meta.has_field(name)]
	own = [name for way in ways if not way.rows for name in (way.field, way.of_type) if name]
	title = meta.get_title_field()
	return list(dict.fromkeys(["name", title, source.day, *filter(None, [source.about]), *states, *own]))


def make_line(
	source: Source, row: frappe._dict, ways: list[Way], held: dict[Way, list[str]], subject: str, name: str
) -> frappe._dict:
	meta = frappe.get_meta(source.doctype)
	roles = [
		way.label
		for way in ways
		if (row.name in held[way] if way.rows else is_meant(way, row, subject, name))
	]
	title = meta.get_title_field()
	state = next(((name, row[name]) for name in STATES if row.get(name)), None)
	return frappe._dict(
		doctype=source.doctype,
		name=row.name,
		title=row.get(title) or row.name,
		about=row.get(source.about) if source.about else None,
		roles=list(dict.fromkeys(roles)),
		state=state,
		day=row.get(source.day),
		hours=0.0,
	)


def is_meant(way: Way, row: frappe._dict, subject: str, name: str) -> bool:
	return row.get(way.field) == name and (not way.of_type or row.get(way.of_type) == subject)


def name_as_their_links(lines: list[frappe._dict]) -> None:
	"""Let lines that bear the name of a linked record bear its title, where that may be read."""
	wanted: dict[str, set[str]] = {}
	for line in lines:
		if linked := get_linked_title(line.doctype):
			wanted.setdefault(linked, set()).add(line.title)
	titles = {doctype: read_titles(doctype, names) for doctype, names in wanted.items()}
	for line in lines:
		if linked := get_linked_title(line.doctype):
			line.title = titles[linked].get(line.title, line.title)


def get_linked_title(doctype: str) -> str | None:
	"""Return the DocType of the record whose name is the title of a document, if it is one."""
	meta = frappe.get_meta(doctype)
	field = meta.get_field(meta.get_title_field())
	return field.options if field and field.fieldtype == "Link" else None


def name_what_they_are_about(lines: list[frappe._dict], subject_title: str | None) -> None:
	"""Let lines be named after what they are about, where its title may be read; the subject itself is no news."""
	wanted: dict[str, set[str]] = {}
	for line in lines:
		if line.about:
			wanted.setdefault(get_about_doctype(line), set()).add(line.about)
	titles = {doctype: read_titles(doctype, names) for doctype, names in wanted.items()}
	for line in lines:
		if line.about and (title := titles[get_about_doctype(line)].get(line.about)):
			line.detail = line.title if line.title not in (line.name, subject_title) else ""
			line.title = title


def get_about_doctype(line: frappe._dict) -> str:
	return frappe.get_meta(line.doctype).get_field(get_sources()[line.doctype].about).options


def read_titles(doctype: str, names: set[str]) -> dict[str, str]:
	title = frappe.get_meta(doctype).get_title_field()
	filters = {"name": ("in", sorted(get_readable(doctype, names)))}
	rows = frappe.get_all(doctype, filters, ["name", title], order_by="name asc", limit_page_length=0)
	return {row.name: cstr(row[title] or row.name) for row in rows}


def count_hours(lines: list[frappe._dict], subject: str, name: str) -> None:
	"""Write beside each line how many hours the hub gave."""
	by_source: dict[str, list[str]] = {}
	for line in lines:
		if get_sources()[line.doctype].hours:
			by_source.setdefault(line.doctype, []).append(line.name)
	hours = {
		doctype: frappe.call(
			get_sources()[doctype].hours, doctype=doctype, names=names, subject=subject, name=name
		)
		for doctype, names in by_source.items()
	}
	for line in lines:
		line.hours = flt(hours.get(line.doctype, {}).get(line.name))


def show(line: frappe._dict) -> dict:
	"""Return a line as its reader sees it."""
	meta = frappe.get_meta(line.doctype)
	return {
		"doctype": line.doctype,
		"kind": _(line.doctype),
		"name": line.name,
		"title": _(line.title) if meta.translated_doctype else PLACE_IN_TEXT.sub("…", line.title),
		"detail": line.get("detail") or "",
		"role": ", ".join(line.roles),
		"state": _(line.state[1], context=line.doctype) if line.state else "",
		"day": show_day(line.day),
		"hours": line.hours,
	}


def list_work_done(doctype: str, name: str) -> dict:
	"""For prints: all that was done, the newest first, within the period and project that the address asks for.

	Returns:
	        `lines` as `get_lines` has them, their `hours` together, `since`, `until` and the title of the `project`.
	"""
	asked = {key: frappe.form_dict.get(key) or None for key in ("since", "until", "project")}
	lines = list_lines(doctype, name, Choice(**asked), LARGEST_PAGE)
	done = [line for line in lines if not line.state or line.state[1] not in NOT_DONE]
	project = asked["project"] and frappe.db.get_value("Funded Project", asked["project"], "project_title")
	return {
		"lines": [show(line) for line in done],
		"hours": sum(line.hours for line in done),
		"since": show_day(asked["since"]),
		"until": show_day(asked["until"]),
		"project": project or "",
	}
