# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from planota_hub.hub_network.publishing import stages
from planota_hub.hub_network.publishing.building import build
from planota_hub.metrics.names import get_label
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import validate_plain_text


class HubReport(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content: DF.LongText | None
		digest: DF.Data | None
		edition: DF.Int
		ends_on: DF.Date | None
		fingerprint: DF.Data | None
		published_on: DF.Datetime | None
		report_title: DF.Data | None
		reporting_period: DF.Link | None
		starts_on: DF.Date | None
		status: DF.Literal["Draft", "Published", "Withdrawn"]
		withdrawal_reason: DF.SmallText | None
		withdrawn_on: DF.Datetime | None
	# end: auto-generated types

	def onload(self):
		if self.content:
			self.set_onload("report", with_labels(json.loads(self.content)))

	def validate(self):
		reset_server_fields(self, stages.SERVER_FIELDS)
		self.status = self.status or stages.DRAFT
		self.refuse_changes_after_publication()
		validate_plain_text(self)
		self.set_days()
		self.set_title()

	def on_trash(self):
		# the demo region goes as a whole
		if self.status != stages.DRAFT and not self.flags.ignore_permissions:
			frappe.throw(_("{0} was published and can't be deleted; it can be withdrawn.").format(self.name))

	def refuse_changes_after_publication(self):
		before = self.get_doc_before_save()
		if before and before.status != stages.DRAFT:
			refuse(self, "status", _("a report that was published can't be changed; publish a new edition."))

	def set_days(self):
		"""The days are those of the reporting period, when one is chosen."""
		if self.reporting_period:
			self.starts_on, self.ends_on = frappe.db.get_value(
				"Reporting Period", self.reporting_period, ["starts_on", "ends_on"]
			)
		for fieldname in ("starts_on", "ends_on"):
			refuse_missing(self, fieldname, _("please choose a reporting period, or the days."))
		if getdate(self.ends_on) < getdate(self.starts_on):
			refuse(self, "ends_on", _("expected is a day not before {0}.").format(show_day(self.starts_on)))

	def set_title(self):
		before = self.get_doc_before_save()
		if not self.report_title or (before and self.report_title == make_title(before)):
			self.report_title = make_title(self)

	@frappe.whitelist()
	def preview(self) -> dict:
		"""Return what would be published now."""
		self.check_permission("read")
		return with_labels(build(self.starts_on, self.ends_on, self.edition or 1))

	@frappe.whitelist()
	def publish(self):
		"""Publish the report; see `stages.publish`."""
		stages.publish(self)

	@frappe.whitelist()
	def withdraw(self, reason: str):
		"""Take the report off the website; see `stages.withdraw`."""
		stages.withdraw(self, reason)


def make_title(report: "HubReport") -> str:
	"""Return what a report is called unless somebody names it: its days."""
	return f"{show_day(report.starts_on)} – {show_day(report.ends_on)}"


def with_labels(report: dict) -> dict:
	"""Return a report with its figures called in the reader's language, for the form."""
	for figure in report["figures"]:
		figure["label"] = get_label(figure["key"])
	return report
