# SPDX-License-Identifier: GPL-3.0-only
"""What a representative sees of the partnerships of the own NGOs: consortia, own actions and plans."""

from urllib.parse import quote

import frappe
from frappe.utils import getdate

from planota_hub.partnerships.action_plans.progress import ACTION, PLAN
from planota_hub.partnerships.action_plans.reports import get_own_actions
from planota_hub.partnerships.consortia.balances import get_rows_of_consortia
from planota_hub.partnerships.consortia.partners import is_represented_by, lasts_on
from planota_hub.partnerships.permissions import CONSORTIUM, get_consortium_condition, get_plan_condition
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.name_order import by_name
from planota_hub.rules.waiting import Waiting

SHOWN_ENDED = 10


def get_overview(user: str) -> frappe._dict:
	"""Return `consortia`, `plans`, `open_actions` and `ended_actions` of the NGOs that a user represents today."""
	return frappe._dict(
		consortia=get_consortia(user),
		plans=get_plans(user),
		open_actions=get_open_actions(user),
		ended_actions=get_ended_actions(user),
	)


def get_consortia(user: str) -> list[frappe._dict]:
	"""Return the consortia in which own NGOs take part, each with their roles."""
	consortium = frappe.qb.DocType(CONSORTIUM)
	condition = get_consortium_condition(user)
	query = frappe.qb.from_(consortium).select(
		consortium.name,
		consortium.consortium_name,
		consortium.stage,
		consortium.purpose,
		consortium.partners_count,
		consortium.agreement_signed_on,
	)
	query = query.where(condition) if condition is not None else query
	consortia = query.orderby(by_name(consortium.consortium_name), consortium.name).run(as_dict=True)
	rows, own = get_rows_of_consortia([row.name for row in consortia]), set(get_own_ngos())
	for row in consortia:
		row.partners = [
			partner for partner in rows.get(row.name, []) if lasts_on(partner, frappe.utils.today())
		]
		row.own = [
			partner for partner in row.partners if partner.partner_type == "NGO" and partner.partner in own
		]
	return [row for row in consortia if row.own]


def get_plans(user: str) -> list[frappe._dict]:
	"""Return the agreed and completed plans that a user sees, the latest year first."""
	plan = frappe.qb.DocType(PLAN)
	query = (
		frappe.qb.from_(plan)
		.select(
			plan.name,
			plan.plan_title,
			plan.plan_of_name,
			plan.year,
			plan.stage,
			plan.progress_percent,
			plan.actions_total,
			plan.actions_done,
			plan.result,
		)
		.where(plan.stage.isin(["Agreed", "Completed"]))
	)
	condition = get_plan_condition(user)
	query = query.where(condition) if condition is not None else query
	return query.orderby(plan.year, order=frappe.qb.desc).orderby(by_name(plan.plan_title)).run(as_dict=True)


def get_open_actions(user: str) -> list[frappe._dict]:
	"""Return the actions on which a user can report, with their state."""
	names = [row.name for row in get_own_actions()]
	return frappe.get_all(
		ACTION,
		filters={"name": ("in", names or [""])},
		fields=[
			"name",
			"action_title",
			"description",
			"partner_name",
			"due_on",
			"status",
			"progress_percent",
			"is_overdue",
			"last_reported_on",
		],
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)


def get_ended_actions(user: str) -> list[frappe._dict]:
	"""Return the own actions that were done, the latest first."""
	action = frappe.qb.DocType(ACTION)
	return (
		frappe.qb.from_(action)
		.select(action.name, action.action_title, action.partner_name, action.done_on)
		.where(is_represented_by(action, user) & (action.status == "Done"))
		.orderby(action.done_on, order=frappe.qb.desc)
		.orderby(action.name)
		.limit(SHOWN_ENDED)
		.run(as_dict=True)
	)


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the open actions of the NGOs that the current user represents."""
	return [
		Waiting(
			row.action_title,
			row.plan_title,
			f"/report-on-joint-action/new?action={quote(row.name)}",
			row.due_on and getdate(row.due_on),
		)
		for row in get_own_actions()
	]
