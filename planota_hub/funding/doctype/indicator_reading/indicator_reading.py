# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from planota_hub.funding.indicators import drift, evidence, evidence_links, readings
from planota_hub.funding.indicators.entries import KEYS, keep_server_fields, take_entry
from planota_hub.funding.indicators.evidence import EVIDENCE, READING
from planota_hub.funding.indicators.readings import PERIOD
from planota_hub.metrics.registry import describe
from planota_hub.rules.text import validate_plain_text

# more of them are read in the report of the evidence
SHOWN_RECORDS = 100


class IndicatorReading(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		baseline: DF.Float
		computed_on: DF.Datetime | None
		counted_from: DF.Date | None
		counted_to: DF.Date | None
		current_value: DF.Float
		drift: DF.Float
		drift_checked_on: DF.Datetime | None
		drifted_records: DF.Int
		entered_by: DF.Link | None
		entered_value: DF.Data | None
		failure: DF.SmallText | None
		frozen: DF.Check
		indicator: DF.Link
		measurement: DF.Literal["Computed", "Manual"]
		metric: DF.Data | None
		metric_filters: DF.SmallText | None
		note: DF.SmallText | None
		project: DF.Link | None
		reading_title: DF.Data | None
		reporting_period: DF.Link
		state_of_records: DF.Data | None
		status: DF.Literal["To Compute", "Computed", "Failed", "To Enter", "To Approve", "Approved"]
		target: DF.Float
		unit: DF.Data | None
		unknown_numbers: DF.SmallText | None
		value: DF.Float
	# end: auto-generated types

	def onload(self):
		label, description = describe(self.metric) if self.metric else ("", "")
		self.set_onload("metric_label", label)
		self.set_onload("metric_counts", description)

	def getone(self, key, filters=None):
		"""Return the counted record that is asked for by its name; a reading does not carry them."""
		if isinstance(key, dict) and key.get("doctype") == EVIDENCE:
			return frappe.get_doc(EVIDENCE, key["name"])
		return super().getone(key, filters)

	def validate(self):
		validate_plain_text(self)
		if readings.is_writing():
			self.set_manual_status()
			return
		self.refuse_reported()
		keep_server_fields(self)
		take_entry(self)
		self.set_manual_status()

	def on_trash(self):
		if not readings.is_writing():
			self.refuse_reported()
		evidence.delete(self.name)

	def refuse_reported(self):
		"""Refuse to change what was reported, by whatever way.

		Raises:
		        frappe.ValidationError: while the period is submitted or locked.
		"""
		# whoever submits the period in this moment has its row, and is waited for
		stage = frappe.db.get_value(PERIOD, self.reporting_period, "stage", for_update=True)
		if stage and stage != "Open":
			frappe.throw(
				_("{0} belongs to a period that is {1}; what was reported can't be changed.").format(
					frappe.utils.escape_html(self.reading_title or self.name), _(stage)
				),
				title=_("Already Reported"),
			)

	def set_manual_status(self):
		if self.measurement == "Manual":
			self.status = (
				"To Enter" if not self.entered_by else "Approved" if self.approved_by else "To Approve"
			)

	def approve(self):
		"""Approve a value that somebody else has entered.

		Raises:
		        frappe.ValidationError: when there is nothing to approve, or it is the own entry.
		"""
		self.refuse_reported()
		if self.measurement != "Manual" or self.status != "To Approve":
			frappe.throw(_("There is nothing to approve: this reading is {0}.").format(_(self.status)))
		if self.entered_by == frappe.session.user:
			frappe.throw(
				_("You have entered this value yourself; somebody else has to approve it."),
				title=_("Second Person Needed"),
			)
		self.approved_by, self.approved_on = frappe.session.user, now_datetime()
		with readings.writing():
			self.save()


@frappe.whitelist(methods=["POST"])
def approve_reading(reading: str) -> str:
	"""Approve a manual reading that somebody else has entered; return its status.

	Raises:
	        frappe.PermissionError: for who may not write readings.
	        frappe.ValidationError: for one's own entry, and when there is nothing to approve.
	"""
	# two people who approve or change at the same moment do so one after the other
	frappe.db.get_value(READING, reading, "name", for_update=True)
	doc = frappe.get_doc(READING, reading)
	doc.check_permission("write")
	doc.approve()
	return doc.status


@frappe.whitelist()
def get_counted(reading: str) -> dict:
	"""Return what the form of a reading shows of its counted records, once it is open.

	Keys: `total`, how many there are; `records`, the first of them with where they open; `breakdown`, the figure by
	municipality, unit, field of work and legal form.

	Raises:
	        frappe.PermissionError: for who may not read the reading.
	"""
	frappe.get_doc(READING, reading).check_permission("read")
	return {
		"total": evidence.count([reading])[reading],
		"records": evidence_links.describe_records(evidence.get_page(reading, 0, SHOWN_RECORDS)),
		"breakdown": evidence.break_down([reading])[reading],
	}


@frappe.whitelist()
def get_drift(reading: str) -> dict | None:
	"""Return what has become of a reported figure since, with the first of the changed records; None for others.

	Keys: `value` of today, `drift`, `failure`, `total`, how many records have changed, and `rows`.

	Raises:
	        frappe.PermissionError: for who may not read the reading.
	"""
	doc = frappe.get_doc(READING, reading)
	doc.check_permission("read")
	if not (doc.frozen and doc.measurement == "Computed"):
		return None
	result = drift.compare(reading, only_changes=True)
	return {**result, "total": len(result.rows), "rows": drift.name_changes(result.rows[:SHOWN_RECORDS])}


def on_doctype_update() -> None:
	"""Let the database refuse a second reading of an indicator for a period."""
	frappe.db.add_unique(READING, list(KEYS), "indicator_reading_indicator_period")
