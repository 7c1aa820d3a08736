# SPDX-License-Identifier: GPL-3.0-only
"""Networks whose received reports hold the moment of their publication as text, of UTC."""

import frappe

from planota_hub.hub_network.receiving.importing import RECEIVED, read_moment


def execute() -> None:
	"""Write moments as the clock of the site shows them, before the column takes nothing else; a second time finds none."""
	if not frappe.db.table_exists(RECEIVED):
		return
	report = frappe.qb.DocType(RECEIVED)
	texts = frappe.qb.from_(report).select(report.name, report.published_on)
	for name, text in texts.where(report.published_on.like("%T%Z")).run():
		moment = read_moment(text)
		frappe.qb.update(report).set(report.published_on, str(moment)).where(report.name == name).run()
