# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.local_networks.networks.joining import add_member, send_answer
from planota_hub.planota_hub.register.identity.choices import REGISTERED_STAGES, is_verified
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import is_step, stamp
from planota_hub.rules.text import validate_plain_text

FIRST_STAGE = "Received"
# stage -> what the sender is told of it (see `send_answer`)
ANSWERS = {"Accepted": "joined", "Declined": "declined"}
SERVER_FIELDS = (
	"confirmed",
	"source",
	"consent_given_on",
	"consent_text_version",
	"preferred_language",
)


class NetworkJoinRequest(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		confirmed: DF.Check
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		contact_person: DF.Data
		decline_reason: DF.SmallText | None
		email: DF.Data
		local_network: DF.Link
		message: DF.SmallText | None
		network_name: DF.Data | None
		ngo: DF.Link
		ngo_name: DF.Data | None
		phone: DF.Data | None
		preferred_language: DF.Data | None
		source: DF.Literal["Desk", "Web Form"]
		stage: DF.Literal["Received", "Accepted", "Declined"]
		stage_changed_on: DF.Date | None
	# end: auto-generated types

	def before_insert(self):
		begin_server_fields(self, SERVER_FIELDS)

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.validate_ngo()
		self.validate_stage()

	def on_update(self):
		if not is_step(self):
			return
		if self.stage == "Accepted":
			add_member(self)
		if self.stage in ANSWERS and not self.confirmed:
			send_answer(self, ANSWERS[self.stage])

	def validate_ngo(self):
		"""Who waits for the verification may ask, and joins once it is verified."""
		is_joining = self.stage == "Accepted" and is_step(self)
		if is_joining and not is_verified(self.ngo):
			refuse(self, "ngo", _("this organisation is not verified. Verify it before it joins."))
		if self.is_new() and frappe.db.get_value("NGO", self.ngo, "stage") not in REGISTERED_STAGES:
			refuse(
				self,
				"ngo",
				_("this organisation is neither in the register nor waiting for its verification."),
			)

	def validate_stage(self):
		if not self.get_doc_before_save():
			self.stage = FIRST_STAGE
		if not stamp(self):
			return
		if self.stage == "Declined":
			refuse_missing(
				self, "decline_reason", _("please give the reason; whoever sent the request reads it.")
			)
