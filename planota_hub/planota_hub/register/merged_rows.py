# SPDX-License-Identifier: GPL-3.0-only
"""Two NGOs that become one: what stood there about each of them, in one table or on one need, stands there once.

Runs before the merge, while it can still be told which row is whose. The kept NGO's row stays, takes over what
only the other one says, and lasts as long as both together; rows of different terms both stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.model import no_value_fields
from frappe.utils import cstr, flt, getdate


@dataclass(frozen=True)
class NgoRows:
	"""How the rows of one child table name an NGO; an entry of the hook `hub_merged_rows`.

	Attributes:
	        doctype: of the rows.
	        fieldname: holds the NGO.
	        kind: field with its DocType where other kinds may stand there too.
	        same: further fields in which two rows are equal that say the same.
	        summed: what the two together have, such as shares of one budget.
	"""

	doctype: str
	fieldname: str = "ngo"
	kind: str | None = None
	same: tuple[str, ...] = ()
	summed: tuple[str, ...] = ()


def get_tables() -> list[NgoRows]:
	"""Return the child tables that name NGOs and have one row for each."""
	return [NgoRows(**table) for table in frappe.get_hooks("hub_merged_rows")]


def join_rows(kept: str, merged: str) -> None:
	"""Make one of the doubled rows of two NGOs, and remove what the merged one gave besides the kept one."""
	for table in get_tables():
		for rows in get_groups(table, kept, merged):
			for doubled in get_overlapping(rows):
				absorb(table, doubled, kept)
	for given in frappe.get_hooks("hub_given_once"):
		remove_second(**given, kept=kept, merged=merged)


def get_groups(table: NgoRows, kept: str, merged: str) -> Iterator[list[dict]]:
	"""Yield the rows of two NGOs that say the same of both, by the table in which they stand."""
	filters = {table.fieldname: ("in", (kept, merged))}
	if table.kind:
		filters[table.kind] = "NGO"
	groups = defaultdict(list)
	for row in frappe.get_all(
		table.doctype, filters, ["*"], order_by="parent asc, idx asc, name asc", limit_page_length=0
	):
		equal = (cstr(row[fieldname]).strip().casefold() for fieldname in table.same)
		groups[(row.parenttype, row.parent, row.parentfield, *equal)].append(row)
	for rows in groups.values():
		if len({row[table.fieldname] for row in rows}) > 1:
			yield rows


def get_overlapping(rows: list[dict]) -> Iterator[list[dict]]:
	"""Yield those rows that stand for the same time; a table without terms is all one time."""
	together, last_day = [], None
	for row in sorted(rows, key=get_first_day):
		if together and get_first_day(row) <= last_day:
			together.append(row)
			last_day = max(last_day, get_last_day(row))
			continue
		if len(together) > 1:
			yield together
		together, last_day = [row], get_last_day(row)
	if len(together) > 1:
		yield together


def get_first_day(row: dict) -> date:
	return getdate(row.get("from_date")) if row.get("from_date") else date.min


def get_last_day(row: dict) -> date:
	return getdate(row.get("to_date")) if row.get("to_date") else date.max


def absorb(table: NgoRows, rows: list[frappe._dict], kept: str) -> None:
	"""Let one row stand for all of them, and delete the others."""
	stays = next((row for row in rows if row[table.fieldname] == kept), rows[0])
	others = [row for row in rows if row is not stays]
	values = get_missing_values(table.doctype, stays, others)
	if "from_date" in stays:
		values["from_date"] = (
			None if not all(row.from_date for row in rows) else min(map(get_first_day, rows))
		)
		values["to_date"] = None if not all(row.to_date for row in rows) else max(map(get_last_day, rows))
	for fieldname in table.summed:
		values[fieldname] = sum(flt(row[fieldname]) for row in rows)
	if values:
		frappe.db.set_value(table.doctype, stays.name, values, update_modified=False)
	frappe.db.delete(table.doctype, {"name": ("in", [row.name for row in others])})
	frappe.clear_document_cache(stays.parenttype, stays.parent)


def get_missing_values(doctype: str, stays: dict, others: Iterable[dict]) -> dict:
	"""Return what only the other rows say."""
	fields = [df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype not in no_value_fields]
	values = {}
	for fieldname in fields:
		found = next((row[fieldname] for row in others if row[fieldname]), None)
		if found and not stays[fieldname]:
			values[fieldname] = found
	return values


def remove_second(doctype: str, given_to: str, fieldname: str, filters: dict, kept: str, merged: str) -> None:
	"""Remove what the merged NGO gave where the kept one gave it too; counters follow by the document's rules.

	The first four are an entry of the hook `hub_given_once`.

	Args:
	        doctype: of what an NGO gives.
	        given_to: field of what it is given to, once by each NGO.
	        fieldname: field of the NGO.
	        filters: which records count.
	        kept: NGO that stays.
	        merged: NGO that goes.
	"""
	known = frappe.get_all(doctype, {**filters, fieldname: kept}, pluck=given_to, order_by="name")
	second = {**filters, fieldname: merged, given_to: ("in", known or [""])}
	for name in frappe.get_all(doctype, second, pluck="name", order_by="name"):
		frappe.delete_doc(doctype, name, ignore_permissions=True)
