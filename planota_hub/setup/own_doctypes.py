# SPDX-License-Identifier: GPL-3.0-only
"""The app's DocTypes on this site, and the counters that number their records."""

import re

import frappe
from frappe.utils import cint

APP = "planota_hub"
NUMBERED = re.compile(r"([A-Z]+-)\.#+")


def get_own_doctypes() -> list[str]:
	"""Return the names of the app's DocTypes on this site."""
	modules = frappe.get_all("Module Def", {"app_name": APP}, pluck="name", order_by="name asc")
	return frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name", order_by="name asc")


def get_counters() -> dict[str, str]:
	"""Return the counters of the numbers of the app's records, each with its DocType: `{"NGO-": "NGO"}`."""
	filters = {"name": ("in", get_own_doctypes())}
	doctypes = frappe.get_all("DocType", filters, ["name", "autoname"], order_by="name asc")
	found = ((NUMBERED.fullmatch(row.autoname or ""), row.name) for row in doctypes)
	return {match[1]: doctype for match, doctype in found if match}


def open_counters() -> None:
	"""Make each counter before its first number is drawn; it goes on after the highest number there is.

	The framework makes a missing one while it draws, and on MariaDB all but one of those who draw the first
	number in the same moment fail then. The counters go with the other traces of the app on removal.
	"""
	series = frappe.qb.DocType("Series")
	counters = get_counters()
	there = (
		frappe.qb.from_(series).select(series.name).where(series.name.isin(list(counters))).run(pluck=True)
	)
	for prefix in sorted(set(counters) - set(there)):
		highest = get_highest_number(counters[prefix], prefix)
		frappe.qb.into(series).columns(series.name, series.current).insert(prefix, highest).run()


def get_highest_number(doctype: str, prefix: str) -> int:
	"""Return the highest number that a record of the DocType has; 0 without any."""
	names = frappe.get_all(doctype, {"name": ("like", f"{prefix}%")}, pluck="name", order_by="name asc")
	return max((cint(name.removeprefix(prefix)) for name in names), default=0)
