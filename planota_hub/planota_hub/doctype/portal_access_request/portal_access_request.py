# SPDX-License-Identifier: GPL-3.0-only
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.register.access_requests import grant, refuse_ended_ngo, send_answer
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import is_step, stamp
from planota_hub.rules.text import validate_plain_text

FIRST_STAGE = "Received"
SERVER_FIELDS = (
	"source",
	"requested_by",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
)


class PortalAccessRequest(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		decline_reason: DF.SmallText | None
		email: DF.Data
		full_name: DF.Data
		function: DF.Literal[
			"",
			"President",
			"Director",
			"Legal Representative",
			"Secretary",
			"Treasurer",
			"Project Manager",
			"Contact Person",
			"Other",
		]
		message: DF.SmallText | None
		ngo: DF.Link
		ngo_name: DF.Data | None
		phone: DF.Data | None
		preferred_language: DF.Data | None
		requested_by: DF.Link | None
		source: DF.Literal["Desk", "Web Form"]
		stage: DF.Literal["Received", "Granted", "Declined"]
		stage_changed_on: DF.Date | None
	# end: auto-generated types

	def before_insert(self):
		begin_server_fields(self, SERVER_FIELDS)

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.validate_stage()

	def on_update(self):
		if not is_step(self):
			return
		if self.stage == "Granted":
			grant(self)
		if self.stage == "Declined":
			send_answer(self, "declined")

	def validate_stage(self):
		if not self.get_doc_before_save():
			self.stage = FIRST_STAGE
		if not stamp(self):
			return
		if self.stage == "Granted":
			refuse_ended_ngo(self)
		if self.stage == "Declined":
			refuse_missing(
				self, "decline_reason", _("please give the reason; whoever sent the request reads it.")
			)
