# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from planota_hub.partnerships.consortia.partners import (
	key_of,
	refuse_twice,
	set_lead,
	set_partners,
	throw_twice,
)
from planota_hub.partnerships.programmes.prints import describe_proposal
from planota_hub.partnerships.programmes.stages import take_step
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class ProgrammeProposal(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.addressed_need.addressed_need import AddressedNeed
		from planota_hub.partnerships.doctype.programme_proposal_partner.programme_proposal_partner import (
			ProgrammeProposalPartner,
		)
		from planota_hub.partnerships.doctype.programme_proposal_step.programme_proposal_step import (
			ProgrammeProposalStep,
		)

		addressed_needs: DF.Table[AddressedNeed]
		amount: DF.Currency
		consortium: DF.Link | None
		field_of_work: DF.Link | None
		financed_amount: DF.Currency
		furthest_stage: DF.Literal["Idea", "Submitted", "Included", "Priority", "Financed"]
		lead: DF.DynamicLink
		lead_name: DF.Data | None
		lead_type: DF.Literal["NGO", "Stakeholder"]
		municipality: DF.Link | None
		next_decided_on: DF.Date | None
		next_decision_reference: DF.Data | None
		next_reason: DF.SmallText | None
		partners: DF.Table[ProgrammeProposalPartner]
		proposal_title: DF.Data
		regional_programme: DF.Link
		responsible: DF.Link | None
		stage: DF.Literal["Idea", "Submitted", "Included", "Priority", "Financed", "Dropped"]
		stage_changed_on: DF.Date | None
		steps: DF.Table[ProgrammeProposalStep]
		summary: DF.SmallText
	# end: auto-generated types

	def describe(self) -> frappe._dict:
		"""Return what the print says."""
		return describe_proposal(self)

	def validate(self):
		validate_plain_text(self)
		set_lead(self)
		self.validate_partners()
		self.validate_amounts()
		take_step(self)

	def validate_partners(self):
		set_partners(self.partners)
		refuse_twice(self.partners)
		for row in self.partners:
			if key_of(row) == (self.lead_type, self.lead):
				throw_twice(row)

	def validate_amounts(self):
		for fieldname in ("amount", "financed_amount"):
			if flt(self.get(fieldname)) < 0:
				refuse(self, fieldname, _("expected is an amount of 0 or more."))
