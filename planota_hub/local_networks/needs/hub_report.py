# SPDX-License-Identifier: GPL-3.0-only
"""The accepted needs of a period as the report of the hub tells them: what everybody can read on the website anyway."""

from datetime import date

import frappe
from frappe.utils import cstr, get_url

from planota_hub.local_networks.needs.public_page import FOLDER, PUBLIC
from planota_hub.local_networks.needs.stages import NEED


def get_public_needs(start: date, end: date) -> list[dict]:
	"""Return the public needs that were accepted until the last day. Hook `hub_report_parts`."""
	rows = frappe.get_all(
		NEED,
		{**PUBLIC, "accepted_on": ("<=", end)},
		["name", "need_title", "field_of_work", "municipality", "stage"],
		order_by="accepted_on asc, name asc",
		limit_page_length=0,
	)
	return [
		{
			"id": row.name,
			"title": row.need_title,
			"field_of_work": cstr(row.field_of_work),
			"place": cstr(row.municipality),
			"state": row.stage,
			"address": get_url(f"/{FOLDER}/{row.name}"),
		}
		for row in rows
	]
