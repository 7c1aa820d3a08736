# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from planota_hub.advocacy.participation.mail import send_message
from planota_hub.advocacy.proposals.comments import RECEIVED, UNCONFIRMED
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.text import field_label, validate_plain_text

PROPOSAL = "Policy Proposal"
# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"confirmed_on",
	"source",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
	"submission_fingerprint",
	"answered_on",
	"answered_by",
)
# the staff enter what came by post or at a meeting
DESK_STAGES = frozenset({"In Consultation", "Consulted"})
# what the sender said stays as it was said
SENDERS_FIELDS = ("proposal", "comment", "position", "ask", "email")


class ProposalComment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.SmallText | None
		answer_result: DF.Literal["", "Taken Up", "Partly Taken Up", "Not Taken Up"]
		answered_by: DF.Link | None
		answered_on: DF.Datetime | None
		ask: DF.Data | None
		comment: DF.Text
		commenter_name: DF.Data
		confirmed_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		email: DF.Data | None
		is_public: DF.Check
		ngo: DF.Link | None
		organisation: DF.Data | None
		position: DF.Literal["", "Supports", "Supports with Changes", "Opposes"]
		preferred_language: DF.Data | None
		proposal: DF.Link
		source: DF.Literal["", "Web Form", "Desk", "Import"]
		status: DF.Literal["Unconfirmed", "Received", "Taken Up", "Partly Taken Up", "Not Taken Up"]
		submission_fingerprint: DF.Data | None
	# end: auto-generated types

	def before_insert(self):
		self.set_intake()
		self.refuse_closed_consultation()

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "email")
		self.refuse_changed_comment()
		self.validate_ask()
		self.validate_answer()
		self.set_status()

	def after_insert(self):
		if self.status != UNCONFIRMED:
			add_to_counter(PROPOSAL, self.proposal, "comment_count", 1)

	def on_update(self):
		if self.flags.newly_answered:
			send_message("comment_answered", self)

	def on_trash(self):
		status = frappe.db.get_value(self.doctype, self.name, "status", for_update=True)
		if status and status != UNCONFIRMED:
			add_to_counter(PROPOSAL, self.proposal, "comment_count", -1)

	def set_intake(self):
		"""Whoever comes through the web has to confirm; what the staff enter is known to be said."""
		begin_server_fields(self, SERVER_FIELDS)
		if self.source != "Web Form":
			self.confirmed_on = now()

	def refuse_closed_consultation(self):
		proposal = frappe.get_doc(PROPOSAL, self.proposal)
		is_open = proposal.is_open_for_comments()
		if self.source != "Web Form":
			is_open = proposal.stage in DESK_STAGES
		if not is_open:
			frappe.throw(
				_("The consultation on this proposal is closed; comments are not taken any more."),
				title=_("Consultation Closed"),
			)

	def refuse_changed_comment(self):
		before = self.get_doc_before_save()
		if not before or before.source != "Web Form":
			return
		for fieldname in SENDERS_FIELDS:
			if (before.get(fieldname) or "") != (self.get(fieldname) or ""):
				frappe.throw(
					_("{0}: what the sender wrote stays as it is.").format(field_label(self, fieldname)),
					title=_("Comment of the Public"),
				)

	def validate_ask(self):
		if not self.ask or not self.is_new():
			return
		rules = frappe.get_all("Policy Ask", {"parent": self.proposal}, pluck="subject", order_by="idx asc")
		if self.ask not in rules:
			refuse(self, "ask", _("please choose from the list."))

	def validate_answer(self):
		"""An answer is a decision with its reason; both or none."""
		before = self.get_doc_before_save()
		self.flags.newly_answered = False
		if not self.answer_result:
			if self.answer:
				refuse_missing(self, "answer_result", _("please choose what became of the comment."))
			self.answered_on = self.answered_by = None
			return
		refuse_missing(self, "answer", _("please give the reason; it goes to the sender."))
		if not self.confirmed_on:
			frappe.throw(_("The sender has not confirmed this comment; it can't be answered yet."))
		if not before or not before.answer_result:
			self.answered_on, self.answered_by = now(), frappe.session.user
			self.flags.newly_answered = True

	def set_status(self):
		"""Follows from the confirmation and the answer."""
		self.status = self.answer_result or (RECEIVED if self.confirmed_on else UNCONFIRMED)
