# SPDX-License-Identifier: GPL-3.0-only
"""The sector balance of consortia: whose votes count on which day, and what lists and cards show of it."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import getdate, today

from planota_hub.partnerships.consortia.partners import lasts_on
from planota_hub.planota_hub.register.sector_balance import evaluate, get_rules

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import (
		PartnershipConsortium,
	)
	from planota_hub.planota_hub.doctype.hub_settings.hub_settings import HubSettings

CONSORTIUM = "Partnership Consortium"
PASSED, FAILED = "Passed", "Failed"
# fields of Hub Settings with the rules
RULES = ("consortium_all_sectors", "consortium_max_sector_votes", "consortium_min_non_public_votes")


def get_reference_day(consortium: "PartnershipConsortium | frappe._dict"):
	"""Return the day whose partners count: today, the first day of one that is yet to start, the last of a closed one."""
	if consortium.get("closed_on"):
		return getdate(consortium.get("closed_on"))
	day = getdate(today())
	starts_on = consortium.get("starts_on")
	return max(day, getdate(starts_on)) if starts_on else day


def get_counting_partners(consortium: "PartnershipConsortium | frappe._dict", day=None) -> list:
	"""Return the rows of the partners that count on a day; without one, on the day that counts now."""
	day = day or get_reference_day(consortium)
	return [row for row in consortium.get("partners") if lasts_on(row, day)]


def set_balance(consortium: "PartnershipConsortium") -> None:
	"""Store what lists and cards show of the balance."""
	balance = evaluate(get_counting_partners(consortium))
	consortium.partners_count = balance.partners
	consortium.has_all_sectors = int(balance.has_all_sectors)
	consortium.balance_status = PASSED if balance.passed else FAILED


def follow_settings(settings: "HubSettings", method: str | None = None) -> None:
	"""Hook of Hub Settings: other rules, other balances."""
	if any(settings.has_value_changed(fieldname) for fieldname in RULES):
		frappe.clear_document_cache(settings.doctype)
		refresh_balances()


def refresh_balances() -> None:
	"""Scheduler, daily, and whenever the rules change: derive what is stored of every consortium anew."""
	rules = get_rules()
	rows = get_rows_of_consortia()
	for consortium in frappe.get_all(
		CONSORTIUM,
		fields=["name", "starts_on", "closed_on", "partners_count", "has_all_sectors", "balance_status"],
		order_by="name asc",
		limit_page_length=0,
	):
		consortium.partners = rows.get(consortium.name, [])
		balance = evaluate(get_counting_partners(consortium), rules)
		values = {
			"partners_count": balance.partners,
			"has_all_sectors": int(balance.has_all_sectors),
			"balance_status": PASSED if balance.passed else FAILED,
		}
		if any(consortium[fieldname] != value for fieldname, value in values.items()):
			frappe.db.set_value(CONSORTIUM, consortium.name, values, update_modified=False)


def get_rows_of_consortia(names: list[str] | None = None) -> dict[str, list[dict]]:
	"""Return the partners of consortia, all of them or those named, in one query."""
	filters = {"parenttype": CONSORTIUM, **({"parent": ("in", names or [""])} if names is not None else {})}
	rows: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		"Consortium Partner",
		filters=filters,
		fields=[
			"parent",
			"partner_type",
			"partner",
			"partner_name",
			"partner_role",
			"sector",
			"votes",
			"budget_share",
			"from_date",
			"to_date",
		],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		rows.setdefault(row.parent, []).append(row)
	return rows
