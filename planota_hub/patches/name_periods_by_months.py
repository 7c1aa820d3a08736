# SPDX-License-Identifier: GPL-3.0-only
"""Titles of reporting periods, and of their readings, for sites that have days in them as one reader wrote them."""

import re

import frappe

from planota_hub.rules.readable import name_span

PERIOD, READING = "Reporting Period", "Indicator Reading"
# "2: 01.08.2026 - 31.01.2027", in whichever form the site had days
OLD = re.compile(r"\d+: [\d./ -]{8,12} - [\d./ -]{8,12}")


def execute() -> None:
	"""Once for each period that nobody named otherwise; a second time finds nothing."""
	fields = ["name", "period_title", "period_number", "starts_on", "ends_on"]
	for period in frappe.get_all(PERIOD, fields=fields, order_by="name asc", limit_page_length=0):
		if OLD.fullmatch(period.period_title or ""):
			title = f"{period.period_number}: {name_span(period.starts_on, period.ends_on)}"
			frappe.db.set_value(PERIOD, period.name, "period_title", title, update_modified=False)
			rename_readings(period, title)


def rename_readings(period: frappe._dict, title: str) -> None:
	rows = frappe.get_all(
		READING,
		{"reporting_period": period.name},
		["name", "reading_title"],
		order_by="name asc",
		limit_page_length=0,
	)
	for row in rows:
		if row.reading_title and period.period_title in row.reading_title:
			renamed = row.reading_title.replace(period.period_title, title)
			frappe.db.set_value(READING, row.name, "reading_title", renamed, update_modified=False)
