# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.desk.form import assign_to
from frappe.model.document import Document
from frappe.utils import flt, format_date, get_datetime, getdate, now, now_datetime, today
from stdnum.si import maticna

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import (
	HOURS_PRECISION,
	SupportRow,
	post_support,
	reverse_support,
)
from planota_hub.capacity_building.support.mail import send_message
from planota_hub.capacity_building.support.rules import (
	is_mentor_only,
	validate_hours,
	validate_participants,
	validate_supported_ngo,
	validate_supporter,
)
from planota_hub.capacity_building.support.targets import (
	CLOSED_STAGES,
	choose_responsible,
	get_escalation,
	set_targets,
)
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import begin, is_step, is_step_to
from planota_hub.rules.text import field_label, validate_plain_text

if TYPE_CHECKING:
	from frappe.core.doctype.communication.communication import Communication

	from planota_hub.capacity_building.doctype.support_request_work.support_request_work import (
		SupportRequestWork,
	)

FIRST_STAGE = "Received"
# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"source",
	"tracking_code",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
	"submission_fingerprint",
	"first_responded_on",
	"resolved_on",
	"escalated_on",
	"satisfaction",
	"satisfaction_comment",
	"rated_on",
)


class NGOSupportRequest(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.capacity_building.doctype.support_request_work.support_request_work import (
			SupportRequestWork,
		)

		answer: DF.Text | None
		category: DF.Link
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		decline_reason: DF.SmallText | None
		description: DF.Text
		escalated_on: DF.Datetime | None
		escalation: DF.Literal["", "First Response Overdue", "Resolution Overdue"]
		first_responded_on: DF.Datetime | None
		first_response_due: DF.Date | None
		funded_project: DF.Link | None
		kind: DF.Data | None
		ngo: DF.Link | None
		organisation: DF.Data | None
		preferred_language: DF.Data | None
		rated_on: DF.Datetime | None
		received_on: DF.Datetime | None
		registration_number: DF.Data | None
		requester_email: DF.Data | None
		requester_name: DF.Data
		requester_phone: DF.Data | None
		resolution_due: DF.Date | None
		resolved_on: DF.Datetime | None
		responsible: DF.Link | None
		satisfaction: DF.Int
		satisfaction_comment: DF.SmallText | None
		source: DF.Literal["Desk", "Web Form", "Import"]
		stage: DF.Literal["Received", "In Progress", "Resolved", "Declined"]
		subject: DF.Data
		submission_fingerprint: DF.Data | None
		total_hours: DF.Float
		tracking_code: DF.Data | None
		wanted_by: DF.Date | None
		work: DF.Table[SupportRequestWork]
	# end: auto-generated types

	def onload(self):
		self.set_onload("likely_ngo", self.find_likely_ngo())

	def before_insert(self):
		begin_server_fields(self, SERVER_FIELDS)
		self.tracking_code = make_tracking_code()
		self.received_on = self.received_on or now()

	def before_validate(self):
		for row in self.work:
			row.done_by = row.done_by or frappe.session.user

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "requester_email")
		normalise_phone(self, "requester_phone")
		self.validate_received_on()
		self.set_kind()
		validate_supported_ngo(self)
		set_funded_project(self)
		self.set_responsible()
		self.validate_work()
		self.validate_stage()
		set_targets(self)
		self.set_escalation()

	def on_update(self):
		self.reassign()
		post_support(self, self.get_support_rows())
		if is_step_to(self, "Resolved"):
			send_message("resolved", self)
		elif is_step_to(self, "Declined"):
			send_message("declined", self)

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return one row of the ledger for each row of work, of the kind that the category stood for."""
		return [
			SupportRow(
				date=getdate(row.work_date),
				ngo=self.ngo,
				kind=self.kind,
				hours=row.hours,
				participants=row.participants,
				key=row.name,
			)
			for row in self.work
		]

	def find_likely_ngo(self) -> dict | None:
		"""Return `name` and `ngo_name` of the verified NGO whose number the sender wrote; None without one."""
		number = maticna.compact(self.registration_number or "")[:7]
		if self.ngo or not number:
			return None
		filters = {"registration_number": ("like", f"{number}%"), "stage": "Verified"}
		found = maticna.is_valid(number) and frappe.get_all(
			"NGO", filters, ["name", "ngo_name"], order_by="name", limit_page_length=1
		)
		return found[0] if found else None

	def validate_received_on(self):
		if get_datetime(self.received_on) > now_datetime():
			refuse(self, "received_on", _("the time lies in the future."), _("Wrong Time"))

	def set_kind(self):
		"""The kind stays as it was when the category was chosen, so that later changes don't move hours."""
		before = self.get_doc_before_save()
		if before and before.category == self.category:
			self.kind = before.kind
		else:
			self.kind = frappe.get_cached_value("Support Request Category", self.category, "kind")

	def set_responsible(self):
		user = frappe.session.user
		before = self.get_doc_before_save()
		if before and before.responsible != self.responsible and is_mentor_only(user):
			frappe.throw(
				_("{0}: only the staff of the hub give a request to somebody else.").format(
					field_label(self, "responsible")
				),
				frappe.PermissionError,
			)
		validate_supporter(self, "responsible")
		if not self.responsible:
			self.responsible = choose_responsible(self.category)

	def validate_work(self):
		if self.work:
			refuse_missing(self, "ngo", _("please choose the NGO for which the hours count."))
		for row in self.work:
			validate_hours(row)
			validate_participants(row)
			self.validate_work_date(row)
			if row.is_new():
				validate_supporter(row, "done_by")
		self.total_hours = flt(sum(row.hours for row in self.work), HOURS_PRECISION)

	def validate_work_date(self, row: "SupportRequestWork"):
		day = getdate(row.work_date)
		if day > getdate(today()):
			refuse(row, "work_date", _("the date lies in the future."), _("Wrong Date"))
		if day < getdate(self.received_on):
			frappe.throw(
				_("{0}: the request came in on {1}; nothing can have been done before.").format(
					field_label(row, "work_date"), format_date(self.received_on)
				),
				title=_("Wrong Date"),
			)

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions and the stamps of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new request begins as {1}."))
		if self.stage == "Declined":
			self.validate_declined()
		if not is_step(self):
			return
		self.first_responded_on = self.first_responded_on or now()
		self.resolved_on = now() if self.stage in CLOSED_STAGES else None
		if self.stage == "Resolved":
			refuse_missing(self, "work", _("please enter the hours before you resolve the request."))

	def validate_declined(self):
		refuse_missing(self, "decline_reason", _("please give the reason before you decline the request."))
		if self.work:
			refuse(self, "work", _("hours are entered; please resolve the request instead of declining it."))

	def set_escalation(self):
		"""Overdue is what has passed today; who has to know is told by the daily job."""
		before = self.get_doc_before_save()
		self.escalation = before.escalation if before else ""
		if not get_escalation(self):
			self.escalation = ""
			self.escalated_on = None

	def reassign(self):
		"""Take the assignment from whoever had it; the assignment rule gives it to who is responsible now."""
		before = self.get_doc_before_save()
		if before and before.responsible != self.responsible:
			assign_to.clear(self.doctype, self.name, ignore_permissions=True)


def mark_first_response(communication: "Communication", method: str | None = None) -> None:
	"""Hook `after_insert` of Communication: the first e-mail to the sender of a request is its first response."""
	if communication.reference_doctype != "NGO Support Request" or communication.sent_or_received != "Sent":
		return
	if communication.communication_type != "Communication" or not communication.reference_name:
		return
	answered = frappe.db.get_value(
		"NGO Support Request", communication.reference_name, "first_responded_on", for_update=True
	)
	if not answered:
		frappe.db.set_value(
			"NGO Support Request",
			communication.reference_name,
			{"first_responded_on": now()},
			update_modified=False,
		)
