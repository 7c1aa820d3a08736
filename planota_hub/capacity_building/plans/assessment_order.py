# SPDX-License-Identifier: GPL-3.0-only
"""The order of the assessments of a plan: one baseline first, one final one, others between."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.capacity_building.plans.capacity_levels import ASSESSMENT
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.capacity_assessment.capacity_assessment import (
		CapacityAssessment,
	)

PLAN = "Development Plan"
ONCE_PER_PLAN = ("Baseline", "Final")


def validate_kind(assessment: "CapacityAssessment") -> None:
	"""One baseline and one final assessment per plan, in this order; decided under the plan's lock."""
	frappe.db.get_value(PLAN, assessment.development_plan, "name", for_update=True)
	others = find_others(assessment)
	known = next((row for row in others if row.assessment_type == assessment.assessment_type), None)
	if assessment.assessment_type in ONCE_PER_PLAN and known:
		frappe.throw(
			_("{0}: this plan already has one of the kind {1}: {2}.").format(
				field_label(assessment, "assessment_type"), _(assessment.assessment_type), known.name
			),
			frappe.DuplicateEntryError,
			title=_("Already Assessed"),
		)
	validate_order(assessment, others)


def validate_order(assessment: "CapacityAssessment", others: list[frappe._dict]) -> None:
	"""Refuse an assessment before the baseline, in kind or in day."""
	baseline = next((row for row in others if row.assessment_type == "Baseline"), None)
	if assessment.assessment_type != "Baseline" and not baseline:
		refuse(assessment, "assessment_type", _("the plan needs its baseline first."), _("No Baseline"))
	day = getdate(assessment.assessed_on)
	too_early = baseline and day < getdate(baseline.assessed_on)
	later = [row.assessed_on for row in others] if assessment.assessment_type == "Baseline" else []
	if too_early or any(day > getdate(assessed_on) for assessed_on in later):
		frappe.throw(
			_("{0}: the baseline comes first, the other assessments on the same day or later.").format(
				field_label(assessment, "assessed_on")
			),
			title=_("Wrong Date"),
		)


def find_others(assessment: "CapacityAssessment") -> list[frappe._dict]:
	"""Return the other assessments of the plan, the earliest first."""
	return frappe.get_all(
		ASSESSMENT,
		filters={"development_plan": assessment.development_plan, "name": ("!=", assessment.name or "")},
		fields=["name", "assessment_type", "assessed_on"],
		order_by="assessed_on asc, name asc",
	)
