import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.local_networks import mandates
from planota_hub.planota_hub.field_rules import normalise_email, normalise_phone
from planota_hub.planota_hub.meeting_rules import refuse
from planota_hub.planota_hub.portal_access import get_or_create_user, update_portal_role
from planota_hub.planota_hub.text_rules import validate_plain_text

SERVER_FIELDS = ("election", "warned_on", "user")


class BodyMandate(Document):
	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		for fieldname in ("email", "deputy_email"):
			normalise_email(self, fieldname)
		normalise_phone(self, "phone")
		self.set_seat()
		mandates.validate_dates(self)
		mandates.refuse_overlaps(self)
		self.set_title()
		self.status = mandates.get_status(self)

	def on_update(self):
		before = self.get_doc_before_save()
		for body in sorted({self.body, before.body if before else self.body}):
			mandates.update_figures(body)
		self.update_portal_roles()

	def after_delete(self):
		mandates.update_figures(self.body)
		self.update_portal_roles()

	def keep_server_fields(self):
		"""Where the mandate comes from, the warning and the log-in are set by the hub alone."""
		before = self.get_doc_before_save()
		for fieldname in SERVER_FIELDS:
			self.set(fieldname, before.get(fieldname) if before else None)
		self.update(self.flags.set_by_hub or {})
		if before and before.to_date != self.to_date:
			self.warned_on = None

	def set_seat(self):
		"""The seat is one of the body's; unit and field follow from it."""
		fields = ["administrative_unit", "field_of_work"]
		filters = {"parenttype": mandates.BODY, "parent": self.body, "seat": self.seat}
		seat = frappe.db.get_value("Body Seat", filters, fields, as_dict=True)
		if not seat:
			refuse(self, "seat", _("this is no seat of the body."))
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
		if not self.email:
			refuse(self, "email", _("an e-mail address is needed for the invitation."))
		row = frappe._dict(email=self.email, full_name=self.person_name)
		self.flags.set_by_hub = {"user": get_or_create_user(row)}
		self.save()
		return self.user
