# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from planota_hub.personal_data import enquiries, terms
from planota_hub.personal_data.words import digest_address
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import get_source
from planota_hub.rules.text import field_label, validate_plain_text

# set here and in `personal_data.enquiries`, whatever a form or the API sends
SERVER_FIELDS = (
	"status",
	"source",
	"due_on",
	"confirmed_on",
	"closed_on",
	"searched_on",
	"decided_by",
	"decided_on",
	"removed_count",
	"failure",
	"person_digest",
	"reminded_on",
)


class PersonalDataEnquiry(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.personal_data_finding.personal_data_finding import (
			PersonalDataFinding,
		)

		closed_on: DF.Date | None
		confirmed_on: DF.Datetime | None
		decided_by: DF.Link | None
		decided_on: DF.Datetime | None
		due_on: DF.Date | None
		email: DF.Data | None
		failure: DF.SmallText | None
		findings: DF.Table[PersonalDataFinding]
		full_name: DF.Data | None
		identity_check: DF.SmallText | None
		kind: DF.Literal["Access", "Deletion"]
		message: DF.SmallText | None
		person_digest: DF.Data | None
		phone: DF.Data | None
		preferred_language: DF.Data | None
		received_on: DF.Date
		refusal_reason: DF.SmallText | None
		reminded_on: DF.Date | None
		removed_count: DF.Int
		searched_on: DF.Datetime | None
		source: DF.Literal["Web Form", "Desk"]
		status: DF.Literal["Unconfirmed", "Open", "Approved", "Done", "Refused"]
	# end: auto-generated types

	def before_insert(self):
		given = self.flags.intake or {}
		self.update({**dict.fromkeys(SERVER_FIELDS), **given})
		self.findings = []
		self.source = get_source()
		self.status = enquiries.UNCONFIRMED if self.source == "Web Form" else enquiries.OPEN
		self.preferred_language = self.preferred_language or frappe.local.lang

	def validate(self):
		validate_plain_text(self)
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.keep_server_fields()
		self.validate_person()
		self.validate_received_on()
		self.validate_findings()
		self.due_on = enquiries.get_due_on(self.received_on)

	def after_insert(self):
		if self.status == enquiries.OPEN:
			enquiries.start_search(self.name)

	def on_trash(self):
		enquiries.forget_person(self.name)

	def keep_server_fields(self):
		"""Leave what the server decides, and every field of a closed request, as they are stored."""
		before = self.get_doc_before_save()
		if not before or self.flags.by_server:
			return
		for fieldname in SERVER_FIELDS:
			self.set(fieldname, before.get(fieldname))
		if before.status != enquiries.OPEN:
			frappe.throw(_("A request that is not open can't be changed any more."))

	def validate_person(self):
		if self.closed_on:
			return
		refuse_missing(self, "email", _("please enter the address under which the hub knows the person."))
		self.person_digest = digest_address(self.email)

	def validate_received_on(self):
		if self.received_on and getdate(self.received_on) > getdate(today()):
			refuse(self, "received_on", _("this day is yet to come."))

	def validate_findings(self):
		"""Rows come from the search; staff only decide on them."""
		before = self.get_doc_before_save()
		if self.flags.by_server or not before:
			return
		found = {row.name: row for row in before.findings}
		if {row.name for row in self.findings} != set(found):
			refuse(self, "findings", _("rows come from the search only."))
		for row in self.findings:
			for fieldname in ("record_type", "record_name", "found_by"):
				row.set(fieldname, found[row.name].get(fieldname))
			if row.decision == terms.KEEP and not (row.reason or "").strip():
				frappe.throw(
					_("{0}, row {1}: please say why it must stay.").format(
						field_label(self, "findings"), row.idx
					)
				)
