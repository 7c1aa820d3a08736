# SPDX-License-Identifier: GPL-3.0-only
"""Work on many rows that somebody sent at once: each is kept as a whole or not at all, and says why not.

A form sends a few dozen at a time and shows how far it is; so there is no limit of time and what is done is done.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import strip_html

MOST_AT_ONCE = 50
SAVEPOINT = "row_of_many"


def read_rows(rows: str | list) -> list[frappe._dict]:
	"""Return the rows that a form sent.

	Raises:
	        frappe.ValidationError: for anything but a list of records, or for more than `MOST_AT_ONCE`.
	"""
	values = frappe.parse_json(rows)
	if not isinstance(values, list) or not all(isinstance(row, dict) for row in values):
		frappe.throw(_("Expected is a list of rows."))
	if len(values) > MOST_AT_ONCE:
		frappe.throw(_("Expected are at most {0} rows at once.").format(MOST_AT_ONCE))
	return [frappe._dict(row) for row in values]


def do_each(rows: list[frappe._dict], act: Callable[[frappe._dict], dict | None]) -> list[dict]:
	"""Do something for each row; what fails is undone as a whole and the others go on.

	Returns:
	        for each row `row` (its number), `is_done`, `reason` in words when it failed, and what `act` returned.
	"""
	return [do_one(row, act) for row in rows]


def do_one(row: frappe._dict, act: Callable[[frappe._dict], dict | None]) -> dict:
	frappe.db.savepoint(SAVEPOINT)
	try:
		return {"row": row.get("row"), "is_done": True, "reason": "", **(act(row) or {})}
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		reason = strip_html(str(error)) or _("You may not do this.")
		return {"row": row.get("row"), "is_done": False, "reason": reason}
