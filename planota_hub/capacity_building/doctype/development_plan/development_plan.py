# SPDX-License-Identifier: GPL-3.0-only

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, now

from planota_hub.capacity_building.plans import stages as plan_stages
from planota_hub.capacity_building.plans import steps as plan_steps
from planota_hub.capacity_building.plans.capacity_levels import draw_comparison
from planota_hub.capacity_building.plans.mail import tell_mentor, tell_stage
from planota_hub.capacity_building.plans.prints import describe_plan
from planota_hub.capacity_building.plans.progress import (
	RUNNING_STAGES,
	get_hours_of_plans,
	get_threshold,
	summarise,
)
from planota_hub.capacity_building.plans.rules import (
	refuse_changes_of_mentor,
	refuse_second_plan,
	validate_dates,
	validate_people,
)
from planota_hub.capacity_building.plans.selection import set_scores
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text

# set here and only here, whatever a form, an import or the API sends
INTAKE_FIELDS = (
	"source",
	"applied_on",
	"tracking_code",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
	"submission_fingerprint",
)
STAMPED_FIELDS = ("ended_on", "stage_changed_on")


class DevelopmentPlan(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.development_plan_goal.development_plan_goal import (
			DevelopmentPlanGoal,
		)
		from planota_hub.capacity_building.doctype.development_plan_score.development_plan_score import (
			DevelopmentPlanScore,
		)
		from planota_hub.capacity_building.doctype.development_plan_step.development_plan_step import (
			DevelopmentPlanStep,
		)

		achievements: DF.Text | None
		applicant_confirmed: DF.Check
		applicant_email: DF.Data | None
		applicant_name: DF.Data | None
		applicant_phone: DF.Data | None
		applied_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		ended_on: DF.Date | None
		ends_on: DF.Date | None
		existing_programme: DF.Text | None
		goals: DF.Table[DevelopmentPlanGoal]
		hours_delivered: DF.Float
		hours_required: DF.Float
		level_of_operation: DF.Literal["", "Local", "Municipal", "Regional", "National"]
		local_needs: DF.Text | None
		mentor: DF.Link | None
		motivation: DF.Text | None
		ngo: DF.Link
		ngo_name: DF.Data | None
		preferred_language: DF.Data | None
		priority_field: DF.Link | None
		programme_round: DF.Link
		progress_percent: DF.Percent
		responsible: DF.Link | None
		scores: DF.Table[DevelopmentPlanScore]
		selection_remark: DF.SmallText | None
		selection_score: DF.Percent
		source: DF.Literal["Desk", "Web Form", "Import"]
		stage: DF.Literal[
			"Applied", "Under Assessment", "Selected", "Not Selected", "Active", "Completed", "Withdrawn"
		]
		stage_changed_on: DF.Date | None
		starts_on: DF.Date | None
		steps: DF.Table[DevelopmentPlanStep]
		submission_fingerprint: DF.Data | None
		template: DF.Link | None
		tracking_code: DF.Data | None
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def onload(self):
		hours = get_hours_of_plans([self.name])[self.name]
		self.set_onload("hours", hours)
		self.set_onload("progress", summarise(hours, self.get_required_hours()))
		self.set_onload("radar", draw_comparison(self.name))
		self.set_onload("missing", plan_stages.get_missing_for_next(self))

	def before_insert(self):
		refuse_second_plan(self)
		self.set_source()

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		normalise_email(self, "applicant_email")
		normalise_phone(self, "applicant_phone")
		refuse_changes_of_mentor(self)
		self.set_ngo_name()
		validate_people(self)
		set_scores(self)
		self.validate_goals()
		plan_steps.TASKS.keep(self)
		plan_steps.TASKS.set_done_dates(self)
		plan_stages.validate_stage(self)
		validate_dates(self)
		self.set_progress()

	def on_update(self):
		plan_steps.TASKS.update(self)
		tell_mentor(self)
		tell_stage(self)

	def set_source(self):
		"""Where the plan comes from; consent and code only where somebody applied on the web."""
		for fieldname in INTAKE_FIELDS:
			self.set(fieldname, None)
		self.applied_on = now()
		self.source = "Import" if frappe.flags.in_import else "Desk"
		if self.flags.application:
			self.update({**self.flags.application, "source": "Web Form"})
		else:
			# whoever enters it at the Desk answers for it
			self.applicant_confirmed = 1

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		for fieldname in STAMPED_FIELDS + (INTAKE_FIELDS if before else ()):
			self.set(fieldname, before.get(fieldname) if before else None)
		if before and self.flags.application:
			self.update({**self.flags.application, "source": "Web Form"})

	def set_ngo_name(self):
		self.ngo_name, stage = frappe.db.get_value("NGO", self.ngo, ["ngo_name", "stage"]) or (None, None)
		if self.is_new() and stage not in ("Submitted", "Verified"):
			refuse(self, "ngo", _("expected is an NGO that is verified, or waits to be."))

	def validate_goals(self):
		for row in self.goals:
			row.result = row.result or "Open"

	def get_required_hours(self) -> float:
		"""Return the threshold of today, or for a completed plan the one that it was completed with."""
		return flt(self.hours_required) if self.ended_on else get_threshold()

	def set_progress(self):
		"""Store the figures that lists show; the ledger refreshes them when hours are posted."""
		if self.stage in RUNNING_STAGES and not self.is_new():
			progress = plan_stages.get_progress(self)
		else:
			progress = summarise({}, get_threshold())
		self.hours_delivered, self.hours_required = progress.delivered, progress.required
		self.progress_percent = progress.percent if self.stage in RUNNING_STAGES else 0

	def describe(self) -> frappe._dict:
		"""Return what the print says of this document; see `prints.describe_plan`."""
		return describe_plan(self)

	@frappe.whitelist()
	def add_template_steps(self) -> int:
		"""Add the missing steps of the template and save; return how many came."""
		self.check_permission("write")
		number = plan_steps.add_steps_of_template(self)
		if number:
			self.save()
		return number
