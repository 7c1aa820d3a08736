# SPDX-License-Identifier: GPL-3.0-only
"""Figures of partnerships that indicators can be computed from; each returns the records that it counts.

Every function takes the first and the last day of a period and returns one row per counted record: `doctype`,
`name`, `date`, `value`, `ngo`, `municipality`, `field_of_work` and `legal_form`; the figure is the sum of the
values. A filter keeps the rows with that value.
"""

from datetime import date as Date

import frappe
from frappe.utils import flt, getdate

from planota_hub.partnerships.action_plans.progress import ACTION, PLAN
from planota_hub.partnerships.consortia.balances import CONSORTIUM, get_rows_of_consortia
from planota_hub.partnerships.consortia.partners import lasts_on
from planota_hub.planota_hub.register.sector_balance import evaluate


def make_row(doctype: str, source: frappe._dict, date, value: float = 1) -> dict:
	"""Return the row of one counted record; places and field come from the record where it has them."""
	return {
		"doctype": doctype,
		"name": source.name,
		"date": getdate(date),
		"value": flt(value),
		"ngo": source.partner if source.get("partner_type") == "NGO" else None,
		"municipality": source.get("municipality") or None,
		"field_of_work": source.get("field_of_work") or None,
		"legal_form": None,
	}


def keep(rows: list[dict], filters: dict | None) -> list[dict]:
	"""Return the rows that the filters let through."""
	wanted = {key: value for key, value in (filters or {}).items() if value}
	return [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]


def get_signed_consortia(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the consortia whose first agreement was signed in a period."""
	return keep([make_row(CONSORTIUM, row, row.signed_on) for row in find_signed(start, end)], filters)


def get_consortia_of_all_sectors(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the consortia signed in a period whose partners, on the day of the signature, were of all three sectors."""
	signed = find_signed(start, end)
	partners = get_rows_of_consortia([row.name for row in signed])
	rows = [
		make_row(CONSORTIUM, row, row.signed_on)
		for row in signed
		if evaluate(
			partner for partner in partners.get(row.name, []) if counts_at_start(partner, row)
		).has_all_sectors
	]
	return keep(rows, filters)


def counts_at_start(partner: dict, consortium: frappe._dict) -> bool:
	"""Tell whether somebody was a partner when the first agreement began."""
	first = consortium.starts_on or consortium.signed_on
	return lasts_on(partner, max(getdate(first), getdate(consortium.signed_on)))


def find_signed(start: Date, end: Date) -> list[frappe._dict]:
	"""Return the consortia with the day of their first agreement, those signed in a period."""
	first = {}
	for row in frappe.get_all(
		"Consortium Agreement",
		filters={"parenttype": CONSORTIUM, "agreement_number": 1, "signed_on": ("between", [start, end])},
		fields=["parent", "signed_on"],
		order_by="signed_on asc, parent asc",
		limit_page_length=0,
	):
		first[row.parent] = row.signed_on
	consortia = frappe.get_all(
		CONSORTIUM,
		filters={"name": ("in", list(first) or [""])},
		fields=["name", "municipality", "field_of_work", "starts_on"],
		order_by="name asc",
		limit_page_length=0,
	)
	return [frappe._dict(row, signed_on=first[row.name]) for row in consortia]


def get_agreed_plans(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the joint action plans that were agreed in a period and not cancelled."""
	plans = frappe.get_all(
		PLAN,
		filters={"agreed_on": ("between", [start, end]), "stage": ("in", ["Agreed", "Completed"])},
		fields=["name", "agreed_on", "municipality", "field_of_work"],
		order_by="agreed_on asc, name asc",
		limit_page_length=0,
	)
	return keep([make_row(PLAN, row, row.agreed_on) for row in plans], filters)


def get_done_actions(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the joint actions that were done in a period; each has its evidence, or it could not be done."""
	actions = frappe.get_all(
		ACTION,
		filters={"done_on": ("between", [start, end]), "status": "Done"},
		fields=["name", "done_on", "partner_type", "partner", "municipality", "joint_action_plan"],
		order_by="done_on asc, name asc",
		limit_page_length=0,
	)
	fields = get_fields_of_plans({row.joint_action_plan for row in actions})
	for row in actions:
		row.field_of_work = fields.get(row.joint_action_plan)
	return keep([make_row(ACTION, row, row.done_on) for row in actions], filters)


def get_fields_of_plans(plans: set[str]) -> dict[str, str | None]:
	filters = {"name": ("in", sorted(plans) or [""])}
	return dict(frappe.get_all(PLAN, filters, ["name", "field_of_work"], order_by="name asc", as_list=True))


def get_people_reached(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the promotion activities of a period; the figure is the number of people whom they reached."""
	activities = frappe.get_all(
		"Promotion Activity",
		filters={"activity_date": ("between", [start, end]), "status": "Carried Out", "reach": (">", 0)},
		fields=["name", "activity_date", "reach", "municipality", "field_of_work"],
		order_by="activity_date asc, name asc",
		limit_page_length=0,
	)
	rows = [make_row("Promotion Activity", row, row.activity_date, row.reach) for row in activities]
	return keep(rows, filters)


def get_included_proposals(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the proposals that came into a regional programme for the first time in a period."""
	return find_proposals("Included", start, end, filters)


def get_priority_proposals(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the proposals that became a priority of a regional programme for the first time in a period."""
	return find_proposals("Priority", start, end, filters)


def find_proposals(stage: str, start: Date, end: Date, filters: dict | None) -> list[dict]:
	"""Return the proposals whose first step to a stage lies in a period."""
	first = {}
	for row in frappe.get_all(
		"Programme Proposal Step",
		filters={"parenttype": "Programme Proposal", "stage": stage},
		fields=["parent", "decided_on"],
		order_by="decided_on desc, parent asc",
		limit_page_length=0,
	):
		first[row.parent] = row.decided_on
	names = [name for name, day in first.items() if getdate(start) <= getdate(day) <= getdate(end)]
	proposals = frappe.get_all(
		"Programme Proposal",
		filters={"name": ("in", names or [""])},
		fields=["name", "lead_type as partner_type", "lead as partner", "municipality", "field_of_work"],
		order_by="name asc",
		limit_page_length=0,
	)
	return keep([make_row("Programme Proposal", row, first[row.name]) for row in proposals], filters)
