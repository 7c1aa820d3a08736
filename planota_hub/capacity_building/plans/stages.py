# SPDX-License-Identifier: GPL-3.0-only
"""The course of a development plan from application to completion: the conditions and stamps of each step.

Who may take which step stands in the workflow (`workflows.py`); here stands when it can be taken.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import today

from planota_hub.capacity_building.plans.progress import get_hours_of_plans, get_threshold, summarise
from planota_hub.capacity_building.plans.selection import get_unscored, take_place
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, describe_empty, get_missing, refuse_incomplete, stamp
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan

FIRST_STAGE = "Applied"
ENDED_STAGES = frozenset({"Completed", "Withdrawn"})
STAGES_WITH_REASON = frozenset({"Not Selected", "Withdrawn"})


def validate_stage(plan: "DevelopmentPlan") -> None:
	"""Check a step of the workflow and stamp it.

	Raises:
	        frappe.ValidationError: with everything that is missing for the step.
	"""
	begin(plan, FIRST_STAGE, _("{0}: a new plan begins as {1}."))
	if not stamp(plan):
		return
	if plan.stage in STAGES_WITH_REASON:
		refuse_missing(plan, "withdrawal_reason", _("please give the reason; the applicant reads it."))
	plan.ended_on = today() if plan.stage in ENDED_STAGES and plan.starts_on else None
	refuse_incomplete(plan, NEEDS)
	if plan.stage == "Selected":
		take_place(plan)
	if plan.stage == "Active":
		refuse_second_active_plan(plan)


# what comes next
NEXT_STAGE = {
	"Applied": "Under Assessment",
	"Under Assessment": "Selected",
	"Selected": "Active",
	"Active": "Completed",
}


def get_missing_for_next(plan: "DevelopmentPlan") -> list[str]:
	"""Return in words what the plan still needs for its next step; empty when it can be taken."""
	return get_missing(plan, NEXT_STAGE.get(plan.stage), NEEDS)


def missing_for_assessment(plan: "DevelopmentPlan") -> list[str]:
	if plan.applicant_confirmed:
		return []
	return [_("It is not confirmed yet that the applicant speaks for the NGO.")]


def missing_for_selection(plan: "DevelopmentPlan") -> list[str]:
	missing = [_("{0} is not scored yet.").format(_(criterion)) for criterion in get_unscored(plan)]
	if frappe.db.get_value("NGO", plan.ngo, "stage") != "Verified":
		missing.append(_("The NGO is not verified in the register."))
	return missing


def missing_for_start(plan: "DevelopmentPlan") -> list[str]:
	missing: list[str] = [
		describe_empty(plan, fieldname)
		for fieldname in ("mentor", "starts_on", "ends_on")
		if not plan.get(fieldname)
	]
	if not plan.goals:
		missing.append(describe_empty(plan, "goals", _("There is no goal yet.")))
	if not has_assessment(plan, "Baseline"):
		missing.append(_("There is no baseline assessment yet."))
	return missing


def missing_for_completion(plan: "DevelopmentPlan") -> list[str]:
	progress = get_progress(plan)
	missing = []
	if progress.missing:
		missing.append(
			_("{0} of {1} hours of support are delivered; {2} hours are missing.").format(
				show_number(progress.delivered), show_number(progress.required), show_number(progress.missing)
			)
		)
	if not has_assessment(plan, "Final"):
		missing.append(_("There is no final assessment yet."))
	missing += [
		_("Step {0} is still open: {1}").format(row.idx, shown(row.step_title))
		for row in plan.steps
		if row.status == "Open"
	]
	missing += [
		_("Goal {0} has no result yet: {1}").format(row.idx, shown(row.goal))
		for row in plan.goals
		if row.result == "Open"
	]
	return missing


NEEDS = {
	"Under Assessment": missing_for_assessment,
	"Selected": missing_for_selection,
	"Active": missing_for_start,
	"Completed": missing_for_completion,
}


def has_assessment(plan: "DevelopmentPlan", assessment_type: str) -> bool:
	filters = {"development_plan": plan.name, "assessment_type": assessment_type}
	return bool(frappe.db.exists("Capacity Assessment", filters))


def get_progress(plan: "DevelopmentPlan") -> frappe._dict:
	"""Return the progress of a stored plan against the threshold that applies to it."""
	before = plan.get_doc_before_save()
	is_ended = plan.ended_on and before and before.ended_on
	required = before.hours_required if is_ended else get_threshold()
	return summarise(get_hours_of_plans([plan.name])[plan.name], required)


def refuse_second_active_plan(plan: "DevelopmentPlan") -> None:
	"""Hours count once: an NGO has one active plan at a time, decided while the row of the NGO is locked."""
	frappe.db.get_value("NGO", plan.ngo, "name", for_update=True)
	other = frappe.db.get_value(
		plan.doctype,
		{"ngo": plan.ngo, "stage": "Active", "name": ("!=", plan.name)},
		"name",
		order_by="name asc",
	)
	if other:
		refuse(plan, "ngo", _("this NGO already has an active plan: {0}.").format(other), _("Already Active"))
