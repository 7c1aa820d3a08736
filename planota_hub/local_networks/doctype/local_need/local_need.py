# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, today

from planota_hub.local_networks.needs.endorsements import get_endorsers
from planota_hub.local_networks.needs.mail import MESSAGE_OF_STAGE, send_message
from planota_hub.local_networks.needs.priority import FACTORS, set_priority
from planota_hub.local_networks.needs.similarity import get_similar_needs
from planota_hub.local_networks.needs.stages import (
	ANSWERED_STAGES,
	FIRST_STAGE,
	NEED,
	get_review_due_on,
)
from planota_hub.local_networks.needs.traceability import follow_answers
from planota_hub.local_networks.networks.health import refresh_health
from planota_hub.local_networks.networks.membership import get_networks_of_municipality
from planota_hub.planota_hub.register.places import set_location, set_places
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.counters import keep_counter
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import begin_server_fields, keep_server_fields
from planota_hub.rules.stages import begin, stamp
from planota_hub.rules.text import field_label, validate_plain_text

# set here and only here, whatever a form, an import or the API sends
SERVER_FIELDS = (
	"source",
	"tracking_code",
	"preferred_language",
	"is_anonymous",
	"consent_given_on",
	"consent_text_version",
	"submission_fingerprint",
	"accepted_on",
	"stage_changed_on",
	"reviewed_on",
	"anonymised_on",
)


# while somebody looks at a need, those that say the same are of interest
REVIEWED_STAGES = ("Submitted", "Under Review")


class LocalNeed(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		accepted_on: DF.Date | None
		addressed_today: DF.SmallText | None
		administrative_unit: DF.Link | None
		affected_count: DF.Int
		affected_group: DF.Data | None
		anonymised_on: DF.Date | None
		consent_given_on: DF.Datetime | None
		consent_text_version: DF.Data | None
		description: DF.Text
		duplicate_of: DF.Link | None
		endorsements: DF.Int
		evidence: DF.SmallText | None
		field_of_work: DF.Link
		gap: DF.Literal["", "1", "2", "3", "4", "5"]
		is_anonymous: DF.Check
		local_network: DF.Link | None
		locality: DF.Data | None
		municipality: DF.Link
		need_title: DF.Data
		ngo: DF.Link | None
		preferred_language: DF.Data | None
		priority: DF.Int
		priority_class: DF.Literal["", "Low", "Medium", "High"]
		reach: DF.Literal["", "1", "2", "3", "4", "5"]
		rejection_reason: DF.SmallText | None
		reporter_email: DF.Data | None
		reporter_name: DF.Data | None
		reporter_phone: DF.Data | None
		review_due_on: DF.Date | None
		reviewed_on: DF.Date | None
		severity: DF.Literal["", "1", "2", "3", "4", "5"]
		source: DF.Literal["Desk", "Web Form", "Import"]
		stage: DF.Literal[
			"Submitted", "Under Review", "Accepted", "In Action", "Addressed", "Rejected", "Duplicate"
		]
		stage_changed_on: DF.Date | None
		statistical_region: DF.Link | None
		submission_fingerprint: DF.Data | None
		tracking_code: DF.Data | None
	# end: auto-generated types

	def onload(self):
		if self.stage in REVIEWED_STAGES:
			self.set_onload("similar_needs", get_similar_needs(self))
		self.set_onload("endorsers", get_endorsers(self.name))

	def before_insert(self):
		begin_server_fields(self, SERVER_FIELDS)
		self.tracking_code = make_tracking_code()

	def validate(self):
		keep_server_fields(self, SERVER_FIELDS)
		# members endorse while somebody edits
		keep_counter(self, "endorsements")
		validate_plain_text(self)
		normalise_email(self, "reporter_email")
		normalise_phone(self, "reporter_phone")
		set_places(self)
		set_location(self)
		self.set_local_network()
		self.validate_factors()
		set_priority(self)
		self.validate_duplicate()
		self.validate_stage()
		self.review_due_on = get_review_due_on(self.reviewed_on) if self.stage in ANSWERED_STAGES else None

	def on_update(self):
		if self.has_value_changed("stage"):
			follow_answers([self.name])
			self.stage = frappe.db.get_value(NEED, self.name, "stage")
			self.tell_reporter()
		if self.has_value_changed("stage") or self.has_value_changed("local_network"):
			self.refresh_networks()

	def after_delete(self):
		self.refresh_networks()

	def set_local_network(self):
		"""The network of the municipality, unless somebody chose another one that works there."""
		networks = get_networks_of_municipality(self.municipality)
		if not self.local_network:
			self.local_network = networks[0] if networks else None
		elif self.has_value_changed("local_network") and self.local_network not in networks:
			refuse(self, "local_network", _("this network does not work in {0}.").format(self.municipality))
		elif self.has_value_changed("municipality") and self.local_network not in networks:
			self.local_network = networks[0] if networks else None

	def validate_factors(self):
		for fieldname in FACTORS:
			# a spreadsheet and the API send numbers
			self.set(fieldname, str(cint(self.get(fieldname)) or ""))
			if self.get(fieldname) not in ("", "1", "2", "3", "4", "5"):
				refuse(self, fieldname, _("expected is a number from 1 to 5."))

	def validate_duplicate(self):
		"""A duplicate points at another need that is no duplicate itself, so that there are no circles."""
		if not self.duplicate_of:
			return
		label = field_label(self, "duplicate_of")
		if self.duplicate_of == self.name:
			frappe.throw(_("{0}: a need can't be a duplicate of itself.").format(label))
		if frappe.db.get_value(NEED, self.duplicate_of, "duplicate_of"):
			frappe.throw(_("{0}: that need is marked as a duplicate itself.").format(label))
		if not self.is_new() and frappe.db.exists(NEED, {"duplicate_of": self.name}):
			frappe.throw(_("{0}: other needs are marked as duplicates of this one.").format(label))

	def validate_stage(self):
		"""The workflow decides on the steps; here are the conditions and the stamps of a step."""
		begin(self, FIRST_STAGE, _("{0}: a new need begins as {1}."))
		if not stamp(self):
			return
		before = self.get_doc_before_save()
		if self.stage == "Accepted":
			for fieldname in FACTORS:
				refuse_missing(self, fieldname, _("please fill it in before you accept the need."))
			self.accepted_on = self.reviewed_on = today()
		elif self.stage == "Rejected":
			refuse_missing(self, "rejection_reason", _("please give the reason before you reject the need."))
		elif self.stage == "Duplicate":
			refuse_missing(self, "duplicate_of", _("please choose the need that says the same."))
		elif before and before.stage == "Duplicate":
			self.duplicate_of = None

	def tell_reporter(self):
		"""Say what became of the need to whoever reported it."""
		before = self.get_doc_before_save()
		if self.stage == "In Action" and before and before.stage == "Under Review":
			# an answer is there already, so the need is no longer only accepted
			send_message("accepted", self)
		elif kind := MESSAGE_OF_STAGE.get(self.stage):
			send_message(kind, self)

	def refresh_networks(self):
		before = self.get_doc_before_save()
		networks = {self.local_network, before.local_network if before else None}
		refresh_health(sorted(filter(None, networks)))
