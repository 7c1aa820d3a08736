# SPDX-License-Identifier: GPL-3.0-only
"""What waits for a representative about money: reports that are due, and calls that suit and close soon."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate, today

from planota_hub.funding.calls.matching import MATCHES, match_ngos
from planota_hub.funding.calls.pages import APPLICATION, get_open_calls
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.waiting import Waiting

DAYS_AHEAD = 30


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`."""
	ngos = get_own_ngos()
	return [*get_reports(ngos), *get_calls(ngos)]


def get_reports(ngos: list[str]) -> list[Waiting]:
	"""Return the reports on own projects that are not sent and due within some weeks, or overdue."""
	row, application = frappe.qb.DocType("Call Reporting Deadline"), frappe.qb.DocType(APPLICATION)
	rows = (
		frappe.qb.from_(row)
		.join(application)
		.on((application.name == row.parent) & (row.parenttype == APPLICATION))
		.select(row.report_title, row.due_date, application.application_title)
		.where(application.ngo.isin(ngos or [""]) & (application.stage == "Approved"))
		.where(row.sent_on.isnull() & (row.due_date <= getdate(add_days(today(), DAYS_AHEAD))))
		.orderby(row.due_date, row.name)
		.run(as_dict=True)
	)
	return [
		Waiting(
			_("Send the report: {0}").format(row.report_title),
			row.application_title,
			"/my-calls",
			getdate(row.due_date),
		)
		for row in rows
	]


def get_calls(ngos: list[str]) -> list[Waiting]:
	"""Return the open calls that suit an own NGO, close within some weeks, and for which none has applied yet."""
	suited = {
		match.call for matches in match_ngos(ngos).values() for match in matches if match.state == MATCHES
	}
	applied = set(
		frappe.get_all(
			APPLICATION, {"ngo": ("in", ngos or [""])}, pluck="funding_call", order_by="funding_call asc"
		)
	)
	last = getdate(add_days(today(), DAYS_AHEAD))
	return [
		Waiting(
			call.call_title,
			_("A call that suits your organisation"),
			f"/calls/{call.name}",
			getdate(call.closes_on),
		)
		for call in get_open_calls()
		if call.name in suited - applied and call.closes_on and getdate(call.closes_on) <= last
	]
