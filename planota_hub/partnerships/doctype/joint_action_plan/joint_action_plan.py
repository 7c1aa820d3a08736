# SPDX-License-Identifier: GPL-3.0-only
from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from planota_hub.partnerships.action_plans.partners import CONSORTIUM, MUNICIPALITY, OWNER_NAMES
from planota_hub.partnerships.action_plans.progress import (
	FIGURES,
	OPEN_STATUSES,
	get_figures_of_plans,
	mark_overdue,
	settle_after_commit,
)
from planota_hub.partnerships.consortia.partners import refuse_twice, set_partners
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import begin, check_conditions, stamp
from planota_hub.rules.text import field_label, shown, validate_plain_text

FIRST_STAGE = "Draft"
ENDED_STAGES = frozenset({"Completed", "Cancelled"})
YEARS = range(2000, 2101)
SHOWN_ACTIONS = 5


class JointActionPlan(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.addressed_need.addressed_need import AddressedNeed
		from planota_hub.partnerships.doctype.joint_action_plan_party.joint_action_plan_party import (
			JointActionPlanParty,
		)

		actions_done: DF.Int
		actions_overdue: DF.Int
		actions_total: DF.Int
		actual_cost: DF.Currency
		addressed_needs: DF.Table[AddressedNeed]
		agreed_on: DF.Date | None
		aim: DF.SmallText | None
		cancellation_reason: DF.SmallText | None
		decision_reference: DF.Data | None
		ends_on: DF.Date | None
		field_of_work: DF.Link | None
		municipality: DF.Link | None
		parties: DF.Table[JointActionPlanParty]
		plan_of: DF.DynamicLink
		plan_of_name: DF.Data | None
		plan_of_type: DF.Literal["Partnership Consortium", "Local Network", "Municipality"]
		plan_title: DF.Data
		planned_cost: DF.Currency
		progress_percent: DF.Percent
		responsible: DF.Link | None
		result: DF.SmallText | None
		signed_agreement: DF.Attach | None
		stage: DF.Literal["Draft", "Agreed", "Completed", "Cancelled"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Date | None
		year: DF.Int
	# end: auto-generated types

	def onload(self):
		self.set_onload("actions", self.get_actions())

	def validate(self):
		validate_plain_text(self)
		self.set_owner()
		self.validate_parties()
		self.set_dates()
		self.validate_dates()
		self.refuse_second_plan()
		self.validate_stage()
		self.set_figures()

	def on_update(self):
		settle_after_commit(self.name)
		if self.has_value_changed("stage"):
			mark_overdue([self.name])
			# what is overdue follows from the new stage, and the form shows it at once
			self.set_figures()
		if self.has_value_changed("municipality"):
			filters = {"joint_action_plan": self.name}
			frappe.db.set_value("Joint Action", filters, "municipality", self.municipality)

	def set_owner(self):
		"""Name and place follow from whose plan it is."""
		before = self.get_doc_before_save()
		if before and (before.plan_of_type, before.plan_of) != (self.plan_of_type, self.plan_of):
			refuse(self, "plan_of", _("a plan stays with its owner. Please make a new one."))
		if self.plan_of_type not in OWNER_NAMES:
			refuse(self, "plan_of_type", _("please choose from the list."))
		name_field = OWNER_NAMES[self.plan_of_type]
		self.plan_of_name = frappe.db.get_value(self.plan_of_type, self.plan_of, name_field)
		if self.plan_of_type == MUNICIPALITY:
			self.municipality = self.plan_of
		elif self.plan_of_type == CONSORTIUM:
			self.municipality = frappe.db.get_value(CONSORTIUM, self.plan_of, "municipality")

	def validate_parties(self):
		"""The municipality and whoever acts with it; of a consortium or network its own partners take part."""
		if self.plan_of_type != MUNICIPALITY:
			self.set("parties", [])
		set_partners(self.parties)
		refuse_twice(self.parties)

	def set_dates(self):
		self.year = cint(self.year)
		if self.year not in YEARS:
			refuse(
				self,
				"year",
				_("expected is a year from {0} to {1}.").format(YEARS[0], YEARS[-1]),
				_("Wrong Year"),
			)
		self.starts_on = self.starts_on or f"{self.year}-01-01"
		self.ends_on = self.ends_on or f"{self.year}-12-31"

	def validate_dates(self):
		for fieldname in ("starts_on", "ends_on"):
			if getdate(self.get(fieldname)).year != self.year:
				frappe.throw(
					_("{0}: expected is a day of the year {1}.").format(
						field_label(self, fieldname), self.year
					),
					title=_("Wrong Date"),
				)
		if getdate(self.ends_on) < getdate(self.starts_on):
			refuse(self, "ends_on", _("the plan must not end before it starts."), _("Wrong Date"))
		if self.agreed_on and getdate(self.agreed_on) > getdate(today()):
			refuse(self, "agreed_on", _("the day lies in the future."), _("Wrong Date"))
		self.refuse_actions_outside()

	def refuse_actions_outside(self):
		"""The plan covers all its actions, also when its days are changed later."""
		outside = not self.is_new() and frappe.get_all(
			"Joint Action",
			filters={"joint_action_plan": self.name},
			or_filters=[["starts_on", "<", self.starts_on], ["due_on", ">", self.ends_on]],
			pluck="action_title",
			order_by="starts_on asc",
			limit=1,
		)
		if outside:
			frappe.throw(
				_("{0}, {1}: this action lies outside: {2}.").format(
					field_label(self, "starts_on"), field_label(self, "ends_on"), shown(outside[0])
				),
				title=_("Wrong Date"),
			)

	def refuse_second_plan(self):
		"""One plan per owner and year, decided while the row of the owner is locked; a cancelled one is none."""
		if self.stage == "Cancelled":
			return
		frappe.db.get_value(self.plan_of_type, self.plan_of, "name", for_update=True)
		same = {
			"plan_of_type": self.plan_of_type,
			"plan_of": self.plan_of,
			"year": self.year,
			"stage": ("!=", "Cancelled"),
			"name": ("!=", self.name or ""),
		}
		# a locking read, which sees what others have committed while this one waited
		if known := frappe.db.get_value(self.doctype, same, "name", order_by="name asc", for_update=True):
			frappe.throw(
				_("{0}: {1} has a plan for this year already: {2}.").format(
					field_label(self, "year"), shown(self.plan_of_name), known
				),
				frappe.DuplicateEntryError,
				title=_("Second Plan"),
			)

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions of a step."""
		reset_server_fields(self, ["stage_changed_on"])
		begin(self, FIRST_STAGE, _("{0}: a new plan begins as {1}."))
		if stamp(self):
			check_conditions(self, CONDITIONS)

	def validate_agreed(self):
		refuse_missing(self, "agreed_on", _("please enter the day on which the plan was agreed."))
		if not frappe.db.exists("Joint Action", {"joint_action_plan": self.name}):
			frappe.throw(_("There is no action yet; a plan is agreed with its actions."))
		if self.plan_of_type == MUNICIPALITY and not any(self.is_municipality(row) for row in self.parties):
			frappe.throw(
				_("{0}: the municipality itself is missing.").format(_(self.meta.get_label("parties"))),
				title=_("Party Missing"),
			)

	def is_municipality(self, row: "JointActionPlanParty") -> bool:
		"""Tell whether a party is the body of the municipality with which the plan is agreed."""
		body = {"name": row.partner, "stakeholder_type": "Municipality", "municipality": self.plan_of}
		return row.partner_type == "Stakeholder" and bool(frappe.db.exists("Stakeholder", body))

	def validate_completed(self):
		still_open = [row for row in self.get_actions() if row.status in OPEN_STATUSES]
		if still_open:
			titles = ", ".join(shown(row.action_title) for row in still_open[:SHOWN_ACTIONS])
			frappe.throw(
				_(
					"{0} actions are still open: {1}. Please mark them as done, or drop them with a reason."
				).format(len(still_open), titles),
				title=_("Open Actions"),
			)

	def validate_cancelled(self):
		refuse_missing(self, "cancellation_reason", _("please give the reason before you cancel the plan."))

	def set_figures(self):
		"""Store the figures that lists show; the actions refresh them when they change."""
		figures = get_figures_of_plans([self.name])[self.name]
		for fieldname in FIGURES:
			self.set(fieldname, figures[fieldname])

	def get_actions(self) -> list[frappe._dict]:
		"""Return the actions of the plan in the order of their days, for the form, the print and the rules."""
		return frappe.get_all(
			"Joint Action",
			filters={"joint_action_plan": self.name or ""},
			fields=[
				"name",
				"action_title",
				"description",
				"partner_name",
				"starts_on",
				"due_on",
				"done_on",
				"status",
				"is_overdue",
				"progress_percent",
				"planned_cost",
				"actual_cost",
				"evidence",
				"evidence_link",
				"evidence_file",
				"reminders",
			],
			order_by="starts_on asc, due_on asc, name asc",
			limit_page_length=0,
		)

	def get_signatories(self) -> Sequence["JointActionPlanParty | frappe._dict"]:
		"""Return who signs the plan, for prints: the parties, or the partners that carry out actions."""
		if self.parties:
			return self.parties
		names = dict.fromkeys(row.partner_name for row in self.get_actions())
		return [frappe._dict(partner_name=name) for name in names]


CONDITIONS = {
	"Agreed": JointActionPlan.validate_agreed,
	"Completed": JointActionPlan.validate_completed,
	"Cancelled": JointActionPlan.validate_cancelled,
}
