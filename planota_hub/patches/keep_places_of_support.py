# SPDX-License-Identifier: GPL-3.0-only
"""Support from before the ledger kept what its NGO was then: the history of the NGO says it, as far as it goes."""

import frappe

from planota_hub.planota_hub.register.history import get_place

LEDGER = "Support Entry"


def execute() -> None:
	"""Fill in the places of all rows, with one question for each NGO and day."""
	entry = frappe.qb.DocType(LEDGER)
	days = frappe.qb.from_(entry).select(entry.ngo, entry.posting_date).distinct().run()
	for ngo, day in days:
		query = frappe.qb.update(entry).where((entry.ngo == ngo) & (entry.posting_date == day))
		for fieldname, value in get_place(ngo, day).items():
			query = query.set(entry[fieldname], value)
		query.run()
