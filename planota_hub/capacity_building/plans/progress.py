# SPDX-License-Identifier: GPL-3.0-only
"""How far a development plan has come: hours by kind against the threshold, out of the ledger of support.

The form, the list, the report, the cards and the rule of completion all show what is counted here.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from frappe.utils import flt

from planota_hub.capacity_building.support.ledger import KINDS
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.mail.wording import speaking
from planota_hub.operation.portions import take_portion
from planota_hub.rules.readable import show_number

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.support_entry.support_entry import SupportEntry
	from planota_hub.planota_hub.doctype.hub_settings.hub_settings import HubSettings

PLAN = "Development Plan"
# so many are looked at in an hour
PLANS_AT_ONCE = 200
# while and after a plan runs, hours count towards it
RUNNING_STAGES = ("Active", "Completed", "Withdrawn")


def get_threshold() -> float:
	"""Return the hours of support that a plan needs to be completed, as Hub Settings have it."""
	return flt(frappe.db.get_single_value("Hub Settings", "support_hours_threshold"))


def get_hours_of_plans(names: Iterable[str]) -> dict[str, dict[str, float]]:
	"""Return the hours that count towards each of these plans, by kind, in one query.

	An entry of the ledger counts when it is about the NGO of the plan and lies within the time of the plan:
	from its first day to the day on which it ended, both included. Kinds without hours are there with 0.
	"""
	hours = {name: dict.fromkeys(KINDS, 0.0) for name in names}
	if not hours:
		return {}
	plan, entry = DocType(PLAN), DocType("Support Entry")
	within = (entry.posting_date >= plan.starts_on) & (
		plan.ended_on.isnull() | (entry.posting_date <= plan.ended_on)
	)
	rows = (
		frappe.qb.from_(plan)
		.join(entry)
		.on((entry.ngo == plan.ngo) & within)
		.select(plan.name, entry.kind, Sum(entry.hours))
		.where(plan.name.isin(list(hours)) & plan.stage.isin(RUNNING_STAGES))
		.groupby(plan.name, entry.kind)
		.run()
	)
	for name, kind, delivered in rows:
		hours[name][kind] = flt(delivered, 2)
	return hours


def summarise(hours: dict[str, float], required: float) -> frappe._dict:
	"""Return `delivered`, `required`, `missing` (hours) and `percent` (0 to 100) of one plan."""
	delivered = flt(sum(hours.values()), 2)
	percent = 100 if delivered >= required else delivered / required * 100
	return frappe._dict(
		delivered=delivered, required=required, missing=flt(max(required - delivered, 0), 2), percent=percent
	)


def refresh_plans_of(ngos: Iterable[str]) -> None:
	"""Bring the stored figures of the plans of these NGOs in step with the ledger; no edit of the plans.

	Whenever entries of an NGO change, and when two NGOs become one.
	"""
	plans = frappe.get_all(
		PLAN,
		filters={"ngo": ("in", sorted(set(ngos))), "stage": ("in", RUNNING_STAGES)},
		fields=["name", "ngo_name", "stage", "mentor", "hours_delivered", "hours_required"],
		order_by="name asc",
		limit_page_length=0,
	)
	hours = get_hours_of_plans(plan.name for plan in plans)
	threshold = get_threshold()
	for plan in plans:
		required = threshold if plan.stage == "Active" else flt(plan.hours_required)
		refresh_plan(plan, summarise(hours[plan.name], required))


def follow_entry(entry: "SupportEntry", method: str | None = None) -> None:
	"""Hook of Support Entry: the plans of the NGO that got the hours, and of the one that had them before."""
	before = entry.get_doc_before_save()
	refresh_plans_of({entry.ngo, before.ngo if before else entry.ngo})


def refresh_plan(plan: frappe._dict, progress: frappe._dict) -> None:
	"""Store the figures of one plan, and tell its people when the threshold has just been reached."""
	if flt(plan.hours_delivered, 2) == progress.delivered and flt(plan.hours_required) == progress.required:
		return
	frappe.db.set_value(
		PLAN,
		plan.name,
		{
			"hours_delivered": progress.delivered,
			"hours_required": progress.required,
			"progress_percent": progress.percent,
		},
		update_modified=False,
	)
	was_short = flt(plan.hours_delivered, 2) < progress.required
	if plan.stage == "Active" and was_short and not progress.missing:
		tell_threshold_reached(plan, progress)


def tell_threshold_reached(plan: frappe._dict, progress: frappe._dict) -> None:
	"""Put a line under the bell of the hub's staff and of the mentor."""
	with speaking(site_language()):
		subject = _("{0} has reached the {1} hours of its development plan").format(
			plan.ngo_name, show_number(progress.required)
		)
	notify_staff(PLAN, plan.name, subject, also=plan.mentor)


def follow_settings(settings: "HubSettings", method: str | None = None) -> None:
	"""Hook of Hub Settings: another threshold, another progress."""
	if settings.has_value_changed("support_hours_threshold"):
		refresh_all_plans()


def refresh_all_plans() -> None:
	"""When the threshold changes: bring the figures of all running plans up to date."""
	ngos = frappe.get_all(PLAN, {"stage": "Active"}, pluck="ngo", order_by="name asc", limit_page_length=0)
	refresh_plans_of(ngos)


def refresh_plans() -> None:
	"""Scheduler, hourly: bring the figures of running plans up to date, each once a day.

	They follow the ledger at once; what is mended here are entries that were changed past their documents.
	"""
	names = take_portion("figures_of_plans", PLAN, PLANS_AT_ONCE, days=1, filters={"stage": "Active"})
	if names:
		filters = {"name": ("in", names)}
		refresh_plans_of(frappe.get_all(PLAN, filters, pluck="ngo", order_by="name asc", limit_page_length=0))
