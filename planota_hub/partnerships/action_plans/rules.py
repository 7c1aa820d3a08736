# SPDX-License-Identifier: GPL-3.0-only
"""What a joint action plan must be: whose it is, in which year, and the only one of its owner in it."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from planota_hub.partnerships.action_plans.partners import CONSORTIUM, MUNICIPALITY, OWNER_NAMES
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action_plan.joint_action_plan import JointActionPlan

YEARS = range(2000, 2101)


def set_owner(plan: "JointActionPlan") -> None:
	"""Name and place follow from whose plan it is."""
	before = plan.get_doc_before_save()
	if before and (before.plan_of_type, before.plan_of) != (plan.plan_of_type, plan.plan_of):
		refuse(plan, "plan_of", _("a plan stays with its owner. Please make a new one."))
	if plan.plan_of_type not in OWNER_NAMES:
		refuse(plan, "plan_of_type", _("please choose from the list."))
	name_field = OWNER_NAMES[plan.plan_of_type]
	plan.plan_of_name = frappe.db.get_value(plan.plan_of_type, plan.plan_of, name_field)
	if plan.plan_of_type == MUNICIPALITY:
		plan.municipality = plan.plan_of
	elif plan.plan_of_type == CONSORTIUM:
		plan.municipality = frappe.db.get_value(CONSORTIUM, plan.plan_of, "municipality")


def set_dates(plan: "JointActionPlan") -> None:
	"""Let a plan cover its whole year, unless somebody says which part of it."""
	plan.year = cint(plan.year)
	if plan.year not in YEARS:
		refuse(
			plan,
			"year",
			_("expected is a year from {0} to {1}.").format(YEARS[0], YEARS[-1]),
			_("Wrong Year"),
		)
	plan.starts_on = plan.starts_on or f"{plan.year}-01-01"
	plan.ends_on = plan.ends_on or f"{plan.year}-12-31"


def validate_dates(plan: "JointActionPlan") -> None:
	"""Refuse days outside the year of the plan, or in the wrong order."""
	for fieldname in ("starts_on", "ends_on"):
		if getdate(plan.get(fieldname)).year != plan.year:
			frappe.throw(
				_("{0}: expected is a day of the year {1}.").format(field_label(plan, fieldname), plan.year),
				title=_("Wrong Date"),
			)
	if getdate(plan.ends_on) < getdate(plan.starts_on):
		refuse(plan, "ends_on", _("the plan must not end before it starts."), _("Wrong Date"))
	if plan.agreed_on and getdate(plan.agreed_on) > getdate(today()):
		refuse(plan, "agreed_on", _("the day lies in the future."), _("Wrong Date"))
	refuse_actions_outside(plan)


def refuse_actions_outside(plan: "JointActionPlan") -> None:
	"""The plan covers all its actions, also when its days are changed later."""
	outside = not plan.is_new() and frappe.get_all(
		"Joint Action",
		filters={"joint_action_plan": plan.name},
		or_filters=[["starts_on", "<", plan.starts_on], ["due_on", ">", plan.ends_on]],
		pluck="action_title",
		order_by="starts_on asc",
		limit=1,
	)
	if outside:
		frappe.throw(
			_("{0}, {1}: this action lies outside: {2}.").format(
				field_label(plan, "starts_on"), field_label(plan, "ends_on"), shown(outside[0])
			),
			title=_("Wrong Date"),
		)


def refuse_second_plan(plan: "JointActionPlan") -> None:
	"""One plan per owner and year, decided while the row of the owner is locked; a cancelled one is none."""
	if plan.stage == "Cancelled":
		return
	frappe.db.get_value(plan.plan_of_type, plan.plan_of, "name", for_update=True)
	same = {
		"plan_of_type": plan.plan_of_type,
		"plan_of": plan.plan_of,
		"year": plan.year,
		"stage": ("!=", "Cancelled"),
		"name": ("!=", plan.name or ""),
	}
	# a locking read, which sees what others have committed while this one waited
	if known := frappe.db.get_value(plan.doctype, same, "name", order_by="name asc", for_update=True):
		frappe.throw(
			_("{0}: {1} has a plan for this year already: {2}.").format(
				field_label(plan, "year"), shown(plan.plan_of_name), known
			),
			frappe.DuplicateEntryError,
			title=_("Second Plan"),
		)
