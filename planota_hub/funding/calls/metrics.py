# SPDX-License-Identifier: GPL-3.0-only
"""What indicators can count of calls and applications: only what the hub helped with."""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Min
from frappe.utils import getdate

APPLICATION, HELP = "Call Application", "Call Application Help"
GRANTED_STAGES = ("Approved", "Completed")


def get_supported_applications(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the applications that the hub began to help with in a period; each counts once, on that day.

	Args:
	        start: first day that counts.
	        end: last day that counts.
	        filters: none of its own.
	"""
	help_given, application = DocType(HELP), DocType(APPLICATION)
	first_day = Min(help_given.work_date)
	rows = (
		frappe.qb.from_(help_given)
		.join(application)
		.on((application.name == help_given.parent) & (help_given.parenttype == APPLICATION))
		.select(application.name, application.ngo, first_day.as_("first_day"))
		.where(help_given.kind == "Application Help")
		.groupby(application.name, application.ngo)
		.having((first_day >= getdate(start)) & (first_day <= getdate(end)))
		.run(as_dict=True)
	)
	return [make_row(row.name, row.first_day, 1, row.ngo) for row in rows]


def get_amounts_won(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the applications that the hub helped with and that were approved in a period, with their amount.

	The amount is the one in force, in the currency of the site: an approved amendment changes it.
	"""
	return [make_row(row.name, row.decided_on, row.granted_amount, row.ngo) for row in get_won(start, end)]


def get_applications_won(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the applications that the hub helped with and that were approved in a period, each once."""
	return [make_row(row.name, row.decided_on, 1, row.ngo) for row in get_won(start, end)]


def get_won(start: Date, end: Date) -> list[frappe._dict]:
	return frappe.get_all(
		APPLICATION,
		filters=[
			["stage", "in", GRANTED_STAGES],
			["decided_on", "between", [start, end]],
			["application_hours", ">", 0],
		],
		fields=["name", "ngo", "decided_on", "granted_amount"],
		order_by="decided_on asc, name asc",
		limit_page_length=0,
	)


def make_row(name: str, day: Date, value: float, ngo: str) -> dict:
	"""Return a counted record; municipality, field and legal form follow from its NGO."""
	return {"doctype": APPLICATION, "name": name, "date": day, "value": float(value), "ngo": ngo}
