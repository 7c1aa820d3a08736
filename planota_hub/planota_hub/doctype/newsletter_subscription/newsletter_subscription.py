# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.rules.fields import normalise_email
from planota_hub.rules.server_fields import keep_server_fields

# set by the intake alone
SERVER_FIELDS = (
	"status",
	"requested_on",
	"confirmed_on",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
)


class NewsletterSubscription(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		confirmed_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		email: DF.Data
		field_of_work: DF.Link | None
		municipality: DF.Link | None
		preferred_language: DF.Data | None
		requested_on: DF.Datetime | None
		status: DF.Literal["Unconfirmed", "Confirmed"]
	# end: auto-generated types

	def before_insert(self):
		"""A subscription begins with what its intake knows, and never confirmed."""
		self.update({fieldname: (self.flags.intake or {}).get(fieldname) for fieldname in SERVER_FIELDS})
		self.status = "Unconfirmed"

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		normalise_email(self, "email")
