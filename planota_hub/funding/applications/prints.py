# SPDX-License-Identifier: GPL-3.0-only
"""What the print of an application to a call says, for the file of the NGO and of the hub."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.register.parties import describe_party
from planota_hub.rules.printed_records import get_full_name, get_title_of, make_record, make_table
from planota_hub.rules.readable import show_day, show_money, show_number, show_percent

if TYPE_CHECKING:
	from planota_hub.funding.doctype.call_application.call_application import CallApplication


def describe_application(application: "CallApplication") -> frappe._dict:
	"""Return the application as a paper; the NGO and who helped it sign."""
	ngo, party = get_title_of("NGO", application.ngo), describe_party("NGO", application.ngo)
	helper = get_full_name(application.responsible)
	return make_record(
		_("Application to a call"),
		application.application_title,
		[*get_parties(application, ngo, party), *get_money(application), *get_course(application)],
		[(_("Summary"), application.summary), (_("What the Funder Said"), application.decision_note)],
		[get_amendments(application), get_help(application), get_deadlines(application)],
		[
			{"party": ngo, "person": party.representative, "function": party.function},
			{"party": _("Adviser of the hub"), "person": helper},
		],
	)


def get_parties(application: "CallApplication", ngo: str, party: frappe._dict) -> list[tuple]:
	fields = ("call_title", "funder", "reference", "closes_on")
	call = (
		frappe.db.get_value("Funding Call", application.funding_call, fields, as_dict=True) or frappe._dict()
	)
	contact = [application.contact_name, application.contact_email]
	return [
		(_("Call", context="Funding Call"), " · ".join(filter(None, [call.call_title, call.reference]))),
		(_("Funder"), get_title_of("Stakeholder", call.funder)),
		(_("Last Day"), show_day(call.closes_on)),
		(_("NGO"), ngo),
		(_("Address"), party.address),
		(_("Registration number"), party.number),
		(_("Consortium"), get_title_of("Partnership Consortium", application.consortium)),
		(_("Contact"), ", ".join(filter(None, contact))),
	]


def get_money(application: "CallApplication") -> list[tuple]:
	"""Return the amounts that are known; one of 0 was never entered."""
	amounts = [
		(_("Value of the Project"), application.project_value),
		(_("Requested Amount"), application.requested_amount),
		(_("Own Share"), application.own_share),
		(_("Approved Amount"), application.approved_amount),
		(_("Amount in Force"), application.granted_amount),
	]
	shown = [(label, show_money(amount)) for label, amount in amounts if amount]
	if application.own_share_percent:
		shown.append((_("Own Share in Percent"), show_percent(application.own_share_percent)))
	return shown


def get_course(application: "CallApplication") -> list[tuple]:
	first, last = show_day(application.project_from), show_day(application.project_until)
	if first and last:
		time = f"{first} – {last}"
	else:
		time = _("from {0}").format(first) if first else last and _("until {0}").format(last)
	return [
		(_("Time of the Project"), time),
		(_("Stage"), _(application.stage)),
		(_("Submitted On"), show_day(application.submitted_on)),
		(_("Decided On"), show_day(application.decided_on)),
		(_("Reference of the Decision"), application.decision_reference),
		(_("Reason for Withdrawing"), application.withdrawal_reason),
	]


def get_help(application: "CallApplication") -> frappe._dict:
	rows = [
		(
			show_day(row.work_date),
			_(row.kind),
			row.note or "",
			get_full_name(row.done_by),
			show_number(row.hours),
		)
		for row in application.help_rows
	]
	heads = [_("Date"), _("Kind"), _("What Was Done"), _("Done By"), _("Hours")]
	return make_table(_("Help of the hub"), heads, rows, numbers="5")


def get_deadlines(application: "CallApplication") -> frappe._dict:
	rows = [
		(row.report_title or _(row.report_kind), show_day(row.due_date), show_day(row.sent_on), _(row.status))
		for row in application.reporting_deadlines
	]
	return make_table(_("Reports"), [_("Report"), _("Due Date"), _("Sent On"), _("Status")], rows)


def get_amendments(application: "CallApplication") -> frappe._dict:
	rows = [
		(show_day(row.requested_on), _(row.subject), row.description or "", _(row.result))
		for row in application.amendments
	]
	return make_table(_("Amendments"), [_("Date"), _("Subject"), _("Description"), _("Result")], rows)
