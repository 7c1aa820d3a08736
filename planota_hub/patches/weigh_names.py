# SPDX-License-Identifier: GPL-3.0-only
"""Names are compared by how much each word tells: keys and marks of NGOs and stakeholders are worked out anew."""

import frappe

from planota_hub.planota_hub.register.duplicates import KINDS, find_likely_duplicates, refresh_keys


def execute() -> None:
	for doctype in KINDS:
		refresh_keys(doctype)
		for name in frappe.get_all(doctype, pluck="name", order_by="name asc", limit_page_length=0):
			doc = frappe.get_doc(doctype, name)
			marked = int(bool(find_likely_duplicates(doc)))
			if marked != doc.has_likely_duplicates:
				doc.db_set("has_likely_duplicates", marked, update_modified=False)
