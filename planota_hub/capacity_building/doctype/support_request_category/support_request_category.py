from frappe.model.document import Document

from planota_hub.capacity_building.support.rules import validate_supporter
from planota_hub.rules.text import validate_plain_text


class SupportRequestCategory(Document):
	def validate(self):
		validate_plain_text(self)
		validate_supporter(self, "responsible")
