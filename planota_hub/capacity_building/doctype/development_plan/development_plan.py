# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, now

from planota_hub.capacity_building.plans import stages as plan_stages
from planota_hub.capacity_building.plans import steps as plan_steps
from planota_hub.capacity_building.plans.capacity_levels import draw_comparison
from planota_hub.capacity_building.plans.mail import tell_mentor, tell_stage
from planota_hub.capacity_building.plans.progress import (
	RUNNING_STAGES,
	get_hours_of_plans,
	get_threshold,
	refresh_plans_of,
	summarise,
)
from planota_hub.capacity_building.plans.selection import ROUND, set_scores
from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown, validate_plain_text

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

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
# what the mentor of a plan may change; everything else is left to the hub's staff
MENTOR_FIELDS = frozenset({"goals", "steps", "template", "ends_on", "stage"})


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
		self.refuse_second_plan()
		self.set_source()

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		normalise_email(self, "applicant_email")
		normalise_phone(self, "applicant_phone")
		self.refuse_changes_of_mentor()
		self.set_ngo_name()
		self.validate_people()
		set_scores(self)
		self.validate_goals()
		plan_steps.TASKS.keep(self)
		plan_steps.TASKS.set_done_dates(self)
		plan_stages.validate_stage(self)
		self.validate_dates()
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

	def refuse_second_plan(self):
		"""One plan per NGO and round, decided while the row of the round is locked."""
		if not self.ngo or not self.programme_round:
			return
		frappe.db.get_value(ROUND, self.programme_round, "name", for_update=True)
		same = {"ngo": self.ngo, "programme_round": self.programme_round}
		if known := frappe.db.get_value(self.doctype, same, "name", order_by="name asc"):
			frappe.throw(
				_("{0}: this NGO already has a plan in {1}: {2}.").format(
					field_label(self, "ngo"), shown(self.programme_round), known
				),
				frappe.DuplicateEntryError,
				title=_("Already in the Round"),
			)

	def refuse_changes_of_mentor(self):
		"""A mentor works on goals and steps; who, when and whether is decided by the hub's staff."""
		before, user = self.get_doc_before_save(), frappe.session.user
		if not before or user == "Administrator" or get_roles(user) & (STAFF_ROLES | {"System Manager"}):
			return
		if self.flags.application:
			return
		for df in self.meta.fields:
			if df.read_only or df.fieldname in MENTOR_FIELDS or df.fieldtype == "Table":
				continue
			if self.has_value_changed(df.fieldname):
				frappe.throw(
					_("{0}: only the hub's staff can change this.").format(field_label(self, df.fieldname)),
					frappe.PermissionError,
				)

	def set_ngo_name(self):
		self.ngo_name, stage = frappe.db.get_value("NGO", self.ngo, ["ngo_name", "stage"]) or (None, None)
		if self.is_new() and stage not in ("Submitted", "Verified"):
			refuse(self, "ngo", _("expected is an NGO that is verified, or waits to be."))

	def validate_people(self):
		if self.mentor and self.has_value_changed("mentor") and "Hub Mentor" not in get_roles(self.mentor):
			refuse(self, "mentor", _("{0} does not have the role Hub Mentor.").format(shown(self.mentor)))

	def validate_dates(self):
		if self.starts_on and self.has_value_changed("starts_on"):
			self.validate_within_round()
		if self.starts_on and self.ends_on and getdate(self.ends_on) < getdate(self.starts_on):
			refuse(self, "ends_on", _("the plan must not end before it starts."), _("Wrong Date"))
		for row in self.steps:
			refuse_missing(self, "starts_on", _("please enter the first day of the plan before its steps."))
			if getdate(row.due_date) < getdate(self.starts_on):
				frappe.throw(
					_("{0}: the step is due before the plan starts on {1}.").format(
						field_label(row, "due_date"), frappe.format(self.starts_on, "Date")
					),
					title=_("Wrong Date"),
				)

	def validate_within_round(self):
		first, last = frappe.db.get_value(ROUND, self.programme_round, ["starts_on", "ends_on"])
		if not getdate(first) <= getdate(self.starts_on) <= getdate(last):
			refuse(
				self,
				"starts_on",
				_("expected is a day of the round, from {0} to {1}.").format(
					frappe.format(first, "Date"), frappe.format(last, "Date")
				),
				_("Wrong Date"),
			)

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

	@frappe.whitelist()
	def add_template_steps(self) -> int:
		"""Add the missing steps of the template and save; return how many came."""
		self.check_permission("write")
		number = plan_steps.add_steps_of_template(self)
		if number:
			self.save()
		return number


def follow_ngo(ngo: "NGO", method: str | None = None) -> None:
	"""Hook of NGO: plans and assessments carry its name as their title; hours follow a merge of two NGOs."""
	for doctype in ("Development Plan", "Capacity Assessment"):
		filters = {"ngo": ngo.name, "ngo_name": ("!=", ngo.ngo_name)}
		frappe.db.set_value(doctype, filters, "ngo_name", ngo.ngo_name, update_modified=False)
	refresh_plans_of([ngo.name])
