from frappe.model.document import Document

from planota_hub.rules.text import validate_plain_text


class CapacityArea(Document):
	def validate(self):
		validate_plain_text(self)
