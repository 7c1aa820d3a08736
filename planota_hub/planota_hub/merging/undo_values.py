# SPDX-License-Identifier: GPL-3.0-only
"""What is kept of a merge for the month in which it can be undone: every row that it changed, before and after.

It is taken in the course of the merge, from the images of before and after, and is nobody's to read: it holds what
told of people. When the month is over it goes, and before that with whoever is removed from the site and named in it.
"""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.naming import NamingSeries
from frappe.utils import add_days, cint, cstr, getdate, today

from planota_hub.planota_hub.merging.images import Row, Rows, compare, get_singles, read_again, take_image
from planota_hub.planota_hub.merging.log import LOG

UNDO_DAYS = 30


@dataclass
class UndoValues:
	"""What is needed to undo a merge.

	Attributes:
	        kept: name of the record that stayed.
	        merged: name of the record that went.
	        own: the record that went, and its rows, by DocType.
	        marks: of the kept record before and after, what is a list: tags, likes.
	        moved: DocType -> field -> names of what only leads to the other record now.
	        changed: rows of which more became another: `doctype`, `name`, `before` and `after` by column.
	        gone: rows that were joined into others, or removed, by DocType.
	        new: rows that the merge made, by DocType.
	        singles: settings that named the record: DocType and field.
	"""

	kept: str
	merged: str
	own: dict[str, list[Row]] = field(default_factory=dict)
	marks: dict[str, list] = field(default_factory=dict)
	moved: dict[str, dict[str, list[str]]] = field(default_factory=dict)
	changed: list[dict[str, Any]] = field(default_factory=list)
	gone: dict[str, list[Row]] = field(default_factory=dict)
	new: dict[str, list[Row]] = field(default_factory=dict)
	singles: list[list[str]] = field(default_factory=list)

	def as_text(self) -> str:
		return json.dumps(asdict(self), ensure_ascii=False, default=cstr)


def read_values(text: str) -> UndoValues:
	return UndoValues(**json.loads(text))


@dataclass
class Before:
	"""A merge as it begins: the image, and the settings that name the record that goes."""

	image: Rows
	singles: list[tuple[str, str]]


def look_before(doctype: str, kept: str, merged: str) -> Before:
	return Before(take_image(doctype, (kept, merged)), get_singles(doctype, merged))


def look_further(before: Before, doctype: str, kept: str, merged: str) -> None:
	"""Add what the areas have led to the records while they prepared the merge: it stays with its record."""
	for table, rows in take_image(doctype, (kept, merged)).items():
		for name, row in rows.items():
			before.image[table].setdefault(name, row)


def keep(before: Before, doctype: str, kept: str, merged: str, log: str) -> None:
	"""Keep with the log of a merge what is needed to undo it."""
	values = collect(before, doctype, kept, merged)
	frappe.flags.hub_merged = (doctype, merged)
	last_day = add_days(today(), UNDO_DAYS)
	of_log = {"undo_values": values.as_text(), "undo_until": last_day}
	frappe.db.set_value(LOG, log, of_log, update_modified=False)


def collect(before: Before, doctype: str, kept: str, merged: str) -> UndoValues:
	"""Compare the rows as they were with what has become of them."""
	after = read_again(doctype, (kept, merged), before.image)
	values = UndoValues(kept, merged, singles=[list(pair) for pair in before.singles])
	values.own = take_own_rows(before.image, doctype, merged)
	own = {(table, cstr(row["name"])) for table, rows in values.own.items() for row in rows}
	for mark in ("_user_tags", "_liked_by"):
		values.marks[mark] = [rows[doctype][kept].get(mark) for rows in (before.image, after)]
	moved: dict = defaultdict(lambda: defaultdict(list))
	gone, new = defaultdict(list), defaultdict(list)
	for table in [*before.image, *(set(after) - set(before.image))]:
		rows = before.image.get(table, {})
		renamed = get_renamed(table, rows, after[table], kept, merged)
		for name, row in rows.items():
			if (table, name) in own:
				continue
			now = after[table].get(renamed.get(name, name))
			if now is None:
				gone[table].append(row)
				continue
			note_change(values, moved, table, row, now)
		for name, row in after[table].items():
			if (
				name not in rows
				and name not in renamed.values()
				and is_made_by_merge(table, row, doctype, kept)
			):
				new[table].append(row)
	values.moved = {table: dict(fields) for table, fields in moved.items()}
	values.gone, values.new = dict(gone), dict(new)
	return values


def take_own_rows(image: Rows, doctype: str, merged: str) -> dict[str, list[Row]]:
	"""Return the record that goes and the rows of its tables, the record first."""
	own: dict[str, list[Row]] = {doctype: [image[doctype][merged]]}
	for table in dict.fromkeys(df.options for df in frappe.get_meta(doctype).get_table_fields()):
		rows = [
			row
			for row in image.get(table, {}).values()
			if (row.get("parenttype"), row.get("parent")) == (doctype, merged)
		]
		if rows:
			own[table] = rows
	return own


def is_made_by_merge(table: str, row: Row, doctype: str, kept: str) -> bool:
	"""Tell whether a new row is one of the kept record's own tables; what else is new, such as a comment, is history."""
	return cint(frappe.get_meta(table).istable) == 1 and (row.get("parenttype"), row.get("parent")) == (
		doctype,
		kept,
	)


def get_renamed(table: str, before: dict, after: dict, kept: str, merged: str) -> dict[str, str]:
	"""Return the new names of records that are named after the one that went (hook `hub_named_after`)."""
	renamed = {}
	for entry in frappe.get_hooks("hub_named_after"):
		if entry["doctype"] != table:
			continue
		for name, row in before.items():
			if row[entry["fieldname"]] == merged:
				values = {**row, entry["fieldname"]: kept}
				new = "-".join(cstr(values[fieldname]) for fieldname in entry["fields"])
				if new in after and new not in before:
					renamed[name] = new
	return renamed


def note_change(values: UndoValues, moved: dict, table: str, before: Row, after: Row) -> None:
	"""Note what has become of one row: it leads elsewhere, or says something else."""
	name = cstr(after["name"])
	changed = compare({**before, "name": name}, after)
	leads = [column for column, pair in changed.items() if pair == (values.merged, values.kept)]
	if leads and len(leads) == len(changed):
		for column in leads:
			moved[table][column].append(name)
		return
	if changed:
		sides = [{column: pair[side] for column, pair in changed.items()} for side in (0, 1)]
		row = {key: after.get(key) for key in ("parenttype", "parent") if after.get(key)}
		values.changed.append(
			{"doctype": table, "name": name, "of": row, "before": sides[0], "after": sides[1]}
		)


def keep_number(doc: Document, method: str | None = None) -> None:
	"""Hook `after_delete`: the number of a record that went in a merge is given to no other, so that it can come back.

	The framework counts back when the last record of a series is deleted.
	"""
	series = cstr(doc.meta.autoname)
	if frappe.flags.hub_merged != (doc.doctype, doc.name) or "#" not in series:
		return
	frappe.flags.hub_merged = None
	number = cint(doc.name.removeprefix(NamingSeries(series).get_prefix()))
	if NamingSeries(series).get_current_value() < number:
		NamingSeries(series).update_counter(number)


def is_open(last_day) -> bool:
	"""Tell whether a merge can still be undone by its day."""
	return bool(last_day) and getdate(last_day) >= getdate(today())


def forget_contact(name: str) -> None:
	"""Hook `hub_before_person_removed`: a merge of which something tells of the person can't be undone any more."""
	of_contact = {"parent": name, "parenttype": "Contact"}
	words = frappe.get_all("Contact Email", of_contact, pluck="email_id", order_by="idx asc")
	words = [word.lower() for word in (name, *words) if word]
	kept = {"undo_values": ("is", "set")}
	for log in frappe.get_all(LOG, kept, ["name", "undo_values"], order_by="name asc", limit_page_length=0):
		if any(word in log.undo_values.lower() for word in words):
			frappe.db.set_value(LOG, log.name, "undo_values", None, update_modified=False)


def forget_expired() -> None:
	"""Scheduler, daily: what was needed to undo a merge goes when its month is over."""
	over = {"undo_values": ("is", "set"), "undo_until": ("<", today())}
	for name in frappe.get_all(LOG, over, pluck="name", order_by="name asc", limit_page_length=0):
		frappe.db.set_value(LOG, name, "undo_values", None, update_modified=False)
