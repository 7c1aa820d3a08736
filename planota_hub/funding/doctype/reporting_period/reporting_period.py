# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.funding.indicators import (
	evidence,
	evidence_links,
	funder_report,
	readings,
	report_drawings,
	report_links,
)
from planota_hub.funding.indicators.drift import check_period
from planota_hub.funding.indicators.period_calendar import validate_sequence
from planota_hub.funding.indicators.period_stages import DOCTYPE, FIRST_STAGE, SERVER_FIELDS, validate_stage
from planota_hub.funding.proofs.archive import STATE_FIELDS
from planota_hub.rules.readable import name_span
from planota_hub.rules.server_fields import reset_server_fields
from planota_hub.rules.text import field_label, validate_plain_text


class ReportingPeriod(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		achievements: DF.SmallText | None
		archive_by: DF.Link | None
		archive_failure: DF.SmallText | None
		archive_files: DF.Int
		archive_left_out: DF.Int
		archive_on: DF.Datetime | None
		archive_state: DF.Literal["", "Being Made", "Ready", "Failed"]
		deviations: DF.SmallText | None
		due_on: DF.Date | None
		ends_on: DF.Date
		locked_by: DF.Link | None
		locked_on: DF.Datetime | None
		next_order: DF.Int
		next_steps: DF.SmallText | None
		period_number: DF.Int
		period_title: DF.Data | None
		project: DF.Link
		report_data: DF.JSON | None
		stage: DF.Literal["Open", "Submitted", "Locked"]
		starts_on: DF.Date
		submitted_by: DF.Link | None
		submitted_on: DF.Datetime | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("figures", readings.get_figures(self.name))

	def validate(self):
		reset_server_fields(self, (*SERVER_FIELDS, *STATE_FIELDS))
		self.refuse_changes_after_submission()
		validate_plain_text(self)
		validate_sequence(self)
		self.set_title()
		validate_stage(self)

	def on_update(self):
		if self.flags.step in ("Submitted", FIRST_STAGE):
			readings.set_frozen(self.name, self.flags.step != FIRST_STAGE)

	def on_trash(self):
		if self.stage != FIRST_STAGE:
			frappe.throw(_("{0} was reported to the funders and can't be deleted.").format(self.name))
		later = {"project": self.project, "starts_on": (">", self.starts_on)}
		if frappe.db.exists(DOCTYPE, later):
			frappe.throw(_("Only the last reporting period can be deleted, so that no gap comes about."))
		readings.delete_readings(self.name)

	def refuse_changes_after_submission(self):
		"""What was submitted stays as it is; only the stage moves on."""
		before = self.get_doc_before_save()
		if not before or before.stage == FIRST_STAGE:
			return
		for df in self.meta.fields:
			if df.fieldtype in no_value_fields or df.fieldname in ("stage", *SERVER_FIELDS, *STATE_FIELDS):
				continue
			if cstr(self.get(df.fieldname)) != cstr(before.get(df.fieldname)):
				frappe.throw(
					_("{0}: this period is {1} and can't be changed any more.").format(
						field_label(self, df.fieldname), _(before.stage)
					),
					title=_("Already Reported"),
				)

	def set_title(self):
		before = self.get_doc_before_save()
		earlier = {
			"project": self.project,
			"starts_on": ("<", self.starts_on),
			"name": ("!=", self.name or ""),
		}
		self.period_number = frappe.db.count(DOCTYPE, earlier) + 1
		if not self.period_title or (before and self.period_title == make_title(before)):
			self.period_title = make_title(self)

	def get_report(self) -> frappe._dict:
		"""Return what the report on this period says; see `planota_hub.funding.indicators.funder_report`."""
		return funder_report.get(self)

	def get_links(self) -> frappe._dict:
		"""Return where each figure of the report leads; see `planota_hub.funding.indicators.report_links`."""
		return report_links.get_links(self, self.get_report())

	def get_evidence(self) -> dict[str, list[dict]]:
		"""Return the counted records of every figure of the report, for the print."""
		counted = evidence.get([figure.name for figure in self.get_report().figures])
		return {reading: evidence_links.add_forms(rows) for reading, rows in counted.items()}

	def draw_progress(self) -> str:
		"""Return the chart of the print."""
		return report_drawings.draw_progress(self.get_report().figures)

	def draw_map(self) -> str:
		"""Return the map of the print."""
		return report_drawings.draw_map(self.get_report().places, self.get_links().places)

	@frappe.whitelist()
	def compute_figures(self) -> dict:
		"""Compute the figures of this period; return the number of `computed` ones and the `failures`."""
		self.check_permission("write")
		if frappe.db.get_value(DOCTYPE, self.name, "stage", for_update=True) != FIRST_STAGE:
			frappe.throw(_("The figures of a period that was reported are not computed again."))
		return readings.compute_period(self)

	@frappe.whitelist()
	def check_drift(self) -> list[dict]:
		"""Compare what was reported with the records of today; return the readings that differ now."""
		self.check_permission("read")
		return check_period(self.name)


def make_title(period: "ReportingPeriod | frappe._dict") -> str:
	"""Return what a period is called unless somebody names it: its number and its months."""
	return f"{period.period_number}: {name_span(period.starts_on, period.ends_on)}"


def on_doctype_update() -> None:
	"""Let the database refuse two periods that begin on one day."""
	frappe.db.add_unique(DOCTYPE, ["project", "starts_on"], "reporting_period_project_start")
