# SPDX-License-Identifier: GPL-3.0-only
"""Take the texts and authors of comments out of the lists' column; new comments don't put them there any more."""

import frappe

from planota_hub.guards.documents import get_own_doctypes
from planota_hub.guards.marks import strip_comments


def execute() -> None:
	"""Once for every document of the app that was commented on or written about."""
	for doctype in sorted(get_own_doctypes()):
		if frappe.get_meta(doctype).issingle or not frappe.db.has_column(doctype, "_comments"):
			continue
		filters = {"_comments": ("like", '%"comment"%')}
		for name in frappe.get_all(doctype, filters, pluck="name", order_by="name asc"):
			strip_comments(doctype, name)
