# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from planota_hub.partnerships.consortia import agreements
from planota_hub.partnerships.consortia import stages as consortium_stages
from planota_hub.partnerships.consortia.balances import get_counting_partners, set_balance
from planota_hub.partnerships.consortia.partners import key_of, look_up, set_partners, validate_terms
from planota_hub.partnerships.consortia.votes import MOST_VOTES, keep_votes
from planota_hub.planota_hub.register.sector_balance import ASSOCIATED, evaluate
from planota_hub.public_forms.website import get_parameter
from planota_hub.rules.arguments import read_document
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import validate_plain_text


class PartnershipConsortium(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.addressed_need.addressed_need import AddressedNeed
		from planota_hub.partnerships.doctype.consortium_agreement.consortium_agreement import (
			ConsortiumAgreement,
		)
		from planota_hub.partnerships.doctype.consortium_override.consortium_override import (
			ConsortiumOverride,
		)
		from planota_hub.partnerships.doctype.consortium_partner.consortium_partner import ConsortiumPartner

		addressed_needs: DF.Table[AddressedNeed]
		agreement_signed_on: DF.Date | None
		agreement_terms: DF.Text | None
		agreements: DF.Table[ConsortiumAgreement]
		balance_status: DF.Literal["", "Passed", "Failed"]
		budget: DF.Currency
		closed_on: DF.Date | None
		consortium_name: DF.Data
		ends_on: DF.Date | None
		field_of_work: DF.Link | None
		has_all_sectors: DF.Check
		municipality: DF.Link | None
		outcome: DF.Literal["", "Achieved", "Partly Achieved", "Not Achieved"]
		outcome_note: DF.SmallText | None
		overrides: DF.Table[ConsortiumOverride]
		partners: DF.Table[ConsortiumPartner]
		partners_count: DF.Int
		purpose: DF.SmallText
		responsible: DF.Link | None
		show_on_website: DF.Check
		signed_agreement: DF.Attach | None
		stage: DF.Literal["Initiated", "Forming", "Agreement Signed", "Active", "Closed"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Date | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("balance", self.get_balance())
		self.set_onload("missing", consortium_stages.get_missing_for_next(self))

	def validate(self):
		agreements.keep_agreements(self)
		keep_votes(self)
		self.take_override()
		validate_plain_text(self)
		self.validate_dates()
		self.validate_partners()
		agreements.validate_signatures(self)
		agreements.validate_shares(self)
		agreements.refuse_changes_of_signed(self)
		consortium_stages.validate_stage(self)
		set_balance(self)

	def take_override(self):
		"""Only `override_balance` below asks for one; what a form or the API sends in the table is dropped."""
		if note := self.flags.pop("override_note", None):
			consortium_stages.override_balance(self, note)

	def validate_dates(self):
		if self.starts_on and self.ends_on and getdate(self.ends_on) < getdate(self.starts_on):
			refuse(self, "ends_on", _("the agreement must not end before it starts."), _("Wrong Date"))

	def validate_partners(self):
		set_partners(self.partners)
		validate_terms(self.partners)
		for row in self.partners:
			row.partner_role = row.partner_role or "Partner"
			row.votes = 0 if row.partner_role == ASSOCIATED else cint(row.votes)
			if not 0 <= row.votes <= MOST_VOTES:
				refuse(row, "votes", _("expected is a number from 0 to {0}.").format(MOST_VOTES))
			if not row.to_date:
				row.leaving_reason = None
			else:
				refuse_missing(row, "leaving_reason", _("please say why the partner leaves."))

	def get_balance(self) -> dict:
		"""Return the sector balance and the shares of the document as it is in the form, saved or not."""
		self.check_permission("read")
		known = look_up(key_of(row) for row in self.partners)
		for row in self.partners:
			row.sector = known[key_of(row)].sector if key_of(row) in known else None
		balance = evaluate(get_counting_partners(self))
		balance.shares = agreements.sum_shares(self) if agreements.shares_money(self) else None
		balance.overridden = consortium_stages.is_overridden(self)
		return balance

	@frappe.whitelist()
	def override_balance(self, note: str) -> None:
		"""Keep the note of a Hub Manager by which the consortium may start although it fails its rules."""
		self.check_permission("write")
		self.flags.override_note = note or " "
		self.save()

	def describe_agreement(self) -> frappe._dict:
		"""Return the agreement for prints: the one that the address asks for, else the valid one or the draft."""
		return agreements.describe_agreement(self, cint(get_parameter("agreement")))

	def get_counting_partners(self) -> list[Document]:
		"""Return the partners of today, for prints."""
		return get_counting_partners(self)


@frappe.whitelist()
def get_balance(doc: str) -> dict:
	"""Return the sector balance and the shares of the consortium as it is in the form, saved or not.

	Args:
	        doc: the consortium as JSON. It is no method of the document, because the answer of such a one
	                replaces what somebody typed meanwhile.
	"""
	consortium: PartnershipConsortium = read_document("Partnership Consortium", doc)
	return consortium.get_balance()
