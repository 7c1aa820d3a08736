# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document

from planota_hub.planota_hub.register.addresses import split_seat
from planota_hub.planota_hub.register.contacts import update_contacts
from planota_hub.planota_hub.register.duplicates import (
	mark_likely_duplicates,
	note_twins,
	refresh_twins,
	set_likely_duplicates,
	show_likely_duplicates,
)
from planota_hub.planota_hub.register.identity.organisations import note_former_names, refuse_former_number
from planota_hub.planota_hub.register.places import set_country, set_location, set_places
from planota_hub.planota_hub.register.stakeholder_people import PERSON, validate_people
from planota_hub.rules.fields import normalise_contact_data
from planota_hub.rules.organisation_numbers import UniqueNumbers, index_numbers, normalise_numbers
from planota_hub.rules.refusals import refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import validate_plain_text

# set here and only here, whatever a form, an import or the API sends
MATCHING_FIELDS = ("has_likely_duplicates", "name_key", "distinct_from")
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
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.former_name.former_name import FormerName
		from planota_hub.planota_hub.doctype.stakeholder_person.stakeholder_person import StakeholderPerson

		administrative_unit: DF.Link | None
		country: DF.Link | None
		description: DF.Text | None
		disabled: DF.Check
		distinct_from: DF.SmallText | None
		email: DF.Data | None
		former_names: DF.Table[FormerName]
		has_likely_duplicates: DF.Check
		municipality: DF.Link | None
		name_key: DF.Data | None
		people: DF.Table[StakeholderPerson]
		phone: DF.Data | None
		registration_number: DF.Data | None
		seat_postal_code: DF.Data | None
		seat_street: DF.Data | None
		seat_town: DF.Data | None
		sector: DF.Literal["", "Public", "Private", "Civil Society", "Cross-Sector"]
		stakeholder_name: DF.Data
		stakeholder_type: DF.Literal[
			"",
			"Municipality",
			"Development Agency",
			"Chamber",
			"Public Institution",
			"Ministry",
			"Company",
			"Media",
			"Local Action Group",
			"Regional Hub",
			"National Network",
			"Thematic Network",
			"Other",
		]
		statistical_region: DF.Link | None
		tax_number: DF.Data | None
		website: DF.Data | None
	# end: auto-generated types

	def onload(self):
		load_address_and_contact(self)

	def validate(self):
		reset_server_fields(self, MATCHING_FIELDS)
		validate_plain_text(self)
		split_seat(self)
		normalise_contact_data(self)
		set_country(self)
		normalise_numbers(self)
		refuse_former_number(self)
		note_former_names(self)
		set_places(self)
		set_location(self)
		self.set_sector()
		validate_people(self)
		set_likely_duplicates(self)

	def on_update(self):
		update_contacts(self)
		mark_likely_duplicates(self)
		show_likely_duplicates(self)

	def on_trash(self):
		note_twins(self)
		frappe.db.set_value(PERSON, {"parent": self.name, "parenttype": self.doctype}, "contact", None)
		delete_contact_and_address(self.doctype, self.name)

	def after_delete(self):
		refresh_twins(self)

	def set_sector(self):
		"""The sector follows from the type; only the type Other leaves the choice open."""
		if self.stakeholder_type in SECTOR_OF_TYPE:
			self.sector = SECTOR_OF_TYPE[self.stakeholder_type]
		else:
			refuse_missing(self, "sector", _("please choose the sector of a stakeholder of the type Other."))


def on_doctype_update() -> None:
	"""Let every number mean one stakeholder of its country."""
	index_numbers("Stakeholder")
