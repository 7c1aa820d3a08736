# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now, now_datetime

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.support.likely_ngo import find_likely_ngo
from planota_hub.capacity_building.support.mail import send_message
from planota_hub.capacity_building.support.prints import describe_request
from planota_hub.capacity_building.support.request_stages import validate_stage
from planota_hub.capacity_building.support.request_work import validate_work
from planota_hub.capacity_building.support.responsible import reassign, set_responsible
from planota_hub.capacity_building.support.rules import validate_supported_ngo
from planota_hub.capacity_building.support.targets import get_escalation, set_targets
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"source",
	"tracking_code",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
	"submission_fingerprint",
	"first_responded_on",
	"resolved_on",
	"escalated_on",
	"satisfaction",
	"satisfaction_comment",
	"rated_on",
)


class NGOSupportRequest(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.support_request_work.support_request_work import (
			SupportRequestWork,
		)

		answer: DF.Text | None
		category: DF.Link
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		decline_reason: DF.SmallText | None
		description: DF.Text
		escalated_on: DF.Datetime | None
		escalation: DF.Literal["", "First Response Overdue", "Resolution Overdue"]
		first_responded_on: DF.Datetime | None
		first_response_due: DF.Date | None
		funded_project: DF.Link | None
		kind: DF.Data | None
		next_order: DF.Int
		ngo: DF.Link | None
		organisation: DF.Data | None
		preferred_language: DF.Data | None
		rated_on: DF.Datetime | None
		received_on: DF.Datetime | None
		registration_number: DF.Data | None
		requester_email: DF.Data | None
		requester_name: DF.Data
		requester_phone: DF.Data | None
		resolution_due: DF.Date | None
		resolved_on: DF.Datetime | None
		responsible: DF.Link | None
		satisfaction: DF.Int
		satisfaction_comment: DF.SmallText | None
		source: DF.Literal["Desk", "Web Form", "Import"]
		stage: DF.Literal["Received", "In Progress", "Resolved", "Declined"]
		subject: DF.Data
		submission_fingerprint: DF.Data | None
		total_hours: DF.Float
		tracking_code: DF.Data | None
		wanted_by: DF.Date | None
		work: DF.Table[SupportRequestWork]
	# end: auto-generated types

	def onload(self):
		self.set_onload("likely_ngo", find_likely_ngo(self))

	def before_insert(self):
		begin_server_fields(self, SERVER_FIELDS)
		self.tracking_code = make_tracking_code()
		self.received_on = self.received_on or now()

	def before_validate(self):
		for row in self.work:
			row.done_by = row.done_by or frappe.session.user

	def describe(self) -> frappe._dict:
		"""Return what the print says."""
		return describe_request(self)

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "requester_email")
		normalise_phone(self, "requester_phone")
		self.validate_received_on()
		self.set_kind()
		validate_supported_ngo(self)
		set_funded_project(self)
		set_responsible(self)
		validate_work(self)
		validate_stage(self)
		set_targets(self)
		self.set_escalation()

	def on_update(self):
		reassign(self)
		post_support(self, self.get_support_rows())
		if is_step_to(self, "Resolved"):
			send_message("resolved", self)
		elif is_step_to(self, "Declined"):
			send_message("declined", self)

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return one row of the ledger for each row of work, of the kind that the category stood for."""
		return [
			SupportRow(
				date=getdate(row.work_date),
				ngo=self.ngo,
				kind=self.kind,
				hours=row.hours,
				participants=row.participants,
				key=row.name,
			)
			for row in self.work
		]

	def validate_received_on(self):
		if get_datetime(self.received_on) > now_datetime():
			refuse(self, "received_on", _("the time lies in the future."), _("Wrong Time"))

	def set_kind(self):
		"""The kind stays as it was when the category was chosen, so that later changes don't move hours."""
		before = self.get_doc_before_save()
		if before and before.category == self.category:
			self.kind = before.kind
		else:
			self.kind = frappe.get_cached_value("Support Request Category", self.category, "kind")

	def set_escalation(self):
		"""Overdue is what has passed today; who has to know is told by the daily job."""
		before = self.get_doc_before_save()
		self.escalation = before.escalation if before else ""
		if not get_escalation(self):
			self.escalation = ""
			self.escalated_on = None
