# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import flt, getdate, now, today

from planota_hub.partnerships.action_plans.partners import get_participants, takes_part
from planota_hub.partnerships.action_plans.progress import (
	DONE,
	DROPPED,
	IN_PROGRESS,
	PLAN,
	PROGRESS_PRECISION,
	follow_action,
	is_overdue,
)
from planota_hub.partnerships.consortia.partners import key_of, set_partners
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown, validate_plain_text

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.joint_action_plan.joint_action_plan import JointActionPlan

ENDED_STAGES = frozenset({"Completed", "Cancelled"})
EVIDENCE_FIELDS = ("evidence", "evidence_link", "evidence_file")
# set by the server alone: reports by partners, reminders by the daily job
SERVER_FIELDS = ("last_reported_on", "reminded_on", "reminders")


class JointAction(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.partnerships.doctype.joint_action_report.joint_action_report import JointActionReport

		action_title: DF.Data
		actual_cost: DF.Currency
		description: DF.SmallText | None
		done_on: DF.Date | None
		drop_reason: DF.SmallText | None
		due_on: DF.Date
		evidence: DF.SmallText | None
		evidence_file: DF.Attach | None
		evidence_link: DF.Data | None
		is_overdue: DF.Check
		joint_action_plan: DF.Link
		last_reported_on: DF.Datetime | None
		municipality: DF.Link | None
		next_order: DF.Int
		partner: DF.DynamicLink
		partner_name: DF.Data | None
		partner_type: DF.Literal["NGO", "Stakeholder"]
		planned_cost: DF.Currency
		progress_percent: DF.Percent
		reminded_on: DF.Date | None
		reminders: DF.Int
		reports: DF.Table[JointActionReport]
		starts_on: DF.Date
		status: DF.Literal["Planned", "In Progress", "Done", "Dropped"]
		unknown_numbers: DF.SmallText | None
	# end: auto-generated types

	def validate(self):
		self.keep_server_fields()
		self.take_report()
		validate_plain_text(self)
		normalise_website(self, "evidence_link")
		plan = frappe.get_doc(PLAN, self.joint_action_plan)
		self.municipality = plan.municipality
		self.refuse_ended_plan(plan)
		set_partners([self])
		self.validate_dates(plan)
		self.validate_partner(plan)
		self.set_progress()
		self.validate_status()
		self.is_overdue = int(is_overdue(self, plan.stage))
		if not self.is_overdue:
			self.reminded_on, self.reminders = None, 0

	def on_update(self):
		follow_action(self)

	def after_delete(self):
		follow_action(self)

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		self.set("reports", [row.as_dict() for row in before.reports] if before else [])
		for fieldname in SERVER_FIELDS:
			self.set(fieldname, before.get(fieldname) if before else None)

	def take_report(self):
		"""Add what `action_plans/reports.py` took from a partner; nobody else writes reports."""
		if report := self.flags.pop("report", None):
			self.last_reported_on = now()
			self.append("reports", {**report, "reported_on": self.last_reported_on})

	def refuse_ended_plan(self, plan: "JointActionPlan"):
		"""What an ended plan came to stays as it is; the form may be saved as long as nothing changes."""
		entered = (
			df.fieldname
			for df in self.meta.fields
			if not df.read_only and df.fieldtype not in no_value_fields
		)
		changed = self.is_new() or any(self.has_value_changed(fieldname) for fieldname in entered)
		if plan.stage in ENDED_STAGES and changed:
			frappe.throw(
				_("{0}: the plan is {1}; its actions don't change any more.").format(
					field_label(self, "joint_action_plan"), _(plan.stage)
				)
			)

	def validate_dates(self, plan: "JointActionPlan"):
		if getdate(self.due_on) < getdate(self.starts_on):
			refuse(self, "due_on", _("the action is due before it starts."), _("Wrong Date"))
		for fieldname in ("starts_on", "due_on"):
			if not getdate(plan.starts_on) <= getdate(self.get(fieldname)) <= getdate(plan.ends_on):
				frappe.throw(
					_("{0}: expected is a day of the plan, from {1} to {2}.").format(
						field_label(self, fieldname), show_day(plan.starts_on), show_day(plan.ends_on)
					),
					title=_("Wrong Date"),
				)
		if self.done_on and getdate(self.done_on) > getdate(today()):
			refuse(self, "done_on", _("the day lies in the future."), _("Wrong Date"))

	def validate_partner(self, plan: "JointActionPlan"):
		"""Who takes on an action takes part in the plan; looked at anew only when it changes."""
		fields = ("partner_type", "partner", "starts_on", "due_on")
		if not self.is_new() and not any(self.has_value_changed(fieldname) for fieldname in fields):
			return
		if not takes_part(get_participants(plan), key_of(self), self.starts_on, self.due_on):
			frappe.throw(
				_("{0}: {1} does not take part in {2} in the time of this action.").format(
					field_label(self, "partner"), shown(self.partner_name), shown(plan.plan_of_name)
				),
				title=_("No Partner of the Plan"),
			)

	def set_progress(self):
		"""Status and progress agree: what is done is at 100 %, what has begun is in progress."""
		if not 0 <= flt(self.progress_percent) <= 100:
			refuse(self, "progress_percent", _("expected is a percentage from 0 to 100."))
		self.progress_percent = flt(self.progress_percent, PROGRESS_PRECISION)
		if self.status == DROPPED:
			return
		if self.status == DONE or self.progress_percent == 100:
			self.status, self.progress_percent = DONE, 100
		elif self.progress_percent:
			self.status = IN_PROGRESS

	def validate_status(self):
		if self.status == DONE:
			self.done_on = self.done_on or today()
			if not any(self.get(fieldname) for fieldname in EVIDENCE_FIELDS):
				message = _("please add what shows that it was done, before the action is {0}.")
				refuse_missing(self, "evidence", message.format(_(DONE)), _("Evidence Missing"))
		else:
			self.done_on = None
		if self.status == DROPPED:
			refuse_missing(self, "drop_reason", _("please say why the action is dropped."))
