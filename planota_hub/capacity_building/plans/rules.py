# SPDX-License-Identifier: GPL-3.0-only
"""What a development plan must be: one per NGO and round, within its days, and changed by whom it belongs to."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.capacity_building.plans.selection import ROUND
from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan

# what the mentor of a plan may change; everything else is left to the hub's staff
MENTOR_FIELDS = frozenset({"goals", "steps", "template", "ends_on", "stage"})


def refuse_second_plan(plan: "DevelopmentPlan") -> None:
	"""One plan per NGO and round, decided while the row of the round is locked."""
	if not plan.ngo or not plan.programme_round:
		return
	frappe.db.get_value(ROUND, plan.programme_round, "name", for_update=True)
	same = {"ngo": plan.ngo, "programme_round": plan.programme_round}
	if known := frappe.db.get_value(plan.doctype, same, "name", order_by="name asc"):
		frappe.throw(
			_("{0}: this NGO already has a plan in {1}: {2}.").format(
				field_label(plan, "ngo"), shown(plan.programme_round), known
			),
			frappe.DuplicateEntryError,
			title=_("Already in the Round"),
		)


def refuse_changes_of_mentor(plan: "DevelopmentPlan") -> None:
	"""A mentor works on goals and steps; who, when and whether is decided by the hub's staff."""
	before, user = plan.get_doc_before_save(), frappe.session.user
	if not before or user == "Administrator" or get_roles(user) & (STAFF_ROLES | {"System Manager"}):
		return
	if plan.flags.application:
		return
	for df in plan.meta.fields:
		if df.read_only or df.fieldname in MENTOR_FIELDS or df.fieldtype == "Table":
			continue
		if plan.has_value_changed(df.fieldname):
			frappe.throw(
				_("{0}: only the hub's staff can change this.").format(field_label(plan, df.fieldname)),
				frappe.PermissionError,
			)


def validate_people(plan: "DevelopmentPlan") -> None:
	"""Refuse a mentor who is none."""
	if plan.mentor and plan.has_value_changed("mentor") and "Hub Mentor" not in get_roles(plan.mentor):
		refuse(plan, "mentor", _("{0} does not have the role Hub Mentor.").format(shown(plan.mentor)))


def validate_dates(plan: "DevelopmentPlan") -> None:
	"""Refuse days that come in the wrong order, for the plan and for its steps."""
	if plan.starts_on and plan.has_value_changed("starts_on"):
		validate_within_round(plan)
	if plan.starts_on and plan.ends_on and getdate(plan.ends_on) < getdate(plan.starts_on):
		refuse(plan, "ends_on", _("the plan must not end before it starts."), _("Wrong Date"))
	for row in plan.steps:
		refuse_missing(plan, "starts_on", _("please enter the first day of the plan before its steps."))
		if getdate(row.due_date) < getdate(plan.starts_on):
			frappe.throw(
				_("{0}: the step is due before the plan starts on {1}.").format(
					field_label(row, "due_date"), show_day(plan.starts_on)
				),
				title=_("Wrong Date"),
			)


def validate_within_round(plan: "DevelopmentPlan") -> None:
	"""Refuse a plan that starts outside its round."""
	first, last = frappe.db.get_value(ROUND, plan.programme_round, ["starts_on", "ends_on"])
	if not getdate(first) <= getdate(plan.starts_on) <= getdate(last):
		refuse(
			plan,
			"starts_on",
			_("expected is a day of the round, from {0} to {1}.").format(show_day(first), show_day(last)),
			_("Wrong Date"),
		)
