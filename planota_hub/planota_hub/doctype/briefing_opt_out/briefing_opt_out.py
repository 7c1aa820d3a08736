# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from planota_hub.personal_data.words import digest_address
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.text import field_label, shown, validate_plain_text


class BriefingOptOut(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		briefing: DF.Link | None
		email: DF.Data
		email_digest: DF.Data | None
		note: DF.SmallText | None
		opted_out_on: DF.Datetime | None
		source: DF.Literal["Link in the E-mail", "Staff", "Import"]
	# end: auto-generated types

	def before_insert(self):
		self.opted_out_on = now()
		self.source = self.flags.source or ("Import" if frappe.flags.in_import else "Staff")

	def validate(self):
		validate_plain_text(self)
		normalise_email(self, "email")
		self.email_digest = digest_address(self.email)
		self.keep_server_fields()
		self.refuse_known_email()

	def keep_server_fields(self):
		if before := self.get_doc_before_save():
			self.opted_out_on, self.source = before.opted_out_on, before.source

	def refuse_known_email(self):
		if frappe.db.exists(
			self.doctype, {"email_digest": self.email_digest, "name": ("!=", self.name or "")}
		):
			self.throw_known_email()

	def throw_known_email(self):
		frappe.throw(
			_("{0}: {1} is unsubscribed already.").format(field_label(self, "email"), shown(self.email)),
			frappe.UniqueValidationError,
			title=_("Already Unsubscribed"),
		)

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Say the same when two people enter the same address in the same moment."""
		self.throw_known_email()
