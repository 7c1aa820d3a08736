# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.planota_hub.briefings.audience import CHOSEN, NGO, SEGMENT, SUBSCRIBERS
from planota_hub.planota_hub.briefings.deliveries import FIGURES
from planota_hub.planota_hub.briefings.opt_out import RECIPIENT
from planota_hub.planota_hub.briefings.text import get_placeholders, get_sample, get_values, render_field
from planota_hub.planota_hub.segments.uses import USE
from planota_hub.rules.refusals import refuse_missing
from planota_hub.rules.text import field_label, validate_plain_text

FIRST_STATUS = "Draft"
# set while sending and only there, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"status",
	"stop_reason",
	"started_on",
	"completed_on",
	"sent_by",
	"last_batch_on",
	*FIGURES,
)
# what was sent stays as it was sent
FROZEN_FIELDS = ("briefing_title", "message", "language", "about_doctype", "about", "field_of_work")


class StakeholderBriefing(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.briefing_audience.briefing_audience import BriefingAudience

		about: DF.DynamicLink | None
		about_doctype: DF.Link | None
		audience: DF.Table[BriefingAudience]
		briefing_title: DF.Data
		completed_on: DF.Datetime | None
		email_template: DF.Link | None
		failed_count: DF.Int
		field_of_work: DF.Link | None
		informed_count: DF.Int
		is_newsletter: DF.Check
		language: DF.Link | None
		last_batch_on: DF.Datetime | None
		left_out_count: DF.Int
		message: DF.TextEditor
		recipients_count: DF.Int
		replied_count: DF.Int
		sent_by: DF.Link | None
		started_on: DF.Datetime | None
		status: DF.Literal["Draft", "Sending", "Waiting", "Stopped", "Sent"]
		stop_reason: DF.SmallText | None
		waiting_count: DF.Int
	# end: auto-generated types

	def _set_defaults(self):
		"""Leave out the language of the site, with which the framework begins each link of this name: none means everybody."""
		chosen = self.get("language")
		super()._set_defaults()
		self.language = chosen

	def onload(self):
		self.set_onload("placeholders", get_placeholders())

	def before_insert(self):
		self.status = FIRST_STATUS
		for fieldname in SERVER_FIELDS[1:]:
			self.set(fieldname, None)

	def validate(self):
		self.keep_server_fields()
		self.refuse_changes_after_sending()
		validate_plain_text(self)
		self.validate_action()
		self.validate_audience()
		self.validate_text()

	def on_trash(self):
		frappe.db.delete(RECIPIENT, {"briefing": self.name})
		frappe.db.delete(USE, {"used_in_doctype": self.doctype, "used_in": self.name})

	def keep_server_fields(self):
		if before := self.get_doc_before_save():
			for fieldname in SERVER_FIELDS:
				self.set(fieldname, before.get(fieldname))

	def refuse_changes_after_sending(self):
		"""The message and the audience are evidence as soon as the sending has begun."""
		before = self.get_doc_before_save()
		if not before or before.status == FIRST_STATUS:
			return
		changed = [name for name in FROZEN_FIELDS if cstr(self.get(name)) != cstr(before.get(name))]
		if describe_rows(self) != describe_rows(before):
			changed.append("audience")
		if changed:
			frappe.throw(
				_(
					"{0}: the briefing has been sent, it stays as it was. Please make a copy for a new one."
				).format(field_label(self, changed[0])),
				title=_("Already Sent"),
			)

	def validate_action(self):
		if self.about_doctype and not self.about:
			self.about_doctype = None
		if not self.about_doctype:
			self.about = None

	def validate_audience(self):
		for row in self.audience:
			if row.recipient_type != CHOSEN:
				row.chosen_type = row.chosen = None
			else:
				refuse_missing(row, "chosen", _("please choose whom this row is for."))
			if row.recipient_type != SEGMENT:
				row.segment = None
			else:
				refuse_missing(row, "segment", _("please choose a segment."))
			if row.field_of_work and row.recipient_type not in (NGO, CHOSEN, SEGMENT, SUBSCRIBERS):
				frappe.throw(
					_(
						"{0}: only NGOs and subscribers have fields of work; please leave it empty in this row."
					).format(field_label(row, "field_of_work"))
				)

	def validate_text(self):
		"""A broken template is refused when it is written, not when it is sent."""
		values = get_values(self, get_sample())
		for fieldname in ("briefing_title", "message"):
			render_field(self, fieldname, values)


def describe_rows(briefing: "StakeholderBriefing") -> list[tuple]:
	fields = ("recipient_type", "chosen_type", "chosen", "segment", "municipality", "field_of_work", "role")
	return [tuple(cstr(row.get(name)) for name in fields) for row in briefing.audience]
