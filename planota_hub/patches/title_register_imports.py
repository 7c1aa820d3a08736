# SPDX-License-Identifier: GPL-3.0-only
"""Call each import of the register, and what it told of the sector, as its source is called in the language of the site."""

import frappe

from planota_hub.planota_hub.register.sector_changes import CHANGE
from planota_hub.planota_hub.register.sources.sector_news import get_source

IMPORT = "Register Import"


def execute() -> None:
	for name in frappe.get_all(IMPORT, pluck="name", order_by="name asc", limit_page_length=0):
		doc = frappe.get_doc(IMPORT, name)
		doc.db_set("title", doc.get_title_of_state(), update_modified=False)
		before = f"{doc.register_source}, {doc.name}"
		frappe.db.set_value(CHANGE, {"source": before}, "source", get_source(doc), update_modified=False)
