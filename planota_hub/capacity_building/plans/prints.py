# SPDX-License-Identifier: GPL-3.0-only
"""What prints say about development plans and assessments, in the words of the reader's language."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.capacity_building.plans.capacity_levels import draw_assessment
from planota_hub.rules.readable import show_day, show_number

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment import (
		CapacityAssessment,
	)
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan


def describe_plan(plan: "DevelopmentPlan") -> frappe._dict:
	"""Return `facts`, `ngo` and `mentor` of a plan for its print, and the `scores` for who may see how it was selected."""
	mentor = get_full_name(plan.mentor)
	hours = f"{show_number(plan.hours_delivered)} / {show_number(plan.hours_required)}"
	facts = [
		(_("Programme Round"), plan.programme_round),
		(_("Stage"), _(plan.stage)),
		(_("Mentor"), mentor),
		(_("Starts On"), show_day(plan.starts_on)),
		(_("Planned End"), show_day(plan.ends_on)),
		(_("Ended On"), show_day(plan.ended_on)),
		(_("Hours of Support"), hours if plan.starts_on else ""),
	]
	scores = plan.scores if plan.has_permlevel_access_to("scores") else []
	return frappe._dict(
		facts=[fact for fact in facts if fact[1]], ngo=plan.ngo_name, mentor=mentor, scores=scores
	)


def describe_assessment(assessment: "CapacityAssessment") -> frappe._dict:
	"""Return `facts` and `texts` of an assessment for its print, and the `chart` of its levels."""
	facts = [
		(_("Development Plan"), assessment.development_plan),
		(_("Kind"), _(assessment.assessment_type)),
		(_("Assessed On"), show_day(assessment.assessed_on)),
		(_("Assessor"), get_full_name(assessment.assessor)),
		(_("Who Took Part"), assessment.participants or ""),
	]
	return frappe._dict(
		facts=[fact for fact in facts if fact[1]],
		texts=[(_("Remarks"), assessment.remark)] if assessment.remark else [],
		chart=draw_assessment(assessment),
	)


def get_full_name(user: str | None) -> str:
	return (frappe.db.get_value("User", user, "full_name") if user else None) or ""
