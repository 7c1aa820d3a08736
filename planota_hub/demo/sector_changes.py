# SPDX-License-Identifier: GPL-3.0-only
"""What the business register says of changes in the demo region."""

import frappe
from frappe.utils import add_days, getdate

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.planota_hub.register.sector_changes import CHANGE, note_change


def load_sector_changes() -> None:
	"""Note the changes that the site lacks; days are counted from today."""
	known = set(frappe.get_all(CHANGE, pluck="name", order_by="name asc", limit_page_length=0))
	for values in read("sector_changes.json"):
		given = {key: value for key, value in values.items() if key not in ("kind", "days_ago")}
		ngo = frappe.db.get_value("NGO", {"ngo_name": given["ngo_name"]}, "name", order_by="creation asc")
		name = note_change(values["kind"], add_days(getdate(), -values["days_ago"]), ngo, **given)
		if name not in known:
			mark(CHANGE, name)
