import frappe
from frappe.model.document import Document

from planota_hub.rules.text import validate_plain_text


class ElectionRegistration(Document):
	"""What somebody sent for an NGO through the public form; it is written by the hub alone."""

	def validate(self):
		validate_plain_text(self)
		self.registration_title = frappe.db.get_value("NGO", self.ngo, "ngo_name")
