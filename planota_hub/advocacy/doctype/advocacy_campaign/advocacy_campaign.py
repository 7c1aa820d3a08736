# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from planota_hub.advocacy.campaigns.figures import count_actions, get_figures
from planota_hub.advocacy.campaigns.stages import CONDITIONS, FIRST_STAGE
from planota_hub.advocacy.campaigns.targets import record_moves, validate_targets
from planota_hub.advocacy.prints import describe_campaign
from planota_hub.rules.counters import keep_counter
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import begin, check_conditions, stamp
from planota_hub.rules.table_rows import normalise_links, refuse_doubles
from planota_hub.rules.text import field_label, validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = ("stage_changed_on", "evaluated_on")
MAX_YEARS = 10


class AdvocacyCampaign(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.advocacy.doctype.campaign_action.campaign_action import CampaignAction
		from planota_hub.advocacy.doctype.campaign_message.campaign_message import CampaignMessage
		from planota_hub.advocacy.doctype.campaign_objective.campaign_objective import CampaignObjective
		from planota_hub.advocacy.doctype.campaign_proposal.campaign_proposal import CampaignProposal
		from planota_hub.advocacy.doctype.campaign_target.campaign_target import CampaignTarget
		from planota_hub.advocacy.doctype.campaign_target_move.campaign_target_move import CampaignTargetMove
		from planota_hub.advocacy.doctype.involved_ngo.involved_ngo import InvolvedNGO
		from planota_hub.local_networks.doctype.addressed_need.addressed_need import AddressedNeed

		actions: DF.Table[CampaignAction]
		addressed_needs: DF.Table[AddressedNeed]
		budget: DF.Currency
		budget_used_percent: DF.Percent
		campaign_title: DF.Data
		ends_on: DF.Date
		evaluated_on: DF.Date | None
		field_of_work: DF.Link | None
		goal: DF.SmallText
		involved_ngos: DF.TableMultiSelect[InvolvedNGO]
		is_public: DF.Check
		lessons: DF.SmallText | None
		messages: DF.Table[CampaignMessage]
		moves: DF.Table[CampaignTargetMove]
		municipality: DF.Link | None
		next_order: DF.Int
		objectives: DF.Table[CampaignObjective]
		outcome: DF.SmallText | None
		outcome_level: DF.Literal["", "Fully", "Partly", "Not"]
		proposals: DF.TableMultiSelect[CampaignProposal]
		public_text: DF.SmallText | None
		responsible: DF.Link | None
		stage: DF.Literal["Draft", "Approved", "Active", "Suspended", "Evaluated", "Closed"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Date
		strategy: DF.SmallText | None
		supporter_count: DF.Int
		supporters_wanted: DF.Int
		targets: DF.Table[CampaignTarget]
		total_cost: DF.Currency
		total_reach: DF.Int
	# end: auto-generated types

	def onload(self):
		self.set_onload("figures", get_figures([self.name])[self.name])

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		normalise_links(self.actions)
		refuse_doubles(self, "proposals", "proposal")
		refuse_doubles(self, "involved_ngos", "ngo")
		refuse_doubles(self, "addressed_needs", "need")
		self.validate_dates()
		self.validate_objectives()
		validate_targets(self)
		record_moves(self)
		self.validate_actions()
		self.set_totals()
		self.validate_stage()

	def on_trash(self):
		if frappe.db.exists("Campaign Supporter", {"campaign": self.name, "status": "Confirmed"}):
			frappe.throw(
				_("People support this campaign; suspend it instead of deleting it."), frappe.LinkExistsError
			)
		frappe.db.delete("Campaign Supporter", {"campaign": self.name})

	def keep_server_fields(self):
		reset_server_fields(self, SERVER_FIELDS)
		keep_counter(self, "supporter_count")

	def validate_dates(self):
		starts_on, ends_on = getdate(self.starts_on), getdate(self.ends_on)
		if ends_on < starts_on:
			refuse(
				self,
				"ends_on",
				_("expected is a day not before {0} ({1}).").format(
					show_day(starts_on), field_label(self, "starts_on")
				),
				_("Wrong Date"),
			)
		if ends_on.year - starts_on.year > MAX_YEARS:
			frappe.throw(
				_("{0}: a campaign lasts at most {1} years.").format(field_label(self, "ends_on"), MAX_YEARS),
				title=_("Wrong Date"),
			)

	def validate_objectives(self):
		"""An objective without a difference between beginning and end can't be measured."""
		for row in self.objectives:
			if flt(row.target_value) == flt(row.baseline):
				frappe.throw(
					_("{0}: expected is a figure that differs from the baseline.").format(
						field_label(row, "target_value")
					),
					title=_("Objective That Can't Be Measured"),
				)
			if not row.is_measured:
				row.achieved_value = 0

	def validate_actions(self):
		for action in self.actions:
			action.ends_on = action.ends_on or action.starts_on
			if getdate(action.ends_on) < getdate(action.starts_on):
				refuse(
					action,
					"ends_on",
					_("expected is a day not before {0} ({1}).").format(
						show_day(action.starts_on), field_label(action, "starts_on")
					),
					_("Wrong Date"),
				)
			for fieldname in ("starts_on", "ends_on"):
				self.refuse_outside(action, fieldname)
			if action.status == "Done" and getdate(action.starts_on) > getdate(today()):
				frappe.throw(
					_("{0}: the action begins only on {1}.").format(
						field_label(action, "status"), show_day(action.starts_on)
					)
				)

	def refuse_outside(self, action: Document, fieldname: str):
		if not getdate(self.starts_on) <= getdate(action.get(fieldname)) <= getdate(self.ends_on):
			frappe.throw(
				_("{0}: the campaign lasts from {1} to {2}.").format(
					field_label(action, fieldname), show_day(self.starts_on), show_day(self.ends_on)
				),
				title=_("Outside the Campaign"),
			)

	def set_totals(self):
		figures = count_actions(self.actions)
		self.total_reach, self.total_cost = figures["reach"], figures["cost"]
		budget = flt(self.budget)
		self.budget_used_percent = flt(100 * self.total_cost / budget, 1) if budget else 0

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new campaign begins as {1}."))
		if stamp(self):
			check_conditions(self, CONDITIONS)

	def describe(self) -> frappe._dict:
		"""Return what the print says of this document; see `prints.describe_campaign`."""
		return describe_campaign(self)
