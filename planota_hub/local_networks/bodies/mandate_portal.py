# SPDX-License-Identifier: GPL-3.0-only
"""What the portal shows whoever holds a mandate or represents an NGO with one, and how a holder reports back."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_datetime, getdate, now_datetime, today

from planota_hub.local_networks.bodies.coverage import get_ngo_names, render_matrices
from planota_hub.local_networks.bodies.mandates import (
	ACTIVE_STATUSES,
	BODY,
	MANDATE,
	TERM_FIELDS,
	get_last_day,
	get_status,
)
from planota_hub.local_networks.bodies.seats import SEAT_FIELDS, describe_seat
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.mail.wording import describe_time, speaking

REPORTS_PER_HOUR = 20
MEETING_STAGES = ("Called", "Held", "Minutes Adopted")
SHOWN_MEETINGS = 5


def get_own_mandates() -> list[frappe._dict]:
	"""Return the mandates that the current user may see in the portal: current and planned ones first.

	Each with `body_name`, `ngo_name`, `seat` in the reader's language, `last_day`, `is_own` (held by the user in person), `reports`, and for those
	that last today `coverage` (HTML) and `meetings` of the body.
	"""
	mandates = frappe.get_list(
		MANDATE,
		fields=[*dict.fromkeys((*TERM_FIELDS, *SEAT_FIELDS)), "body", "ngo", "deputy_name", "user"],
		order_by="from_date desc, name asc",
		limit_page_length=0,
	)
	bodies = dict(frappe.get_all(BODY, fields=["name", "body_name"], order_by="name asc", as_list=True))
	ngos = get_ngo_names(mandate.ngo for mandate in mandates)
	reports = get_reports([mandate.name for mandate in mandates])
	for mandate in mandates:
		mandate.status = get_status(mandate)
		mandate.lasts = mandate.status in ACTIVE_STATUSES
		mandate.body_name, mandate.ngo_name = bodies[mandate.body], ngos.get(mandate.ngo)
		mandate.last_day, mandate.reports = get_last_day(mandate), reports.get(mandate.name, [])
		mandate.seat = describe_seat(*(mandate[field] for field in SEAT_FIELDS))
		mandate.is_own = mandate.user == frappe.session.user
	return sorted(mandates, key=lambda mandate: mandate.status == "Ended")


def get_own_bodies(mandates: list[frappe._dict]) -> list[dict]:
	"""Return the bodies of mandates that last today: `body_name`, `coverage` as HTML, and `meetings`."""
	bodies = {mandate.body: mandate.body_name for mandate in mandates if mandate.lasts}
	coverages = render_matrices(list(bodies))
	return [
		frappe._dict(body_name=body_name, coverage=coverages[body], meetings=get_meetings(body))
		for body, body_name in bodies.items()
	]


def get_meetings(body: str) -> list[dict]:
	"""Return the latest meetings of a body to which the user is invited, those to come first."""
	meetings = frappe.get_list(
		"Hub Meeting",
		{"meeting_of_doctype": BODY, "meeting_of": body, "stage": ("in", MEETING_STAGES)},
		["name", "subject", "starts_on", "ends_on", "venue", "stage", "published"],
		order_by="starts_on desc",
		limit_page_length=SHOWN_MEETINGS,
	)
	for meeting in meetings:
		meeting.time = describe_time(meeting)
		meeting.is_to_come = get_datetime(meeting.starts_on) > now_datetime()
	return meetings


def get_reports(mandates: list[str]) -> dict[str, list[dict]]:
	"""Return what was reported under mandates, the latest first."""
	found: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		"Body Mandate Report",
		{"parenttype": MANDATE, "parent": ("in", mandates or [""])},
		["parent", "reported_on", "subject", "report"],
		order_by="reported_on desc, idx desc",
	):
		found.setdefault(row.parent, []).append(row)
	return found


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=REPORTS_PER_HOUR, seconds=3600)
def report_back(mandate: str, subject: str, report: str) -> str:
	"""Add a report of whoever holds a mandate; the staff find it there and are told.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for everybody but the holder while the mandate lasts.
	        frappe.ValidationError: naming the field, for missing texts and for markup.
	"""
	user = frappe.db.get_value(MANDATE, mandate, "user")
	document = frappe.get_doc(MANDATE, mandate) if user and user == frappe.session.user else None
	if not document or get_status(document) not in ACTIVE_STATUSES:
		frappe.throw(_("Only whoever holds a mandate reports on it, while it lasts."), frappe.PermissionError)
	document.append("reports", {"reported_on": getdate(today()), "subject": subject, "report": report})
	document.save(ignore_permissions=True)
	with speaking(site_language()):
		text = _("{0} reports: {1}").format(document.mandate_title, document.reports[-1].subject)
		notify_staff(MANDATE, document.name, text)
	return _("Thank you. Your report is there for the network.")
