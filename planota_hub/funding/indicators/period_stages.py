# SPDX-License-Identifier: GPL-3.0-only
"""The course of a reporting period: open, submitted with the report of that day, locked, and open again."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, today

from planota_hub.funding.indicators import funder_report, readings
from planota_hub.funding.own_metrics.segments import keep_members
from planota_hub.funding.proofs.missing import refuse_missing
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.stages import begin, is_step
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

DOCTYPE = "Reporting Period"
FIRST_STAGE = "Open"
SERVER_FIELDS = ("submitted_by", "submitted_on", "locked_by", "locked_on", "report_data")


def validate_stage(period: "ReportingPeriod") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	period.stage = period.stage or FIRST_STAGE
	begin(period, FIRST_STAGE, _("{0}: a new period begins as {1}."))
	if is_step(period):
		period.flags.step = period.stage
		STEPS[period.stage](period)


def submit_report(period: "ReportingPeriod") -> None:
	"""Compute all figures once more, and keep the report as it is now."""
	if getdate(period.ends_on) >= getdate(today()):
		frappe.throw(
			_("{0}: the period lasts until {1}; only then can it be reported.").format(
				field_label(period, "stage"), show_day(period.ends_on)
			)
		)
	refuse_before_earlier_ones(period, FIRST_STAGE)
	readings.compute_period(period)
	keep_members(period.name)
	readings.refuse_unfinished(period)
	refuse_missing(period)
	period.submitted_by, period.submitted_on = frappe.session.user, now_datetime()
	period.report_data = frappe.as_json(funder_report.build(period), indent=None)


def lock_report(period: "ReportingPeriod") -> None:
	"""Lock a report that is final."""
	refuse_before_earlier_ones(period, FIRST_STAGE, "Submitted")
	period.locked_by, period.locked_on = frappe.session.user, now_datetime()


def reopen(period: "ReportingPeriod") -> None:
	"""Forget what was submitted, so that it can be submitted anew."""
	for fieldname in SERVER_FIELDS:
		period.set(fieldname, None)


def refuse_before_earlier_ones(period: "ReportingPeriod", *stages: str) -> None:
	"""Periods are reported and locked in their order, because later figures stand on earlier ones."""
	filters = {
		"project": period.project,
		"starts_on": ("<", period.starts_on),
		"stage": ("in", stages),
	}
	if earlier := frappe.get_all(DOCTYPE, filters, pluck="period_title", order_by="starts_on asc", limit=1):
		refuse(period, "stage", _("the period {0} comes first.").format(frappe.utils.escape_html(earlier[0])))


STEPS = {"Submitted": submit_report, "Locked": lock_report, "Open": reopen}
