# SPDX-License-Identifier: GPL-3.0-only
from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from planota_hub.capacity_building.plans.assessment_order import PLAN, find_others, validate_kind
from planota_hub.capacity_building.plans.capacity_levels import (
	ASSESSMENT,
	average,
	compare,
	draw_assessment,
	get_areas,
)
from planota_hub.capacity_building.plans.prints import describe_assessment
from planota_hub.capacity_building.plans.radar import BEST_LEVEL
from planota_hub.rules.arguments import read_document
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown, validate_plain_text

CLOSED_STAGES = frozenset({"Not Selected", "Withdrawn"})


class CapacityAssessment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.capacity_assessment_score.capacity_assessment_score import (
			CapacityAssessmentScore,
		)

		assessed_on: DF.Date
		assessment_type: DF.Literal["Baseline", "Interim", "Final"]
		assessor: DF.Link
		average_level: DF.Float
		average_wanted: DF.Float
		development_plan: DF.Link
		ngo: DF.Link | None
		ngo_name: DF.Data | None
		participants: DF.Data | None
		remark: DF.SmallText | None
		scores: DF.Table[CapacityAssessmentScore]
	# end: auto-generated types

	def onload(self):
		self.set_onload("radar", draw_assessment(self))

	def validate(self):
		validate_plain_text(self)
		self.set_ngo()
		self.validate_day()
		self.validate_levels()
		self.validate_areas()
		validate_kind(self)
		self.set_averages()

	def on_trash(self):
		if self.assessment_type == "Baseline" and find_others(self):
			frappe.throw(_("Later assessments are compared with this baseline; delete them first."))

	def set_ngo(self):
		self.ngo, self.ngo_name, stage = frappe.db.get_value(
			PLAN, self.development_plan, ["ngo", "ngo_name", "stage"]
		)
		if self.is_new() and stage in CLOSED_STAGES:
			refuse(
				self, "development_plan", _("the plan is {0}, nothing is assessed any more.").format(_(stage))
			)

	def validate_day(self):
		if getdate(self.assessed_on) > getdate(today()):
			refuse(self, "assessed_on", _("the date lies in the future."), _("Wrong Date"))

	def validate_levels(self):
		for row in self.scores:
			row.level, row.wanted_level = cint(row.level), cint(row.wanted_level)
			validate_level(row, "level", 1)
			validate_level(row, "wanted_level", 0)

	def validate_areas(self):
		for area, number in Counter(row.area for row in self.scores).items():
			if number > 1:
				refuse(self, "scores", _("{0} is there twice.").format(shown(_(area))), _("Doubled Area"))

	def set_averages(self):
		self.average_level = average(row.level for row in self.scores)
		self.average_wanted = average(row.wanted_level for row in self.scores)

	def describe(self) -> frappe._dict:
		"""Return what the print says of this document; see `prints.describe_assessment`."""
		return describe_assessment(self)


def validate_level(row: Document, fieldname: str, least: int) -> None:
	"""A level lies between 1 and 5; a wanted level that is not agreed yet is 0.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	if not least <= row.get(fieldname) <= BEST_LEVEL:
		refuse(row, fieldname, _("expected is a number from 1 to {0}.").format(BEST_LEVEL), _("Wrong Level"))


@frappe.whitelist()
def get_proposal(development_plan: str | None = None) -> dict:
	"""Return what a new assessment begins with.

	Args:
	        development_plan: the plan that is assessed; without it no levels are proposed.

	Returns:
	        `assessment_type`, and `scores`: a row for every area in use, with the wanted level agreed for it
	        before.
	"""
	frappe.has_permission(ASSESSMENT, "create", throw=True)
	before = {}
	if development_plan:
		frappe.has_permission(PLAN, "read", development_plan, throw=True)
		before = compare([development_plan]).get(development_plan, {})
	return {
		"assessment_type": "Interim" if before else "Baseline",
		"scores": [
			{"area": area, "wanted_level": before[area].wanted if area in before else None}
			for area in get_areas()
		],
	}


@frappe.whitelist()
def draw_radar(doc: str) -> str:
	"""Return the radar chart of the levels as they stand in the form, saved or not.

	Args:
	        doc: the assessment as JSON. It is no method of the document, because the answer of such a one
	                replaces what somebody typed meanwhile.
	"""
	assessment: CapacityAssessment = read_document(ASSESSMENT, doc)
	if assessment.development_plan:
		frappe.has_permission(PLAN, "read", assessment.development_plan, throw=True)
	return draw_assessment(assessment)
