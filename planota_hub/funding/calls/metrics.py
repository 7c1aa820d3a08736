# SPDX-License-Identifier: GPL-3.0-only
"""What indicators can count of calls and applications: only what the hub helped with."""

from datetime import date as Date

import frappe

APPLICATION, HELP = "Call Application", "Call Application Help"
GRANTED_STAGES = ("Approved", "Completed")


def get_supported_applications(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the applications that the hub began to help with in a period; each counts once, on that day.

	Args:
	        start: first day that counts.
	        end: last day that counts.
	        filters: none of its own.
	"""
	first_help: dict[str, Date] = {}
	for row in frappe.get_all(
		HELP,
		filters={"parenttype": APPLICATION, "kind": "Application Help"},
		fields=["parent", "work_date"],
		order_by="work_date asc, parent asc",
		limit_page_length=0,
	):
		first_help.setdefault(row.parent, row.work_date)
	found = [name for name, day in first_help.items() if start <= day <= end]
	ngos = dict(
		frappe.get_all(
			APPLICATION,
			{"name": ("in", found or [""])},
			["name", "ngo"],
			order_by="name asc",
			as_list=True,
			limit_page_length=0,
		)
	)
	return [make_row(name, first_help[name], 1, ngos[name]) for name in found if name in ngos]


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
	"""Return a counted record; municipality, field and legal form are those of its NGO."""
	municipality, field_of_work, legal_form = frappe.get_cached_value(
		"NGO", ngo, ["municipality", "primary_field_of_work", "legal_form"]
	)
	return {
		"doctype": APPLICATION,
		"name": name,
		"date": day,
		"value": float(value),
		"ngo": ngo,
		"municipality": municipality,
		"field_of_work": field_of_work,
		"legal_form": legal_form,
	}
