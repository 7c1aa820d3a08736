# SPDX-License-Identifier: GPL-3.0-only
from collections.abc import Sequence

import frappe
from frappe.model.document import Document

from planota_hub.partnerships.action_plans.partners import MUNICIPALITY
from planota_hub.partnerships.action_plans.progress import (
	FIGURES,
	get_figures_of_plans,
	mark_overdue,
	settle_after_commit,
)
from planota_hub.partnerships.action_plans.rules import (
	refuse_second_plan,
	set_dates,
	set_owner,
	validate_dates,
)
from planota_hub.partnerships.action_plans.stages import validate_stage
from planota_hub.partnerships.consortia.partners import refuse_twice, set_partners
from planota_hub.planota_hub.register.parties import describe_signature
from planota_hub.rules.text import validate_plain_text

ENDED_STAGES = frozenset({"Completed", "Cancelled"})


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
		next_order: DF.Int
		parties: DF.Table[JointActionPlanParty]
		plan_of: DF.DynamicLink
		plan_of_name: DF.Data | None
		plan_of_type: DF.Literal["Partnership Consortium", "Local Network", "Municipality"]
		plan_title: DF.Data
		planned_cost: DF.Currency
		progress_percent: DF.Percent
		responsible: DF.Link | None
		result: DF.SmallText | None
		show_on_website: DF.Check
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
		set_owner(self)
		self.validate_parties()
		set_dates(self)
		validate_dates(self)
		refuse_second_plan(self)
		validate_stage(self)
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

	def validate_parties(self):
		"""The municipality and whoever acts with it; of a consortium or network its own partners take part."""
		if self.plan_of_type != MUNICIPALITY:
			self.set("parties", [])
		set_partners(self.parties)
		refuse_twice(self.parties)

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
				"partner_type",
				"partner",
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
				"unknown_numbers",
			],
			order_by="starts_on asc, due_on asc, name asc",
			limit_page_length=0,
		)

	def get_signatories(self) -> Sequence["JointActionPlanParty | frappe._dict"]:
		"""Return who signs the plan, for prints: the parties, or the partners that carry out actions."""
		if self.parties:
			return self.parties
		partners = {row.partner_name: row for row in self.get_actions()}
		return [
			frappe._dict(partner_name=name, partner_type=row.partner_type, partner=row.partner)
			for name, row in partners.items()
		]

	def get_signatures(self) -> list[frappe._dict]:
		"""Return who signs the plan as parties, for prints: seat and number, and the person with the function."""
		return [describe_signature(row, self.agreed_on) for row in self.get_signatories()]
