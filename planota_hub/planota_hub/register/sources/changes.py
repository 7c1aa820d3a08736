# SPDX-License-Identifier: GPL-3.0-only
"""Who has changed a field of an NGO last, as the history of the record knows it."""

import json
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import get_fullname

from planota_hub.rules.readable import show_day
from planota_hub.rules.renaming import in_chunks

NGO = "NGO"


def find_last(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
	"""Return for NGO and field who has changed it last and when, in words; nothing where the history has no change."""
	asked = set(asked)
	found: dict[tuple[str, str], str] = {}
	for names in in_chunks(sorted({ngo for ngo, _field in asked})):
		for version in frappe.get_all(
			"Version",
			{"ref_doctype": NGO, "docname": ("in", names)},
			["docname", "owner", "creation", "data"],
			order_by="creation desc, name desc",
			limit_page_length=0,
		):
			for fieldname in get_changed(version.data):
				key = (version.docname, fieldname)
				if key in asked and key not in found:
					found[key] = describe(version)
	return found


def get_changed(data: str) -> set[str]:
	"""Return the fields and tables that a change is about."""
	change = json.loads(data)
	fields = {fieldname for fieldname, _old, _new in change.get("changed") or ()}
	rows = (row for kind in ("added", "removed", "row_changed") for row in change.get(kind) or ())
	return fields | {row[0] for row in rows}


def describe(version: frappe._dict) -> str:
	is_own = frappe.db.exists(
		"NGO Representative", {"parenttype": NGO, "parent": version.docname, "user": version.owner}
	)
	message = _("{0}, for the NGO itself, {1}") if is_own else _("{0}, {1}")
	return message.format(get_fullname(version.owner), show_day(version.creation))
