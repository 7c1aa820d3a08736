# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document

from planota_hub.rules.text import validate_plain_text


class ElectionRegistration(Document):
	"""What somebody sent for an NGO through the public form; it is written by the hub alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		asked_on: DF.Datetime | None
		candidate_email: DF.Data | None
		candidate_name: DF.Data | None
		confirmed_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		election: DF.Link
		email: DF.Data | None
		field_of_work: DF.Link | None
		ngo: DF.Link
		preferred_language: DF.Data | None
		presentation: DF.Text | None
		registration_title: DF.Data | None
		status: DF.Literal["Waiting", "Confirmed"]
		submission_fingerprint: DF.Data | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		self.registration_title = frappe.db.get_value("NGO", self.ngo, "ngo_name")
