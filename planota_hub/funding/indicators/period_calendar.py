# SPDX-License-Identifier: GPL-3.0-only
"""Reporting periods follow each other without overlap and without a gap."""

from datetime import date as Date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_days, add_months, cint, getdate

from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

PERIOD = "Reporting Period"
MAX_MONTHS = 24
# what most funders give a hub to write its report
REPORT_DAYS = 30


def validate_sequence(period: "ReportingPeriod") -> None:
	"""Refuse a period that would overlap with another one of its project or leave a gap.

	Raises:
	        frappe.ValidationError: naming the field, the other period and the day that is expected.
	"""
	# two people who add a period at the same moment must see each other's
	project = frappe.db.get_value(
		"Funded Project", period.project, ["starts_on", "ends_on"], as_dict=True, for_update=True
	)
	validate_days(period, project)
	others = get_others(period)
	for other in others:
		refuse_overlap(period, other)
	refuse_gap(period, project, others)


def validate_days(period: "ReportingPeriod", project: frappe._dict) -> None:
	if getdate(period.ends_on) < getdate(period.starts_on):
		refuse(
			period,
			"ends_on",
			_("expected is a day not before {0}.").format(show_day(period.starts_on)),
			_("Wrong Time"),
		)
	if getdate(period.ends_on) > getdate(project.ends_on):
		frappe.throw(
			_("{0}: the project ends on {1}.").format(
				field_label(period, "ends_on"), show_day(project.ends_on)
			),
			title=_("Outside the Project"),
		)
	if period.due_on and getdate(period.due_on) <= getdate(period.ends_on):
		frappe.throw(
			_("{0}: a report is due after its period, that is after {1}.").format(
				field_label(period, "due_on"), show_day(period.ends_on)
			)
		)


def get_others(period: "ReportingPeriod") -> list[frappe._dict]:
	return frappe.get_all(
		PERIOD,
		filters={"project": period.project, "name": ("!=", period.name or "")},
		fields=["name", "period_title", "starts_on", "ends_on"],
		order_by="starts_on asc",
		limit_page_length=0,
	)


def refuse_overlap(period: "ReportingPeriod", other: frappe._dict) -> None:
	starts_on, ends_on = getdate(period.starts_on), getdate(period.ends_on)
	if starts_on <= getdate(other.ends_on) and ends_on >= getdate(other.starts_on):
		refuse(
			period,
			"starts_on",
			_("the period overlaps with {0}, from {1} to {2}.").format(
				other.name, show_day(other.starts_on), show_day(other.ends_on)
			),
			_("Overlapping Periods"),
		)


def refuse_gap(period: "ReportingPeriod", project: frappe._dict, others: list[frappe._dict]) -> None:
	"""Every period begins on the day after the one before it, the first one with the project."""
	expected = getdate(project.starts_on)
	for one in sorted([period, *others], key=lambda row: getdate(row.starts_on)):
		if getdate(one.starts_on) != expected:
			field = "starts_on" if one is period else "ends_on"
			day = expected if one is period else getdate(add_days(one.starts_on, -1))
			frappe.throw(
				_("{0}: the periods must follow each other without a gap; expected is {1}.").format(
					field_label(period, field), show_day(day)
				),
				title=_("Gap between Periods"),
			)
		expected = getdate(add_days(one.ends_on, 1))


def create_periods(project: "FundedProject", months: int) -> int:
	"""Create the periods of a project from the last one on to its end; return how many were created.

	Args:
	        months: length of a period, from 1 to `MAX_MONTHS`; the last one ends with the project.
	"""
	if not 1 <= cint(months) <= MAX_MONTHS:
		frappe.throw(_("Months: expected is a number from 1 to {0}.").format(MAX_MONTHS))
	last = frappe.get_all(
		PERIOD, {"project": project.name}, pluck="ends_on", order_by="starts_on desc", limit_page_length=1
	)
	start, created = add_days(last[0], 1) if last else project.starts_on, 0
	for starts_on, ends_on in split(getdate(start), getdate(project.ends_on), cint(months)):
		frappe.get_doc(
			{
				"doctype": PERIOD,
				"project": project.name,
				"starts_on": starts_on,
				"ends_on": ends_on,
				"due_on": add_days(ends_on, REPORT_DAYS),
			}
		).insert()
		created += 1
	return created


def split(start: Date, end: Date, months: int) -> list[tuple[Date, Date]]:
	"""Return the first and last days of the parts of a time, each of so many months, the last as it comes."""
	parts, first = [], start
	while first <= end:
		last = min(getdate(add_days(add_months(start, months * (len(parts) + 1)), -1)), end)
		parts.append((first, last))
		first = getdate(add_days(last, 1))
	return parts
