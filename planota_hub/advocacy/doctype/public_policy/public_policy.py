# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import POLICY_FIELDS
from planota_hub.advocacy.prints import describe_policy
from planota_hub.advocacy.proposals.policy_status import get_proposals, get_status
from planota_hub.rules.table_rows import normalise_links, refuse_doubles
from planota_hub.rules.text import field_label, validate_plain_text


class PublicPolicy(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.advocacy.doctype.affected_ngo.affected_ngo import AffectedNGO
		from planota_hub.advocacy.doctype.policy_evidence.policy_evidence import PolicyEvidence
		from planota_hub.advocacy.doctype.policy_expert.policy_expert import PolicyExpert

		affected_groups: DF.SmallText | None
		affected_ngos: DF.Table[AffectedNGO]
		analysed_on: DF.Date | None
		evidence: DF.Table[PolicyEvidence]
		experts: DF.Table[PolicyExpert]
		field_of_work: DF.Link | None
		in_force_from: DF.Date | None
		level: DF.Literal["Local", "Regional", "National", "European"]
		link: DF.Data | None
		municipality: DF.Link | None
		owner_stakeholder: DF.Link
		policy_title: DF.Data
		policy_type: DF.Literal[
			"Act", "Regulation", "Strategy", "Programme", "Budget Line", "Call Rules", "Practice"
		]
		problem: DF.SmallText | None
		reference: DF.Data | None
		responsible: DF.Link | None
		review_date: DF.Date | None
		status: DF.Literal["To Analyse", "Review Due", "Analysed", "Change Proposed", "Changed"]
		summary: DF.SmallText | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		normalise_links(self, self.evidence)
		refuse_doubles(self, "affected_ngos", "ngo")
		self.set_municipality()
		self.validate_review_date()
		self.set_analysed_on()
		self.status = get_status(self, get_proposals([self.name]).get(self.name, []))

	def on_update(self):
		self.carry_over_to_proposals()

	def set_municipality(self):
		"""A local policy belongs to the municipality of the body that decides on it."""
		if self.level == "Local" and not self.municipality:
			self.municipality = frappe.db.get_value("Stakeholder", self.owner_stakeholder, "municipality")

	def validate_review_date(self):
		if not self.review_date or not self.has_value_changed("review_date"):
			return
		if getdate(self.review_date) < getdate(today()):
			frappe.throw(
				_("{0}: the date has passed; expected is the day of the next review.").format(
					field_label(self, "review_date")
				),
				title=_("Wrong Date"),
			)

	def set_analysed_on(self):
		before = self.get_doc_before_save()
		if not self.problem:
			self.analysed_on = None
		elif before and before.problem == self.problem:
			self.analysed_on = before.analysed_on
		else:
			self.analysed_on = today()

	def carry_over_to_proposals(self):
		"""Proposals are found by the place, level and owner of their policy, also when these change later."""
		before = self.get_doc_before_save()
		if before and any(before.get(field) != self.get(field) for field in POLICY_FIELDS):
			values = {field: self.get(field) for field in POLICY_FIELDS}
			frappe.db.set_value("Policy Proposal", {"policy": self.name}, values, update_modified=False)

	def describe(self) -> frappe._dict:
		"""Return what the print says of this document; see `prints.describe_policy`."""
		return describe_policy(self)
