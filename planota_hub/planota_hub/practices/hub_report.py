# SPDX-License-Identifier: GPL-3.0-only
"""The hub's own good practices as its report tells them: title, summary and where to read on, without the contact."""

from datetime import date

import frappe
from frappe.utils import add_days, cstr, get_url

SUMMARY_LENGTH = 1000


def get_own_practices(start: date, end: date) -> list[dict]:
	"""Return the practices of this hub that were published until the last day. Hook `hub_report_parts`."""
	rows = frappe.get_all(
		"Good Practice",
		{"stage": "Published", "origin_hub": ("is", "not set"), "published_on": ("<", add_days(end, 1))},
		["name", "practice_id", "practice_title", "field_of_work", "municipality", "place", "summary"],
		order_by="published_on asc, name asc",
		limit_page_length=0,
	)
	return [
		{
			"id": row.practice_id,
			"title": row.practice_title,
			"field_of_work": cstr(row.field_of_work),
			"place": row.municipality or cstr(row.place),
			"summary": cstr(row.summary)[:SUMMARY_LENGTH],
			"address": get_url(f"/good-practices/{row.name}"),
		}
		for row in rows
	]
