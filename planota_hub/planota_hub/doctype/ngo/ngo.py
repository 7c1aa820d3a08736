# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document
from frappe.utils import getdate, now, today

from planota_hub.planota_hub.register.addresses import split_seat
from planota_hub.planota_hub.register.contacts import update_contacts
from planota_hub.planota_hub.register.duplicates import (
	index_names,
	mark_likely_duplicates,
	note_twins,
	refresh_twins,
	set_likely_duplicates,
	show_likely_duplicates,
)
from planota_hub.planota_hub.register.fields_of_server import DERIVED_FIELDS, INTAKE_FIELDS, STAMPED_FIELDS
from planota_hub.planota_hub.register.identity.organisations import note_former_names, refuse_former_number
from planota_hub.planota_hub.register.listing import LISTED, SOURCE, stamp_listing
from planota_hub.planota_hub.register.places import (
	require_municipality,
	set_country,
	set_location,
	set_places,
)
from planota_hub.planota_hub.register.portal_access import update_portal_role, update_portal_roles
from planota_hub.planota_hub.register.portal_limits import validate_portal_changes
from planota_hub.planota_hub.register.public_interest import set_public_interest
from planota_hub.planota_hub.register.public_register import index_public_names
from planota_hub.planota_hub.register.representatives import validate_representatives
from planota_hub.planota_hub.register.sector_changes import forget_ngo
from planota_hub.planota_hub.register.state import follow_stage
from planota_hub.planota_hub.register.yearly_figures import validate_yearly_figures
from planota_hub.public_forms.consent import stamp_consent
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.fields import normalise_contact_data, normalise_email
from planota_hub.rules.organisation_numbers import UniqueNumbers, index_numbers, normalise_numbers
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import get_source
from planota_hub.rules.stages import begin, stamp
from planota_hub.rules.text import validate_plain_text

FIRST_STAGE = "Submitted"


class NGO(UniqueNumbers, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.former_name.former_name import FormerName
		from planota_hub.planota_hub.doctype.ngo_field_of_work.ngo_field_of_work import NGOFieldofWork
		from planota_hub.planota_hub.doctype.ngo_operating_municipality.ngo_operating_municipality import (
			NGOOperatingMunicipality,
		)
		from planota_hub.planota_hub.doctype.ngo_public_interest_status.ngo_public_interest_status import (
			NGOPublicInterestStatus,
		)
		from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative
		from planota_hub.planota_hub.doctype.ngo_yearly_figure.ngo_yearly_figure import NGOYearlyFigure

		administrative_unit: DF.Link | None
		anonymised_on: DF.Date | None
		area_of_operation: DF.TableMultiSelect[NGOOperatingMunicipality]
		consent_given_by: DF.Data | None
		consent_given_on: DF.Datetime | None
		consent_news: DF.Check
		consent_register: DF.Check
		consent_text_version: DF.Data | None
		consent_withdrawn_on: DF.Datetime | None
		country: DF.Link | None
		data_confirmed_on: DF.Date | None
		description: DF.Text | None
		distinct_from: DF.SmallText | None
		email: DF.Data | None
		employees_count: DF.Int
		fields_of_work: DF.TableMultiSelect[NGOFieldofWork]
		former_names: DF.Table[FormerName]
		founded_on: DF.Date | None
		has_likely_duplicates: DF.Check
		has_public_interest_status: DF.Check
		legal_form: DF.Literal[
			"", "Association", "Private Institute", "Foundation", "Federation", "Civil Initiative", "Other"
		]
		listed_on: DF.Date | None
		logo: DF.AttachImage | None
		members_count: DF.Int
		municipality: DF.Link | None
		name_key: DF.Data | None
		news_consent_given_by: DF.Data | None
		news_consent_given_on: DF.Datetime | None
		news_consent_text_version: DF.Data | None
		news_consent_withdrawn_on: DF.Datetime | None
		ngo_name: DF.Data
		phone: DF.Data | None
		preferred_language: DF.Data | None
		primary_field_of_work: DF.Link | None
		public_interest_ends_on: DF.Date | None
		public_interest_statuses: DF.Table[NGOPublicInterestStatus]
		registration_number: DF.Data | None
		rejection_reason: DF.SmallText | None
		representatives: DF.Table[NGORepresentative]
		search_text: DF.LongText | None
		seat_postal_code: DF.Data | None
		seat_street: DF.Data | None
		seat_town: DF.Data | None
		short_name: DF.Data | None
		source: DF.Literal["Desk", "Web Form", "Import", "Register"]
		stage: DF.Literal["Submitted", "Verified", "Inactive", "Rejected", "Listed"]
		stage_changed_on: DF.Date | None
		statistical_region: DF.Link | None
		submission_fingerprint: DF.Data | None
		submitter_email: DF.Data | None
		submitter_name: DF.Data | None
		tax_number: DF.Data | None
		tracking_code: DF.Data | None
		unknown_numbers: DF.SmallText | None
		verified_by: DF.Link | None
		verified_on: DF.Datetime | None
		volunteers_count: DF.Int
		website: DF.Data | None
		yearly_figures: DF.Table[NGOYearlyFigure]
	# end: auto-generated types

	def onload(self):
		load_address_and_contact(self)

	def before_insert(self):
		self.source = get_source()
		if self.flags.from_register:
			self.source, self.stage = SOURCE, LISTED
		self.set_tracking_code()

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		split_seat(self)
		normalise_contact_data(self)
		normalise_email(self, "submitter_email")
		set_country(self)
		require_municipality(self)
		normalise_numbers(self)
		refuse_former_number(self)
		note_former_names(self)
		validate_portal_changes(self, INTAKE_FIELDS | STAMPED_FIELDS | DERIVED_FIELDS)
		set_places(self)
		set_location(self)
		self.set_primary_field_of_work()
		set_public_interest(self)
		self.validate_founded_on()
		validate_yearly_figures(self)
		validate_representatives(self)
		self.validate_stage()
		stamp_listing(self)
		stamp_consent(self)
		set_likely_duplicates(self)

	def on_update(self):
		update_contacts(self)
		update_portal_roles(self)
		mark_likely_duplicates(self)
		show_likely_duplicates(self)
		follow_stage(self)

	def on_trash(self):
		note_twins(self)
		forget_ngo(self.name)
		frappe.db.set_value(
			"NGO Representative", {"parent": self.name, "parenttype": self.doctype}, "contact", None
		)
		delete_contact_and_address(self.doctype, self.name)

	def after_delete(self):
		for user in sorted({row.user for row in self.representatives if row.user}):
			update_portal_role(user)
		refresh_twins(self)

	def set_tracking_code(self):
		"""A code that can't be guessed, for the person who submitted the NGO without a log-in."""
		self.tracking_code = make_tracking_code() if self.source == "Web Form" else None

	def validate_workflow(self):
		"""Nobody takes the step by which the business register lists an NGO, or a listed one registers itself."""
		if not self.flags.from_register:
			super().validate_workflow()

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		for fieldname in STAMPED_FIELDS | (INTAKE_FIELDS if before else frozenset()):
			self.set(fieldname, before.get(fieldname) if before else None)
		if before:
			self.update(self.flags.intake or {})
			self.owner = before.owner

	def set_primary_field_of_work(self):
		self.primary_field_of_work = self.fields_of_work[0].field_of_work if self.fields_of_work else None

	def validate_founded_on(self):
		if self.founded_on and getdate(self.founded_on) > getdate(today()):
			refuse(self, "founded_on", _("the date lies in the future."))

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions and the stamps of a step."""
		begin(
			self,
			LISTED if self.flags.from_register else FIRST_STAGE,
			_("{0}: a new NGO begins as {1}; every further stage is a step of the verification."),
		)
		if not stamp(self):
			return
		if self.stage == "Rejected":
			refuse_missing(self, "rejection_reason", _("please give the reason before you reject the NGO."))
		if self.stage == "Verified":
			self.verified_on, self.verified_by = now(), frappe.session.user


def on_doctype_update() -> None:
	"""Let likely duplicates be looked for in an index, and every number mean one NGO of its country."""
	index_names()
	index_public_names()
	index_numbers("NGO")
