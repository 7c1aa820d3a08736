# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate, today

from planota_hub.funding.calls.alerts import enqueue_alerts
from planota_hub.funding.calls.friendliness import get_parts, get_score
from planota_hub.funding.calls.rules import refuse_less, refuse_negative, refuse_percent, refuse_wrong_order
from planota_hub.funding.calls.stages import validate_stage
from planota_hub.funding.calls.status import get_status
from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, validate_plain_text

AREA_RULE = "Seat or Area of Operation"
AMOUNTS = ("total_amount", "minimum_amount", "maximum_amount", "minimum_age_years", "maximum_age_years")


class FundingCall(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.funding.doctype.funding_call_ask.funding_call_ask import FundingCallAsk
		from planota_hub.funding.doctype.funding_call_field.funding_call_field import FundingCallField
		from planota_hub.funding.doctype.funding_call_municipality.funding_call_municipality import (
			FundingCallMunicipality,
		)

		advance_percent: DF.Percent
		alerts_checked_on: DF.Datetime | None
		application_effort: DF.Literal["", "Short Form", "Form and Attachments", "Full Documentation"]
		area_rule: DF.Literal["Seat or Area of Operation", "Seat Only"]
		asks: DF.Table[FundingCallAsk]
		call_title: DF.Data
		call_url: DF.Data | None
		closes_on: DF.Date | None
		co_financing: DF.Literal["", "Not Required", "Required"]
		co_financing_percent: DF.Percent
		decision_expected_on: DF.Date | None
		description: DF.Text | None
		documents_required: DF.Text | None
		eligible_fields: DF.TableMultiSelect[FundingCallField]
		eligible_municipalities: DF.TableMultiSelect[FundingCallMunicipality]
		for_associations: DF.Check
		for_civil_initiatives: DF.Check
		for_federations: DF.Check
		for_foundations: DF.Check
		for_others: DF.Check
		for_private_institutes: DF.Check
		friendliness_score: DF.Percent
		funder: DF.Link | None
		maximum_age_years: DF.Int
		maximum_amount: DF.Currency
		minimum_age_years: DF.Int
		minimum_amount: DF.Currency
		next_order: DF.Int
		opens_on: DF.Date | None
		other_conditions: DF.Text | None
		payment_terms: DF.Literal[
			"", "Advance", "Advance and Interim Payments", "Interim Payments", "After Completion"
		]
		previous_call: DF.Link | None
		programme: DF.Data | None
		project_from: DF.Date | None
		project_until: DF.Date | None
		public_interest_field: DF.Link | None
		reference: DF.Data | None
		reporting_frequency: DF.Literal[
			"", "Final Report Only", "Once a Year", "Twice a Year", "Quarterly or More"
		]
		requires_public_interest: DF.Check
		simplified_costs: DF.Literal["", "Yes", "No"]
		stage: DF.Literal["Draft", "Published", "Decided", "Withdrawn"]
		status: DF.Literal["Draft", "Announced", "Open", "Closed", "Decided", "Withdrawn"]
		total_amount: DF.Currency
		volunteer_work: DF.Literal["", "Eligible Cost", "Own Share Only", "Not Recognised"]
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("parts", [vars(part) for part in get_parts(self)])
		if self.previous_call:
			previous = frappe.db.get_value("Funding Call", self.previous_call, "friendliness_score")
			self.set_onload("previous_score", previous)

	def validate(self):
		validate_plain_text(self)
		normalise_website(self, "call_url")
		self.validate_dates()
		self.validate_amounts()
		self.validate_age()
		self.validate_rows()
		self.validate_asks()
		self.validate_previous_call()
		validate_stage(self)
		self.set_status()
		self.friendliness_score = get_score(self)

	def on_update(self):
		before = self.get_doc_before_save()
		if before and before.stage == "Draft" and self.stage == "Published":
			enqueue_alerts(self.name)

	def validate_dates(self):
		for earlier, later in (
			("opens_on", "closes_on"),
			("closes_on", "decision_expected_on"),
			("project_from", "project_until"),
		):
			refuse_wrong_order(self, earlier, later)

	def validate_amounts(self):
		refuse_negative(self, *AMOUNTS)
		refuse_less(self, "maximum_amount", "minimum_amount")
		refuse_less(self, "total_amount", "maximum_amount")
		refuse_less(self, "total_amount", "minimum_amount")
		if self.co_financing != "Required":
			self.co_financing_percent = 0
		elif not 0 < flt(self.co_financing_percent) < 100:
			frappe.throw(
				_("{0}: expected is more than 0 and less than 100 when an own share is required.").format(
					field_label(self, "co_financing_percent")
				),
				title=_("Wrong Number"),
			)
		if not (self.payment_terms or "").startswith("Advance"):
			self.advance_percent = 0
		refuse_percent(self, "advance_percent")

	def validate_age(self):
		self.minimum_age_years, self.maximum_age_years = (
			cint(self.minimum_age_years),
			cint(self.maximum_age_years),
		)
		if self.maximum_age_years and self.maximum_age_years < self.minimum_age_years:
			refuse(
				self,
				"maximum_age_years",
				_("expected are not fewer years than {0} ({1}).").format(
					self.minimum_age_years, field_label(self, "minimum_age_years")
				),
				_("Wrong Number"),
			)

	def validate_rows(self):
		"""What is chosen twice counts once; where an import does not say it, working there is enough."""
		self.area_rule = self.area_rule or AREA_RULE
		for table, column in (
			("eligible_fields", "field_of_work"),
			("eligible_municipalities", "municipality"),
		):
			chosen = list(dict.fromkeys(row.get(column) for row in self.get(table)))
			if len(chosen) < len(self.get(table)):
				self.set(table, [{column: value} for value in chosen])

	def validate_asks(self):
		for row in self.asks:
			row.result = row.result or "Open"
			if row.changed_in and row.result not in ("Accepted", "Partly Accepted"):
				frappe.throw(
					_("{0}: a changed call belongs to an ask that was accepted at least in part.").format(
						field_label(row, "changed_in")
					)
				)

	def validate_previous_call(self):
		"""A call follows on others; going back from one to the next never leads to itself."""
		seen, previous = set(), self.previous_call
		while previous:
			if previous == self.name or previous in seen:
				frappe.throw(
					_("{0}: expected is an earlier call, not this one or one that follows on it.").format(
						field_label(self, "previous_call")
					)
				)
			seen.add(previous)
			previous = frappe.db.get_value("Funding Call", previous, "previous_call")

	def set_status(self):
		self.status = get_status(self.stage, self.opens_on, self.closes_on, getdate(today()))
