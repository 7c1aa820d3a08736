# SPDX-License-Identifier: GPL-3.0-only
"""Lists of what lies ahead begin with what is next: the nearest day first, and what is over after it, the latest first.

A list can be sorted by one column only, so each record has that order as a number (`next_order`). Which days count and
when a record is over says the hook `hub_coming`.
"""

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

FIELD = "next_order"
# later than every day that has one, so at the end of what is to come
UNDATED = 1_000_000
# what is over is counted backwards from here, and so stands after everything that is to come
LAST = 2_000_000


def set_next_order(doc: Document, _event: str | None = None) -> None:
	"""Hook `validate`: put a record where it belongs among those of its kind."""
	doc.set(FIELD, get_next_order(doc, get_rule(doc.doctype)))


def get_rule(doctype: str) -> dict:
	"""Return what the hook `hub_coming` says of a DocType: `days`, the fields whose next day counts; `over`, a field and
	its values at which nothing is to come; `until`, optional, the day after which it is over whatever its stage.
	"""
	return frappe.get_hooks("hub_coming", default={})[doctype]


def get_next_order(row: Document | frappe._dict, rule: dict) -> int:
	"""Return the place of a record in its list, the smaller the earlier."""
	today = getdate()
	days = sorted(read_day(row, fieldname) for fieldname in rule["days"] if row.get(fieldname))
	if is_over(row, rule, today):
		return LAST - (days[-1].toordinal() if days else 0)
	coming = [day for day in days if day >= today]
	if coming or days:
		return (coming[0] if coming else days[-1]).toordinal()
	return UNDATED


def is_over(row: Document | frappe._dict, rule: dict, today: date) -> bool:
	fieldname, *values = rule["over"]
	if row.get(fieldname) in values:
		return True
	until = rule.get("until")
	return bool(until and row.get(until[0])) and read_day(row, until[0]) < today


def read_day(row: Document | frappe._dict, fieldname: str) -> date:
	day = getdate(row.get(fieldname))
	assert day
	return day


def refresh_orders() -> None:
	"""Scheduler, daily: move what is past behind what is to come, and whatever was written without its document."""
	for doctype in frappe.get_hooks("hub_coming", default={}):
		refresh(doctype)


def refresh(doctype: str) -> None:
	"""Work out the order of those records of a DocType whose place can have changed since yesterday."""
	rule = get_rule(doctype)
	fieldname, *over = rule["over"]
	fields = ["name", FIELD, fieldname, *rule["days"], *rule.get("until", [])]
	passed = [[FIELD, "<", getdate().toordinal()]]
	ended = [[fieldname, "in", over], [FIELD, "<=", UNDATED]]
	reopened = [[fieldname, "not in", over], [FIELD, ">", UNDATED]]
	for filters in (passed, ended, reopened):
		for row in frappe.get_all(doctype, filters, fields, order_by="name asc", limit_page_length=0):
			order = get_next_order(row, rule)
			if order != row[FIELD]:
				frappe.db.set_value(doctype, row.name, FIELD, order, update_modified=False)
