# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/model/base_document.py`: days and times are stored as MariaDB stores them.

SQLite keeps any text in a column of days, and one that is none makes the whole table unreadable. MariaDB leaves
out what the column does not hold, and refuses what it can't read.
"""

import datetime
from typing import Any

import frappe
from frappe import _

__all__ = ["to_stored_date"]


def to_stored_date(df: Any, value: Any) -> Any:
	"""The text that goes into the column of the field `df`, which is None for those that every table has."""
	if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
		return str(value)
	if not df or df.fieldtype not in ("Date", "Datetime") or not isinstance(value, str) or not value:
		return value
	try:
		moment = datetime.datetime.fromisoformat(value)
	except ValueError:
		moment = None
	if not moment or moment.tzinfo:
		frappe.throw(_("{} is not a valid date string.").format(frappe.bold(value)))
	return str(moment.date() if df.fieldtype == "Date" else moment)
