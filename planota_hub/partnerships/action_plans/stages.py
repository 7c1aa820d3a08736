# SPDX-License-Identifier: GPL-3.0-only
"""The course of a joint action plan from draft to completion: the conditions of each step."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.partnerships.action_plans.partners import MUNICIPALITY
from planota_hub.partnerships.action_plans.progress import OPEN_STATUSES
from planota_hub.rules.refusals import refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import begin, check_conditions, stamp
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action_plan.joint_action_plan import JointActionPlan
	from planota_hub.partnerships.doctype.joint_action_plan_party.joint_action_plan_party import (
		JointActionPlanParty,
	)

FIRST_STAGE = "Draft"
SHOWN_ACTIONS = 5


def validate_stage(plan: "JointActionPlan") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	reset_server_fields(plan, ["stage_changed_on"])
	begin(plan, FIRST_STAGE, _("{0}: a new plan begins as {1}."))
	if stamp(plan):
		check_conditions(plan, CONDITIONS)


def validate_agreed(plan: "JointActionPlan") -> None:
	"""Refuse an agreement without its day, its actions, or the municipality itself."""
	message = _("please enter the day on which the plan was agreed.")
	refuse_missing(plan, "agreed_on", message, also=("decision_reference",))
	if not frappe.db.exists("Joint Action", {"joint_action_plan": plan.name}):
		frappe.throw(_("There is no action yet; a plan is agreed with its actions."))
	if plan.plan_of_type == MUNICIPALITY and not any(is_municipality(plan, row) for row in plan.parties):
		frappe.throw(
			_("{0}: the municipality itself is missing.").format(_(plan.meta.get_label("parties"))),
			title=_("Party Missing"),
		)


def is_municipality(plan: "JointActionPlan", row: "JointActionPlanParty") -> bool:
	"""Tell whether a party is the body of the municipality with which the plan is agreed."""
	body = {"name": row.partner, "stakeholder_type": "Municipality", "municipality": plan.plan_of}
	return row.partner_type == "Stakeholder" and bool(frappe.db.exists("Stakeholder", body))


def validate_completed(plan: "JointActionPlan") -> None:
	"""Refuse to complete a plan while actions are open."""
	still_open = [row for row in plan.get_actions() if row.status in OPEN_STATUSES]
	if still_open:
		titles = ", ".join(shown(row.action_title) for row in still_open[:SHOWN_ACTIONS])
		frappe.throw(
			_(
				"{0} actions are still open: {1}. Please mark them as done, or drop them with a reason."
			).format(len(still_open), titles),
			title=_("Open Actions"),
		)


def validate_cancelled(plan: "JointActionPlan") -> None:
	"""Refuse to cancel a plan without a reason."""
	refuse_missing(plan, "cancellation_reason", _("please give the reason before you cancel the plan."))


CONDITIONS = {
	"Agreed": validate_agreed,
	"Completed": validate_completed,
	"Cancelled": validate_cancelled,
}
