# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, getdate, today

from planota_hub.advocacy.prints import describe_proposal
from planota_hub.advocacy.proposals.comments import get_comments
from planota_hub.advocacy.proposals.policy_status import refresh_statuses
from planota_hub.advocacy.proposals.results import get_result, validate_results
from planota_hub.advocacy.proposals.stages import (
	CONDITIONS,
	FIRST_STAGE,
	SUBMITTING_STAGES,
	refuse_changed_text,
	set_adoption,
	validate_dates,
)
from planota_hub.advocacy.proposals.versions import OCCASIONS, take_version
from planota_hub.rules.counters import keep_counter
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.stages import begin, check_conditions, is_step, stamp
from planota_hub.rules.table_rows import refuse_doubles
from planota_hub.rules.text import validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = ("stage_changed_on", "consultation_opened_on", "reminded_on", "closed_on", "adopted_by_vote")
# taken from the policy, so that proposals can be found by them
POLICY_FIELDS = ("owner_stakeholder", "level", "municipality", "field_of_work")


class PolicyProposal(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.advocacy.doctype.involved_ngo.involved_ngo import InvolvedNGO
		from planota_hub.advocacy.doctype.policy_ask.policy_ask import PolicyAsk
		from planota_hub.advocacy.doctype.policy_proposal_version.policy_proposal_version import (
			PolicyProposalVersion,
		)
		from planota_hub.local_networks.doctype.addressed_need.addressed_need import AddressedNeed

		addressed_needs: DF.Table[AddressedNeed]
		adopted_at_meeting: DF.Link | None
		adopted_by_vote: DF.Link | None
		adopted_on: DF.Date | None
		adoption_note: DF.SmallText | None
		asks: DF.Table[PolicyAsk]
		closed_on: DF.Date | None
		comment_count: DF.Int
		consultation_deadline: DF.Date | None
		consultation_opened_on: DF.Date | None
		consultation_question: DF.SmallText | None
		field_of_work: DF.Link | None
		involved_ngos: DF.TableMultiSelect[InvolvedNGO]
		legal_reference: DF.Data | None
		level: DF.Literal["", "Local", "Regional", "National", "European"]
		municipality: DF.Link | None
		next_order: DF.Int
		owner_stakeholder: DF.Link | None
		policy: DF.Link
		proposal_title: DF.Data
		reminded_on: DF.Date | None
		replied_on: DF.Date | None
		reply: DF.SmallText | None
		reply_due: DF.Date | None
		reply_reference: DF.Data | None
		responsible: DF.Link | None
		result: DF.Literal["", "Adopted", "Partly Adopted", "Rejected", "No Reply"]
		stage: DF.Literal[
			"Draft", "In Consultation", "Consulted", "Adopted", "Submitted", "Replied", "Closed", "Withdrawn"
		]
		stage_changed_on: DF.Date | None
		submission_channel: DF.Literal[
			"", "Meeting", "E-mail", "Post", "Public Consultation", "Session of a Body"
		]
		submission_reference: DF.Data | None
		submitted_on: DF.Date | None
		submitted_to: DF.Link | None
		summary: DF.SmallText | None
		versions: DF.Table[PolicyProposalVersion]
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("comments", get_comments(self.name))

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		self.set_policy_values()
		refuse_doubles(self, "involved_ngos", "ngo")
		refuse_doubles(self, "addressed_needs", "need")
		set_adoption(self)
		self.validate_stage()
		validate_dates(self)
		self.set_reply_due()
		validate_results(self)
		refuse_changed_text(self)
		self.result = get_result([ask.result for ask in self.asks]) if self.stage == "Closed" else None
		self.take_versions()

	def on_update(self):
		before = self.get_doc_before_save()
		refresh_statuses([self.policy, *([before.policy] if before else [])])

	def after_delete(self):
		refresh_statuses([self.policy])

	def on_trash(self):
		if frappe.db.exists("Proposal Comment", {"proposal": self.name, "status": ("!=", "Unconfirmed")}):
			frappe.throw(
				_("There are comments on this proposal; withdraw it instead of deleting it."),
				frappe.LinkExistsError,
			)
		frappe.db.delete("Proposal Comment", {"proposal": self.name})

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		reset_server_fields(self, SERVER_FIELDS)
		self.set("versions", before.versions if before else [])
		keep_counter(self, "comment_count")

	def set_policy_values(self):
		values = frappe.db.get_value("Public Policy", self.policy, POLICY_FIELDS, as_dict=True) or {}
		self.update({fieldname: values.get(fieldname) for fieldname in POLICY_FIELDS})

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new proposal begins as {1}."))
		if stamp(self):
			self.closed_on = None
			check_conditions(self, CONDITIONS)

	def set_reply_due(self):
		"""A reply is due a number of days after the submission; Hub Settings say how many."""
		days = cint(frappe.get_cached_doc("Hub Settings").policy_reply_days)
		is_submitted = self.submitted_on and self.stage in SUBMITTING_STAGES
		self.reply_due = add_days(getdate(self.submitted_on), days) if is_submitted else None

	def take_versions(self):
		if note := self.flags.pop("version_note", None):
			take_version(self, "Draft", note)
		if is_step(self) and self.stage in OCCASIONS:
			take_version(self, OCCASIONS[self.stage])

	def is_open_for_comments(self) -> bool:
		"""Tell whether the public may comment today: while the consultation lasts, its last day included."""
		return self.stage == "In Consultation" and getdate(self.consultation_deadline) >= getdate(today())

	def describe(self) -> frappe._dict:
		"""Return what the print says of this document; see `prints.describe_proposal`."""
		return describe_proposal(self)
