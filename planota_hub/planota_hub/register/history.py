# SPDX-License-Identifier: GPL-3.0-only
"""What NGOs were on a day: the values of today, with every later change taken back.

The framework keeps who changed what and when. What it does not know (changes from before it kept them) stays as it
is today.
"""

import json
from collections.abc import Iterator
from datetime import date as Date

import frappe
from frappe.utils import add_days, cstr, getdate, now_datetime, today

from planota_hub.rules.decimals import read_decimal

NGO = "NGO"
# what the records of support keep of the NGO: field there -> field of the NGO
PLACE = {
	"municipality": "municipality",
	"administrative_unit": "administrative_unit",
	"statistical_region": "statistical_region",
	"field_of_work": "primary_field_of_work",
	"legal_form": "legal_form",
}
# what changes with the seat
SEAT = ("municipality", "administrative_unit", "statistical_region")
# in a change that is kept: the fields of which the former value was a mistake, see `seat_corrections`
MISTAKES = "mistaken_fields"


def get_place(ngo: str, day: Date | str) -> dict[str, str | None]:
	"""Return where an NGO was on a day and what it was: the keys of `PLACE`."""
	record = frappe.db.get_value(NGO, ngo, ["name", *PLACE.values()], as_dict=True) or frappe._dict(name=ngo)
	take_back([record], day)
	return {key: record.get(fieldname) or None for key, fieldname in PLACE.items()}


def take_back(records: list[frappe._dict], day: Date | str) -> None:
	"""Bring NGOs back to how they were at the end of a day, in one query.

	Args:
	        records: with `name` and any fields; a table is a list of the values of the one field that its rows have.
	"""
	if getdate(day) >= getdate(today()):
		return
	known = {record.name: record for record in records}
	for version in get_later_versions(list(known), day):
		undo(known[version.docname], json.loads(version.data))


def get_later_versions(names: list[str], day: Date | str) -> Iterator[frappe._dict]:
	"""Yield the changes after a day, the newest first; of a few NGOs only theirs are read."""
	filters = {
		"ref_doctype": NGO,
		"creation": ("between", [cstr(add_days(getdate(day), 1)), cstr(now_datetime())]),
	}
	if len(names) == 1:
		filters["docname"] = names[0]
	for version in frappe.get_all(
		"Version",
		filters=filters,
		fields=["docname", "data"],
		order_by="creation desc, name desc",
		limit_page_length=0,
	):
		if version.docname in names:
			yield version


def undo(record: frappe._dict, change: dict) -> None:
	"""Take back one change, unless it corrected a mistake.

	A value that is not what it was changed to belongs to another history and stays.
	"""
	mistaken = change.get(MISTAKES) or ()
	for fieldname, old, new in change.get("changed") or ():
		if fieldname in mistaken:
			continue
		if fieldname in record and is_same(record[fieldname], new):
			record[fieldname] = read_value(old, record[fieldname])
	for table, row in change.get("added") or ():
		for value in get_row_values(record, table, row):
			record[table] = [kept for kept in record[table] if kept != value]
	for table, row in change.get("removed") or ():
		for value in get_row_values(record, table, row):
			record[table] = [*record[table], value]
	for table, _position, _name, cells in change.get("row_changed") or ():
		for _fieldname, old, new in cells:
			if isinstance(record.get(table), list):
				record[table] = [old if value == new else value for value in record[table]]


def get_row_values(record: frappe._dict, table: str, row: dict) -> list[str]:
	"""Return what a row of a table says, nothing for a table that nobody asks for."""
	if not isinstance(record.get(table), list):
		return []
	field = frappe.get_meta(NGO).get_field(table)
	links = frappe.get_meta(field.options).get_link_fields()
	return [row[df.fieldname] for df in links if row.get(df.fieldname)]


def is_same(value, written) -> bool:
	"""Compare a value with what the history has written of it; numbers are written as the site shows them."""
	if isinstance(value, int | float):
		return read_number(written) == value
	return cstr(value) == cstr(written)


def read_value(written, like):
	return read_number(written) if isinstance(like, int | float) else written or None


def read_number(written) -> float:
	try:
		return read_decimal(cstr(written)) if cstr(written) else 0
	except ValueError:
		return 0
