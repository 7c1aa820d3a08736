from frappe.model.document import Document

from planota_hub.planota_hub.places import update_places_of_unit
from planota_hub.planota_hub.text_rules import validate_plain_text


class AdministrativeUnit(Document):
	def validate(self):
		validate_plain_text(self)

	def on_update(self):
		if self.has_value_changed("statistical_region"):
			update_places_of_unit(self)
