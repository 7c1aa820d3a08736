# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from planota_hub.local_networks.bodies import mandates
from planota_hub.local_networks.bodies.coverage import update_figures
from planota_hub.local_networks.bodies.mandate_news import tell_of_vacancy
from planota_hub.local_networks.bodies.prints import describe_mandate
from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.portal_access import (
	get_or_create_user,
	send_invitation,
	update_portal_role,
)
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import validate_plain_text

SERVER_FIELDS = ("election", "warned_on", "user")


class BodyMandate(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.body_mandate_report.body_mandate_report import (
			BodyMandateReport,
		)

		administrative_unit: DF.Link | None
		body: DF.Link
		contact: DF.Link | None
		decision_reference: DF.Data | None
		deputy_contact: DF.Link | None
		deputy_email: DF.Data | None
		deputy_name: DF.Data | None
		deputy_ngo: DF.Link | None
		election: DF.Link | None
		email: DF.Data | None
		end_reason: DF.Literal["", "Resigned", "Recalled", "Left the NGO", "Body Dissolved", "Other"]
		ended_early_on: DF.Date | None
		field_of_work: DF.Link | None
		from_date: DF.Date
		mandate_title: DF.Data | None
		next_order: DF.Int
		ngo: DF.Link
		origin: DF.Literal["Elected", "Consensus", "Appointed", "Deputy"]
		person_name: DF.Data
		phone: DF.Data | None
		replaces: DF.Link | None
		reports: DF.Table[BodyMandateReport]
		seat: DF.Autocomplete
		status: DF.Literal["Planned", "Active", "Expiring", "Ended"]
		to_date: DF.Date | None
		user: DF.Link | None
		warned_on: DF.Date | None
	# end: auto-generated types

	def describe(self) -> frappe._dict:
		"""Return what the print says."""
		return describe_mandate(self)

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		for fieldname in ("email", "deputy_email"):
			normalise_email(self, fieldname)
		normalise_phone(self, "phone")
		self.set_seat()
		mandates.set_term(self)
		mandates.validate_dates(self)
		mandates.validate_deputy(self)
		mandates.refuse_overlaps(self)
		self.set_title()
		self.status = mandates.get_status(self)
		mandates.validate_ngos(self)

	def on_update(self):
		before = self.get_doc_before_save()
		update_figures(self.body)
		self.update_portal_roles()
		if before and self.status == "Ended" and before.status != "Ended":
			tell_of_vacancy(self)

	def after_delete(self):
		update_figures(self.body)
		self.update_portal_roles()

	def keep_server_fields(self):
		"""Where the mandate comes from, the warning and the log-in are set by the hub alone."""
		before = self.get_doc_before_save()
		for fieldname in SERVER_FIELDS:
			self.set(fieldname, before.get(fieldname) if before else None)
		self.update(self.flags.set_by_hub or {})
		if before and getdate(before.to_date) != getdate(self.to_date):
			self.warned_on = None

	def set_seat(self):
		"""The seat is one of the body's; unit and field follow from it."""
		filters = {"parenttype": mandates.BODY, "parent": self.body, "seat": self.seat}
		fields = ["administrative_unit", "field_of_work"]
		seat = frappe.db.get_value(mandates.SEAT, filters, fields, as_dict=True)
		if not seat:
			refuse(self, "seat", _("this is no seat of the body. Its seats stand in its form."))
		self.update(seat)

	def set_title(self):
		self.mandate_title = f"{self.person_name} ({self.seat})"[:140]

	def update_portal_roles(self):
		before = self.get_doc_before_save()
		for user in sorted({doc.user for doc in (self, before) if doc and doc.user}):
			update_portal_role(user)

	@frappe.whitelist(methods=["POST"])
	def invite_to_portal(self) -> str:
		"""Give the person a log-in to the portal; return the user."""
		self.check_permission("write")
		if self.status not in mandates.ACTIVE_STATUSES:
			refuse(self, "status", _("the mandate does not last today."))
		refuse_missing(self, "email", _("an e-mail address is needed for the invitation."))
		row = frappe._dict(email=self.email, full_name=self.person_name)
		had_access, is_new = self.user, not frappe.db.exists("User", {"email": self.email})
		language = frappe.db.get_value("NGO", self.ngo, "preferred_language") if self.ngo else None
		self.flags.set_by_hub = {"user": get_or_create_user(row, language or site_language())}
		self.save()
		if self.user != had_access:
			send_invitation(self.user, self.mandate_title, is_new)
		return self.user

	@frappe.whitelist(methods=["POST"])
	def end_early(self, day: str, reason: str) -> None:
		"""End the mandate before its time.

		Args:
		        day: the first one on which the seat is vacant.
		        reason: one of those of the field.
		"""
		self.check_permission("write")
		self.ended_early_on, self.end_reason = day, reason
		self.save()

	@frappe.whitelist(methods=["POST"])
	def hand_over_to_deputy(self, day: str, reason: str) -> str:
		"""End the mandate before its time and give the rest of the term to the deputy; return the new mandate."""
		self.check_permission("write")
		refuse_missing(self, "deputy_name", _("the mandate has no deputy."))
		frappe.has_permission(self.doctype, "create", throw=True)
		self.end_early(day, reason)
		successor = frappe.new_doc(self.doctype)
		successor.update({"body": self.body, "seat": self.seat, "from_date": day, "to_date": self.to_date})
		successor.update({"person_name": self.deputy_name, "email": self.deputy_email, "origin": "Deputy"})
		successor.contact = self.deputy_contact
		successor.ngo = self.deputy_ngo or self.ngo
		return successor.insert().name
