# SPDX-License-Identifier: GPL-3.0-only
import uuid

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, now

from planota_hub.planota_hub.practices.mail import send_message
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.fields import normalise_email, normalise_phone, normalise_website
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import begin, is_step
from planota_hub.rules.text import field_label, validate_plain_text

FIRST_STAGE, PUBLISHED, DECLINED = "Submitted", "Published", "Declined"
FIRST_YEAR = 1945
# set here, by the intake or by an import from another hub, whatever a form or the API sends
SERVER_FIELDS = (
	"source",
	"tracking_code",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
	"submission_fingerprint",
	"anonymised_on",
	"practice_id",
	"published_on",
	"content_changed_on",
	"origin_hub",
	"origin_address",
	"imported_on",
)
# what a practice says; of one from another hub it is that hub's to change
CONTENT_FIELDS = (
	"practice_title",
	"field_of_work",
	"place",
	"organisation",
	"year",
	"summary",
	"context",
	"steps",
	"results",
	"lessons",
	"website",
	"contact_name",
	"contact_email",
	"contact_phone",
	"contact_published",
)


class GoodPractice(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anonymised_on: DF.Date | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		contact_email: DF.Data | None
		contact_name: DF.Data | None
		contact_phone: DF.Data | None
		contact_published: DF.Check
		content_changed_on: DF.Datetime | None
		context: DF.Text | None
		decline_reason: DF.SmallText | None
		field_of_work: DF.Link | None
		imported_on: DF.Datetime | None
		lessons: DF.Text | None
		municipality: DF.Link | None
		ngo: DF.Link | None
		organisation: DF.Data | None
		origin_address: DF.Data | None
		origin_hub: DF.Data | None
		place: DF.Data | None
		practice_id: DF.Data | None
		practice_title: DF.Data
		preferred_language: DF.Data | None
		published_on: DF.Datetime | None
		results: DF.Text
		source: DF.Literal["Desk", "Web Form", "Import", "Other Hub"]
		stage: DF.Literal["Submitted", "Under Review", "Published", "Withdrawn", "Declined"]
		steps: DF.Text
		submission_fingerprint: DF.Data | None
		summary: DF.SmallText
		tracking_code: DF.Data | None
		website: DF.Data | None
		year: DF.Int
	# end: auto-generated types

	def before_insert(self):
		self.set_intake()

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		normalise_email(self, "contact_email")
		normalise_phone(self, "contact_phone")
		normalise_website(self, "website")
		self.validate_year()
		self.validate_contact()
		self.validate_stage()
		self.follow_content()

	def on_update(self):
		if is_step(self):
			send_message(self)

	def set_intake(self):
		"""Begin a new practice with what the server knows; the intake or an import may have set the rest."""
		begin_server_fields(self, SERVER_FIELDS)
		self.practice_id = self.practice_id or str(uuid.uuid4())
		self.tracking_code = make_tracking_code()

	def keep_server_fields(self):
		keep_server_fields(self, SERVER_FIELDS)
		if not self.is_new():
			self.update(self.flags.intake or {})

	def validate_year(self):
		this_year = getdate().year
		if self.year and not FIRST_YEAR <= cint(self.year) <= this_year:
			refuse(self, "year", _("expected is a year from {0} to {1}.").format(FIRST_YEAR, this_year))

	def validate_contact(self):
		if self.contact_published:
			refuse_missing(
				self, "contact_name", _("please enter the person before the contact is shown in public.")
			)

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions and the stamps of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new practice begins as {1}."))
		if self.stage == DECLINED:
			refuse_missing(
				self, "decline_reason", _("please give the reason before you decline the practice.")
			)
		if self.stage == PUBLISHED:
			self.validate_published()

	def validate_published(self):
		message = _("please choose one before the practice is published; visitors search by it.")
		refuse_missing(self, "field_of_work", message)
		self.published_on = self.published_on or now()

	def follow_content(self):
		"""Stamp a new text; refuse one for a practice that another hub keeps."""
		before = self.get_doc_before_save()
		changed = [name for name in CONTENT_FIELDS if not before or is_changed(self, before, name)]
		if not changed or self.flags.intake:
			self.content_changed_on = self.content_changed_on or now()
			return
		if self.origin_hub and before:
			frappe.throw(
				_(
					"{0}: this practice is kept by {1}; please tell them, and import their next export."
				).format(field_label(self, changed[0]), self.origin_hub),
				title=_("Kept by Another Hub"),
			)
		self.content_changed_on = now()


def is_changed(doc: Document, before: Document, fieldname: str) -> bool:
	"""Tell whether a value differs; empty is empty, whether it is nothing, 0 or an empty text."""
	return cstr(doc.get(fieldname) or "") != cstr(before.get(fieldname) or "")
