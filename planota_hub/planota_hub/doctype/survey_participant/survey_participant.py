# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.planota_hub.surveys import inviting
from planota_hub.planota_hub.surveys.rules import note_counts
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.text import validate_plain_text

# what the staff correct; all else is noted by the hub
CORRECTED = ("person_name", "email")


class SurveyParticipant(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Date | None
		draft: DF.LongText | None
		email: DF.Data | None
		link_number: DF.Int
		organisation: DF.DynamicLink | None
		organisation_doctype: DF.Literal["", "NGO", "Stakeholder"]
		participant_name: DF.Data | None
		person_name: DF.Data | None
		reminded_on: DF.Datetime | None
		sent_on: DF.Datetime | None
		status: DF.Literal["Asked", "Started", "Has Answered"]
		survey: DF.Link
	# end: auto-generated types

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		normalise_email(self, "email")
		self.void_link()

	def after_delete(self):
		note_counts(self.survey)

	def keep_server_fields(self):
		"""Leave all but name and address as it is stored; a participant is added by the hub alone."""
		before = self.get_doc_before_save()
		if not before:
			if not self.flags.set_by_hub:
				frappe.throw(_("Participants are invited from the form of the survey."))
			return
		for df in self.meta.fields:
			if df.fieldname not in CORRECTED:
				self.set(df.fieldname, before.get(df.fieldname))

	def void_link(self):
		"""With another address the link that went to the former one is void, and none was sent yet."""
		before = self.get_doc_before_save()
		if before and (before.email or "") != (self.email or ""):
			self.link_number, self.sent_on = cint(self.link_number) + 1, None

	@frappe.whitelist(methods=["POST"])
	def send_link(self) -> bool:
		"""Send the personal link once more; see `inviting.send_again`."""
		self.check_permission("write")
		return inviting.send_again(self.name)
