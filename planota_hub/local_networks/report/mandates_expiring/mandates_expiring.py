# SPDX-License-Identifier: GPL-3.0-only
"""Whose mandates end in the next days, and whether somebody follows."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, today

from planota_hub.figures.report_parts import column, figure
from planota_hub.local_networks.bodies.coverage import get_ngo_names
from planota_hub.local_networks.bodies.mandates import BODY, MANDATE, get_last_day, get_warning_days
from planota_hub.local_networks.bodies.vacancies import ELECTION, get_running_elections
from planota_hub.rules.arguments import read_filters

FIELDS = ["name", "body", "seat", "person_name", "ngo", "from_date", "to_date", "ended_early_on", "warned_on"]
PLACE = ["administrative_unit", "field_of_work"]


def execute(filters: dict | None = None) -> tuple[list, list, None, None, list]:
	"""Return columns, a row per mandate that ends soon (the next one first), no note, no chart, and a summary.

	Args:
	        filters: `days` from today (those of Hub Settings if not given) and any of `body`, `ngo`.
	"""
	rows = get_rows(read_filters(filters))
	return get_columns(), rows, None, None, get_summary(rows)


def get_rows(filters: frappe._dict) -> list[dict]:
	"""Return the mandates that the reader may see and that end within the days."""
	conditions = {key: filters[key] for key in ("body", "ngo") if filters.get(key)}
	mandates = frappe.get_list(
		MANDATE,
		filters={**conditions, "status": ("in", ("Active", "Expiring"))},
		fields=[*FIELDS, *PLACE],
		order_by="to_date asc, name asc",
		limit_page_length=0,
	)
	limit = getdate(add_days(today(), cint(filters.days) or get_warning_days()))
	soon = [row for row in mandates if get_last_day(row) < limit]
	successors, elections = get_successors(soon), get_running_elections({row.body for row in soon})
	names = dict(frappe.get_all(BODY, fields=["name", "body_name"], order_by="name asc", as_list=True))
	ngos = get_ngo_names(row.ngo for row in soon)
	rows = []
	for row in soon:
		place = (row.body, row.administrative_unit or "", row.field_of_work or "")
		rows.append(
			{
				"mandate": row.name,
				"person_name": row.person_name,
				"body": row.body,
				"body_name": names[row.body],
				"seat": row.seat,
				"ngo": row.ngo,
				"ngo_name": ngos[row.ngo],
				"last_day": get_last_day(row),
				"days_left": (get_last_day(row) - getdate(today())).days,
				"warned_on": row.warned_on,
				"successor": successors.get((row.body, row.seat)),
				"election": elections.get(place),
			}
		)
	return sorted(rows, key=lambda row: (row["last_day"], row["mandate"]))


def get_successors(mandates: list[frappe._dict]) -> dict[tuple[str, str], str]:
	"""Return who has a planned mandate, by body and seat."""
	bodies = sorted({row.body for row in mandates})
	planned = frappe.get_all(
		MANDATE,
		{"body": ("in", bodies or [""]), "status": "Planned"},
		["body", "seat", "person_name"],
		order_by="from_date desc, name asc",
	)
	return {(row.body, row.seat): row.person_name for row in planned}


def get_columns() -> list[dict]:
	return [
		column("person_name", _("Person"), "Data", 160),
		column("ngo_name", _("NGO"), "Data", 220),
		column("body_name", _("Body"), "Data", 220),
		column("seat", _("Seat"), "Data", 180),
		column("last_day", _("Last Day"), "Date", 110),
		column("days_left", _("Days Left"), "Int", 100),
		column("warned_on", _("Warned On"), "Date", 120),
		column("successor", _("Successor"), "Data", 160),
		column("election", _("Running Election"), "Link", 180, options=ELECTION),
	]


def get_summary(rows: list[dict]) -> list[dict]:
	unattended = sum(not (row["successor"] or row["election"]) for row in rows)
	return [
		figure(_("Mandates That End"), len(rows), "Blue"),
		figure(_("Without Successor or Election"), unattended, "Red" if unattended else "Green"),
	]
