import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document

from planota_hub.planota_hub.field_rules import UniqueNumbers, normalise_contact_data, normalise_numbers
from planota_hub.planota_hub.places import set_location, set_places
from planota_hub.planota_hub.text_rules import field_label, validate_plain_text

PUBLIC, PRIVATE, CIVIL_SOCIETY, CROSS_SECTOR = "Public", "Private", "Civil Society", "Cross-Sector"

SECTOR_OF_TYPE = {
	"Municipality": PUBLIC,
	"Development Agency": PUBLIC,
	"Chamber": PRIVATE,
	"Public Institution": PUBLIC,
	"Ministry": PUBLIC,
	"Company": PRIVATE,
	"Media": PRIVATE,
	"Local Action Group": CROSS_SECTOR,
	"Regional Hub": CIVIL_SOCIETY,
	"National Network": CIVIL_SOCIETY,
	"Thematic Network": CIVIL_SOCIETY,
}


class Stakeholder(UniqueNumbers, Document):
	def onload(self):
		load_address_and_contact(self)

	def validate(self):
		validate_plain_text(self)
		normalise_contact_data(self)
		normalise_numbers(self)
		set_places(self)
		set_location(self)
		self.set_sector()

	def on_trash(self):
		delete_contact_and_address(self.doctype, self.name)

	def set_sector(self):
		"""The sector follows from the type; only the type Other leaves the choice open."""
		if self.stakeholder_type in SECTOR_OF_TYPE:
			self.sector = SECTOR_OF_TYPE[self.stakeholder_type]
		elif not self.sector:
			frappe.throw(
				_("{0}: please choose the sector of a stakeholder of the type Other.").format(
					field_label(self, "sector")
				),
				frappe.MandatoryError,
			)
