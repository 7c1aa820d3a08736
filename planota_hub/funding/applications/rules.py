# SPDX-License-Identifier: GPL-3.0-only
"""What must be true of an application to a call: amounts, dates, help, amendments and reports."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from planota_hub.capacity_building.support.rules import (
	validate_hours,
	validate_participants,
	validate_supporter,
)
from planota_hub.funding.calls.rules import (
	refuse_future,
	refuse_negative,
	refuse_wrong_order,
)
from planota_hub.rules.readable import show_day, show_money
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.funding.doctype.call_application.call_application import CallApplication
	from planota_hub.funding.doctype.call_application_amendment.call_application_amendment import (
		CallApplicationAmendment,
	)

APPROVED_STAGES = frozenset({"Approved", "Completed"})
DECIDED_STAGES = APPROVED_STAGES | {"Rejected"}
HELP_KINDS = {"Application Help": "application_hours", "Report Help": "report_hours"}
CALL_FIELDS = ["stage", "opens_on", "closes_on", "minimum_amount", "maximum_amount"]


# Call, consortium and amounts


def validate_call(application: "CallApplication") -> None:
	"""Refuse an application to a call that is still a draft or was taken back, and amounts that it does not give.

	Both are checked when they are new or change; a call that changes later spoils no application.

	Raises:
	        frappe.ValidationError: naming the field and what the call says.
	"""
	call = frappe.db.get_value("Funding Call", application.funding_call, CALL_FIELDS, as_dict=True)
	chosen = application.is_new() or application.has_value_changed("funding_call")
	if chosen and call.stage in ("Draft", "Withdrawn"):
		frappe.throw(
			_("{0}: expected is a published call; this one is {1}.").format(
				field_label(application, "funding_call"), _(call.stage)
			)
		)
	if chosen or application.has_value_changed("requested_amount"):
		validate_requested_amount(application, call)


def validate_consortium(application: "CallApplication") -> None:
	"""Refuse a consortium that the NGO does not belong to, when it is new or changes.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	chosen = application.is_new() or any(
		application.has_value_changed(fieldname) for fieldname in ("consortium", "ngo")
	)
	if not application.consortium or not chosen:
		return
	partner = {
		"parenttype": "Partnership Consortium",
		"parent": application.consortium,
		"partner_type": "NGO",
		"partner": application.ngo,
	}
	if not frappe.db.exists("Consortium Partner", partner):
		refuse(application, "consortium", _("expected is a consortium that the NGO is a partner of."))


def validate_requested_amount(application: "CallApplication", call: frappe._dict) -> None:
	amount = flt(application.requested_amount)
	label = field_label(application, "requested_amount")
	if amount and flt(call.maximum_amount) and amount > flt(call.maximum_amount):
		frappe.throw(
			_("{0}: the call gives at most {1} per project.").format(label, show_money(call.maximum_amount)),
			title=_("Wrong Amount"),
		)
	if amount and amount < flt(call.minimum_amount):
		frappe.throw(
			_("{0}: the call gives at least {1} per project.").format(label, show_money(call.minimum_amount)),
			title=_("Wrong Amount"),
		)


def validate_amounts(application: "CallApplication") -> None:
	"""Refuse amounts that contradict each other.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	refuse_negative(application, "project_value", "requested_amount", "approved_amount")
	for smaller, larger in (("requested_amount", "project_value"), ("approved_amount", "requested_amount")):
		limit = flt(application.get(larger))
		if limit and flt(application.get(smaller)) > limit:
			frappe.throw(
				_("{0}: expected is not more than {1} ({2}).").format(
					field_label(application, smaller), show_money(limit), field_label(application, larger)
				),
				title=_("Wrong Amount"),
			)


def set_own_share(application: "CallApplication") -> None:
	"""What the applicant pays itself: the value less what was requested, or less what was granted."""
	value = flt(application.project_value)
	amount = flt(application.granted_amount) or flt(application.requested_amount)
	application.own_share = max(value - amount, 0) if value and amount else 0
	application.own_share_percent = flt(application.own_share / value * 100, 2) if value else 0


# Dates


def validate_dates(application: "CallApplication") -> None:
	"""Refuse days in the future for what has happened, and days in the wrong order.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	refuse_future(application, "submitted_on")
	refuse_future(application, "decided_on")
	refuse_wrong_order(application, "submitted_on", "decided_on")
	refuse_wrong_order(application, "project_from", "project_until")
	validate_submitted_on(application)


def validate_submitted_on(application: "CallApplication") -> None:
	"""An application is handed in while the call is open."""
	changed = application.is_new() or application.has_value_changed("submitted_on")
	if not application.submitted_on or not changed:
		return
	call = frappe.db.get_value("Funding Call", application.funding_call, CALL_FIELDS, as_dict=True)
	day, label = getdate(application.submitted_on), field_label(application, "submitted_on")
	if call.opens_on and day < call.opens_on:
		frappe.throw(
			_("{0}: the call opens on {1}.").format(label, show_day(call.opens_on)), title=_("Wrong Date")
		)
	if call.closes_on and day > call.closes_on:
		frappe.throw(
			_("{0}: the call closed on {1}.").format(label, show_day(call.closes_on)),
			title=_("Wrong Date"),
		)


# Help


def validate_help(application: "CallApplication") -> None:
	"""Check the rows of help and add up their hours.

	Raises:
	        frappe.ValidationError: naming row and field; for help with a report also before there is one.
	"""
	for row in application.help_rows:
		validate_hours(row)
		validate_participants(row)
		refuse_future(row, "work_date")
		if row.is_new():
			validate_supporter(row, "done_by")
		if row.kind == "Report Help" and application.stage not in APPROVED_STAGES:
			refuse(row, "kind", _("there are reports only after the application was approved."))
	for kind, fieldname in HELP_KINDS.items():
		hours = sum(row.hours for row in application.help_rows if row.kind == kind)
		application.set(fieldname, flt(hours, 2))


# Amendments


def validate_amendments(application: "CallApplication") -> None:
	"""Check the amendments and derive the amount and the end that are in force.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	if application.amendments and application.stage not in APPROVED_STAGES:
		refuse(application, "amendments", _("only an approved application can be amended."))
	for row in application.amendments:
		validate_amendment(application, row)
	approved = [row for row in application.amendments if row.result == "Approved"]
	approved.sort(key=lambda row: (getdate(row.decided_on), row.idx))
	amounts = [row.new_amount for row in approved if flt(row.new_amount)]
	ends = [row.new_end for row in approved if row.new_end]
	granted = amounts[-1] if amounts else application.approved_amount
	application.granted_amount = flt(granted) if application.stage in APPROVED_STAGES else 0
	application.ends_on = ends[-1] if ends else application.project_until


def validate_amendment(application: "CallApplication", row: "CallApplicationAmendment") -> None:
	row.result = row.result or "Open"
	refuse_negative(row, "new_amount")
	refuse_future(row, "requested_on")
	refuse_future(row, "decided_on")
	refuse_wrong_order(row, "requested_on", "decided_on")
	if application.decided_on and getdate(row.requested_on) < getdate(application.decided_on):
		frappe.throw(
			_("{0}: the application was approved on {1}; nothing can be amended before.").format(
				field_label(row, "requested_on"), show_day(application.decided_on)
			),
			title=_("Wrong Date"),
		)
	if row.result == "Open":
		row.decided_on = None
	elif not row.decided_on:
		row.decided_on = today()
	if row.new_end and application.project_from and getdate(row.new_end) < getdate(application.project_from):
		refuse(
			row,
			"new_end",
			_("expected is a day not before {0} ({1}).").format(
				show_day(application.project_from), field_label(application, "project_from")
			),
			_("Wrong Date"),
		)


# Reports


def validate_deadlines(application: "CallApplication") -> None:
	"""Check the reporting deadlines, derive their status and the next one.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	if application.reporting_deadlines and application.stage not in APPROVED_STAGES:
		message = _("there are reports only after the application was approved.")
		refuse(application, "reporting_deadlines", message)
	known = set()
	for row in application.reporting_deadlines:
		refuse_negative(row, "claimed_amount")
		refuse_future(row, "sent_on")
		refuse_early_report(application, row, "due_date")
		refuse_early_report(application, row, "sent_on")
		if (row.report_title, getdate(row.due_date)) in known:
			refuse(row, "report_title", _("the same report is there twice."))
		known.add((row.report_title, getdate(row.due_date)))
		row.status = get_deadline_status(row)
	open_days = [getdate(row.due_date) for row in application.reporting_deadlines if not row.sent_on]
	application.next_report_due = min(open_days, default=None)


def refuse_early_report(application: "CallApplication", row: Document, fieldname: str) -> None:
	begin = application.decided_on
	if begin and row.get(fieldname) and getdate(row.get(fieldname)) < getdate(begin):
		frappe.throw(
			_("{0}: the application was approved on {1}; no report can come before.").format(
				field_label(row, fieldname), show_day(begin)
			),
			title=_("Wrong Date"),
		)


def get_deadline_status(row: Document | dict) -> str:
	"""Return whether a report is open, overdue today, sent, or sent after its day."""
	due = getdate(row.get("due_date"))
	if row.get("sent_on"):
		return "Sent Late" if getdate(row.get("sent_on")) > due else "Sent"
	return "Overdue" if due < getdate(today()) else "Open"
