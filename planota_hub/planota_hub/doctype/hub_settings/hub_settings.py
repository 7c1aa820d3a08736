# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from planota_hub.figures.suppression import LEAST_THRESHOLD, MOST_THRESHOLD
from planota_hub.planota_hub.register.places import mark_own_municipalities
from planota_hub.rules.fields import normalise_email, normalise_phone
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import field_label, validate_plain_text

# the key of the reports of the hub is drawn and kept by `hub_network/publishing/signing.py`
KEY_FIELDS = ("report_keys", "report_fingerprint")
BALANCE_PERCENTAGES = ("consortium_max_sector_votes", "consortium_min_non_public_votes")


class HubSettings(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.hub_funder_logo.hub_funder_logo import HubFunderLogo
		from planota_hub.planota_hub.doctype.hub_home_block.hub_home_block import HubHomeBlock
		from planota_hub.planota_hub.doctype.hub_region.hub_region import HubRegion

		achievements_weight: DF.Percent
		address: DF.SmallText | None
		alert_on_publish: DF.Check
		anonymous_intake_allowed: DF.Check
		anonymous_needs_allowed: DF.Check
		application_effort_weight: DF.Percent
		behind_plan_percent: DF.Percent
		briefing_reply_to: DF.Data | None
		closing_soon_days: DF.Int
		co_financing_weight: DF.Percent
		confirmation_days: DF.Int
		consortium_all_sectors: DF.Check
		consortium_max_sector_votes: DF.Percent
		consortium_min_non_public_votes: DF.Percent
		create_party_when_verified: DF.Check
		default_sender_email: DF.Data | None
		default_sender_name: DF.Data | None
		duplicate_similarity_percent: DF.Percent
		election_call_days: DF.Int
		email: DF.Data | None
		existing_programme_weight: DF.Percent
		friendly_minimum_amount: DF.Currency
		funded_project: DF.Link | None
		funder_logos: DF.Table[HubFunderLogo]
		funder_retention_months: DF.Int
		home_blocks: DF.Table[HubHomeBlock]
		hub_name: DF.Data | None
		is_network: DF.Check
		joint_action_reminder_days: DF.Int
		level_of_operation_weight: DF.Percent
		living_network_months: DF.Int
		logo: DF.AttachImage | None
		mandate_warning_days: DF.Int
		metric_seconds: DF.Int
		minimum_amount_weight: DF.Percent
		need_review_months: DF.Int
		opening_hours: DF.SmallText | None
		operator_organisation: DF.Data | None
		orphan_need_days: DF.Int
		payment_weight: DF.Percent
		phone: DF.Data | None
		policy_reminder_days: DF.Int
		policy_reply_days: DF.Int
		priority_field_weight: DF.Percent
		proof_archive_days: DF.Int
		public_intake_per_email_per_day: DF.Int
		publicity_statement: DF.SmallText | None
		regions: DF.TableMultiSelect[HubRegion]
		report_fingerprint: DF.Data | None
		report_keys: DF.LongText | None
		report_reminder_days: DF.Int
		report_threshold: DF.Int
		reporting_weight: DF.Percent
		retention_months: DF.Int
		send_monthly_digest: DF.Check
		simplified_costs_weight: DF.Percent
		stalled_need_days: DF.Int
		support_first_response_days: DF.Int
		support_hours_threshold: DF.Float
		support_resolution_days: DF.Int
		time_to_apply_weight: DF.Percent
		volunteer_work_weight: DF.Percent
		website_introduction: DF.SmallText | None
	# end: auto-generated types

	def validate(self):
		reset_server_fields(self, KEY_FIELDS)
		validate_plain_text(self)
		normalise_email(self, "default_sender_email")
		normalise_email(self, "briefing_reply_to")
		normalise_email(self, "email")
		normalise_phone(self, "phone")
		self.validate_similarity()
		self.validate_sector_balance()
		self.validate_advocacy_days()
		self.validate_threshold()

	def on_update(self):
		mark_own_municipalities()

	def validate_similarity(self):
		if not 50 <= flt(self.duplicate_similarity_percent) <= 100:
			refuse(self, "duplicate_similarity_percent", _("expected is a percentage from 50 to 100."))

	def validate_sector_balance(self):
		for fieldname in BALANCE_PERCENTAGES:
			if not 0 <= flt(self.get(fieldname)) <= 100:
				refuse(self, fieldname, _("expected is a percentage from 0 to 100."))

	def validate_advocacy_days(self):
		for fieldname in ("policy_reply_days", "policy_reminder_days", "confirmation_days"):
			if not 1 <= cint(self.get(fieldname)) <= 365:
				refuse(self, fieldname, _("expected is a number of days from 1 to 365."))

	def validate_threshold(self):
		if not LEAST_THRESHOLD <= cint(self.report_threshold) <= MOST_THRESHOLD:
			refuse(self, "report_threshold", _("expected is a number from 3 to 100."))


def validate_weights(settings: "HubSettings", fieldnames: list[str]) -> None:
	"""Check weights that share 100 % among them; for the areas whose weights stand here.

	Raises:
	        frappe.ValidationError: naming the fields and their sum.
	"""
	total = sum(flt(settings.get(fieldname)) for fieldname in fieldnames)
	if round(total, 2) != 100:
		frappe.throw(
			_("{0}: together the weights must be 100, not {1}.").format(
				", ".join(field_label(settings, fieldname) for fieldname in fieldnames), show_number(total)
			),
			title=_("Wrong Weights"),
		)
