# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from planota_hub.advocacy.campaigns.supporters import (
	CAMPAIGN,
	CONFIRMED,
	WITHDRAWN,
	get_organisation_key,
	get_person_key,
	throw_known_organisation,
)
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.fields import get_email_key, normalise_email
from planota_hub.rules.organisation_numbers import normalise_registration_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.text import field_label, shown, validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"status",
	"confirmed_on",
	"withdrawn_on",
	"source",
	"requested_on",
	"preferred_language",
	"consent_given_on",
	"consent_text_version",
	"anonymised_on",
)
# a list of signatures on paper comes in while the campaign runs, or shortly after
DESK_STAGES = frozenset({"Approved", "Active", "Suspended", "Evaluated"})


class CampaignSupporter(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anonymised_on: DF.Date | None
		campaign: DF.Link
		confirmed_on: DF.Datetime | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		email: DF.Data | None
		email_key: DF.Data | None
		municipality: DF.Link | None
		ngo: DF.Link | None
		organisation: DF.Data | None
		organisation_key: DF.Data | None
		person_key: DF.Data | None
		preferred_language: DF.Data | None
		registration_number: DF.Data | None
		requested_on: DF.Datetime | None
		source: DF.Literal["", "Web Form", "Desk", "Import"]
		statement: DF.SmallText | None
		status: DF.Literal["Unconfirmed", "Confirmed", "Withdrawn"]
		supporter_kind: DF.Literal["Organisation", "Person"]
		supporter_name: DF.Data
		withdrawn_on: DF.Datetime | None
	# end: auto-generated types

	def before_insert(self):
		self.set_intake()
		self.validate_campaign()

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "email")
		self.normalise_number()
		self.validate_kind()
		self.set_keys()

	def after_insert(self):
		if self.status == CONFIRMED:
			add_to_counter(CAMPAIGN, self.campaign, "supporter_count", 1)

	def on_trash(self):
		status = frappe.db.get_value(self.doctype, self.name, "status", for_update=True)
		if status == CONFIRMED:
			add_to_counter(CAMPAIGN, self.campaign, "supporter_count", -1)

	def set_intake(self):
		"""Whoever comes through the web has to confirm; what the staff enter was signed on paper."""
		begin_server_fields(self, SERVER_FIELDS)
		self.requested_on = now()
		self.status = "Unconfirmed"
		if self.source != "Web Form":
			self.status, self.confirmed_on = CONFIRMED, now()

	def validate_campaign(self):
		stage = frappe.db.get_value(CAMPAIGN, self.campaign, "stage")
		if stage not in DESK_STAGES:
			refuse(self, "campaign", _("this campaign takes no supporters."))

	def normalise_number(self):
		if not self.registration_number:
			self.registration_number = None
			return
		normalise_registration_number(self)

	def validate_kind(self):
		"""Somebody supports as an organisation with its name, or as a person."""
		if self.supporter_kind == "Person":
			self.organisation = self.registration_number = self.ngo = None
			return
		if self.ngo and not self.organisation:
			self.organisation = frappe.db.get_value("NGO", self.ngo, "ngo_name")
		refuse_missing(self, "organisation", _("please enter the name of the organisation."))

	def set_keys(self):
		"""One support per person and organisation; the database sees to it."""
		withdrawn = self.status == WITHDRAWN
		self.email_key = None if withdrawn else get_email_key(self.email) or None
		self.person_key = None if withdrawn else get_person_key(self)
		self.organisation_key = get_organisation_key(self) if self.status == CONFIRMED else None

	def show_unique_validation_message(self, e: Exception) -> None:
		"""Say in words what the database has refused."""
		if "organisation_key" in str(e):
			throw_known_organisation()
		if "person_key" in str(e):
			frappe.throw(
				_("{0}: {1} supports this campaign already.").format(
					field_label(self, "supporter_name"), shown(self.supporter_name)
				),
				frappe.UniqueValidationError,
				title=_("Already a Supporter"),
			)
		super().show_unique_validation_message(e)


def on_doctype_update() -> None:
	"""Index by what the supporters of campaigns are counted, and who has not confirmed."""
	frappe.db.add_index("Campaign Supporter", ["campaign", "status"], "campaign_supporter_status")
	frappe.db.add_index("Campaign Supporter", ["status", "requested_on"], "campaign_supporter_requested")
