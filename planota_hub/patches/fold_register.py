# SPDX-License-Identifier: GPL-3.0-only
"""NGOs of sites that searched the public register by the database's own comparison: keep the text that is searched."""

import frappe

from planota_hub.planota_hub.register.public_search import set_search_text


def execute() -> None:
	for name in frappe.get_all("NGO", pluck="name", order_by="name asc", limit_page_length=0):
		ngo = frappe.get_doc("NGO", name)
		set_search_text(ngo)
		ngo.db_set("search_text", ngo.search_text, update_modified=False)
