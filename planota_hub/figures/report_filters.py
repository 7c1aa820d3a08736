# SPDX-License-Identifier: GPL-3.0-only
"""What reports ask of the filters that many of them have: a period, and what they are grouped by."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.rules.readable import show_day


def refuse_wrong_period(filters: frappe._dict, is_needed: bool = False) -> None:
	"""Refuse a period that ends before it begins.

	Args:
	        filters: with `from_date` and `to_date`.
	        is_needed: tells whether both days must be given.

	Raises:
	        frappe.ValidationError: naming the day.
	"""
	for fieldname, label in (("from_date", _("From Date")), ("to_date", _("To Date"))):
		if is_needed and not filters.get(fieldname):
			frappe.throw(_("{0}: please enter a date.").format(label))
	first, last = filters.get("from_date"), filters.get("to_date")
	if first and last and getdate(first) > getdate(last):
		frappe.throw(_("To Date: expected is a day not before {0}.").format(show_day(first)))


def refuse_unknown_group(group_by: str, known: Iterable[str]) -> None:
	"""Refuse to group by what a report does not group by.

	Raises:
	        frappe.ValidationError: with what can be chosen.
	"""
	names = list(known)
	if group_by not in names:
		frappe.throw(_("Group By: please choose one of {0}.").format(", ".join(map(_, names))))
