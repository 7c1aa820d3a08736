# SPDX-License-Identifier: GPL-3.0-only
"""What the hub did with an NGO, in the timeline of its customer (hook `additional_timeline_content`)."""

import frappe
from frappe import _
from frappe.utils import escape_html, get_link_to_form

from planota_hub.integrations.adapter import NGO_FIELD, is_linked

# DocTypes of the hub that point at an NGO in the field `ngo`, and are work done with it
SHOWN = ("Development Plan", "NGO Support Request", "Mentoring Session", "Workshop Registration")
LIMIT = 10


def get_hub_work(doctype: str, docname: str) -> list[dict]:
	"""Return the newest documents of each kind that the reader may see."""
	if not is_linked(doctype, NGO_FIELD):
		return []
	ngo = frappe.db.get_value(doctype, docname, NGO_FIELD)
	if not ngo:
		return []
	return [entry for kind in SHOWN for entry in get_entries(kind, ngo)]


def get_entries(doctype: str, ngo: str) -> list[dict]:
	if not frappe.has_permission(doctype, "read"):
		return []
	rows = frappe.get_list(
		doctype,
		filters={"ngo": ngo},
		fields=["name", "creation", "owner"],
		order_by="creation desc",
		limit=LIMIT,
	)
	return [
		{
			"icon": "link",
			"creation": row.creation,
			"content": f"{escape_html(_(doctype))} {get_link_to_form(doctype, row.name)}",
		}
		for row in rows
	]
