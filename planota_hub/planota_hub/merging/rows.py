# SPDX-License-Identifier: GPL-3.0-only
"""Rows that say the same of two records which become one: which of them stays, and what it takes over.

Read before the merge, while it can still be told which row is whose. The kept record's row stays, takes over what only
the other one says, and lasts as long as both together; rows of different terms both stay.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.model import no_value_fields
from frappe.utils import cstr, flt, getdate

from planota_hub.planota_hub.merging.declarations import Rows
from planota_hub.rules.renaming import in_chunks


@dataclass(frozen=True)
class Absorption:
	"""One row that comes to stand for several.

	Attributes:
	        held: the declaration of its table.
	        stays: the row that stays, as it was.
	        others: the rows that go.
	        values: what the row that stays takes over from them.
	"""

	held: Rows
	stays: frappe._dict
	others: list[frappe._dict]
	values: dict


def get_filters(held_doctype: str, fieldname: str, doctype: str, names: tuple[str, ...]) -> dict:
	"""Return the filters of the records that name one of some records of a DocType in a field."""
	filters = {fieldname: ("in", names)}
	df = frappe.get_meta(held_doctype).get_field(fieldname)
	if df.fieldtype == "Dynamic Link":
		filters[df.options] = doctype
	return filters


def get_absorptions(held: Rows, doctype: str, kept: str, merged: str) -> list[Absorption]:
	"""Return what becomes of the doubled rows of two records in one table."""
	return [
		absorb(held, doubled, kept)
		for rows in get_groups(held, doctype, kept, merged)
		for doubled in get_overlapping(rows)
	]


def get_groups(held: Rows, doctype: str, kept: str, merged: str) -> Iterator[list[frappe._dict]]:
	"""Yield the rows of two records that say the same of both, by the table in which they stand."""
	filters = get_filters(held.doctype, held.fieldname, doctype, (kept, merged))
	joined = set(frappe.get_attr(held.only)()) if held.only else None
	groups = defaultdict(list)
	for row in frappe.get_all(
		held.doctype, filters, ["*"], order_by="parent asc, idx asc, name asc", limit_page_length=0
	):
		equal = (cstr(row[fieldname]).strip().casefold() for fieldname in held.same)
		if joined is None or row.parent in joined:
			groups[(row.parenttype, row.parent, row.parentfield, *equal)].append(row)
	for rows in groups.values():
		if len({row[held.fieldname] for row in rows}) > 1:
			yield rows


def get_overlapping(rows: list[frappe._dict]) -> Iterator[list[frappe._dict]]:
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


def get_first_day(row: frappe._dict) -> date:
	return getdate(row.get("from_date")) if row.get("from_date") else date.min


def get_last_day(row: frappe._dict) -> date:
	return getdate(row.get("to_date")) if row.get("to_date") else date.max


def absorb(held: Rows, rows: list[frappe._dict], kept: str) -> Absorption:
	"""Let one row stand for all of them."""
	stays = next((row for row in rows if row[held.fieldname] == kept), rows[0])
	others = [row for row in rows if row is not stays]
	values = get_missing_values(held.doctype, stays, others)
	if (first := min(row.idx for row in rows)) != stays.idx:
		# what came first, such as the main field of work, comes first
		values["idx"] = first
	if "from_date" in stays:
		values["from_date"] = (
			None if not all(row.from_date for row in rows) else min(map(get_first_day, rows))
		)
		values["to_date"] = None if not all(row.to_date for row in rows) else max(map(get_last_day, rows))
	for fieldname in held.summed:
		values[fieldname] = sum(flt(row[fieldname]) for row in rows)
	return Absorption(held, stays, others, values)


def get_missing_values(doctype: str, stays: dict, others: list[frappe._dict]) -> dict:
	"""Return what only the other rows say."""
	values = {}
	for fieldname in get_value_fields(doctype):
		found = next((row[fieldname] for row in others if row[fieldname]), None)
		if found and not stays[fieldname]:
			values[fieldname] = found
	return values


def get_value_fields(doctype: str) -> list[str]:
	"""Return the fields of a DocType that hold a value."""
	return [df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype not in no_value_fields]


def carry_out(absorptions: list[Absorption]) -> None:
	"""Write what rows take over and delete those that go, in few queries whatever their number."""
	changed, gone = defaultdict(list), defaultdict(list)
	for absorption in absorptions:
		doctype = absorption.held.doctype
		if absorption.values:
			changed[doctype, tuple(sorted(absorption.values.items()))].append(absorption.stays.name)
		gone[doctype] += [row.name for row in absorption.others]
		frappe.clear_document_cache(absorption.stays.parenttype, absorption.stays.parent)
	for (doctype, values), names in changed.items():
		for chunk in in_chunks(names):
			frappe.db.set_value(doctype, {"name": ("in", chunk)}, dict(values), update_modified=False)
	for doctype, names in gone.items():
		for chunk in in_chunks(names):
			frappe.db.delete(doctype, {"name": ("in", chunk)})
