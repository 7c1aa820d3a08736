# SPDX-License-Identifier: GPL-3.0-only
"""What the print of a request for support says: the evidence of counselling, and the answer to send by post."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.register.parties import describe_party
from planota_hub.rules.printed_records import get_full_name, get_title_of, make_record, make_table
from planota_hub.rules.readable import show_day, show_moment, show_number

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)


def describe_request(request: "NGOSupportRequest") -> frappe._dict:
	"""Return the request as a paper, with the work on it; who asked and who worked sign."""
	ngo, party = get_title_of("NGO", request.ngo) or request.organisation, describe_party("NGO", request.ngo)
	adviser = get_full_name(request.responsible)
	return make_record(
		_("Request for support"),
		request.subject,
		[
			(_("NGO"), ngo),
			(_("Address"), party.address),
			(_("Registration number"), party.number or request.registration_number),
			(_("Asked By"), request.requester_name),
			(_("Category"), _(request.category)),
			(_("Received On"), show_moment(request.received_on)),
			(_("First Response"), show_moment(request.first_responded_on)),
			(_("Resolved On"), show_moment(request.resolved_on)),
			(_("Stage"), _(request.stage)),
			(_("Adviser of the hub"), adviser),
			(_("Hours"), show_number(request.total_hours) if request.total_hours else ""),
		],
		[
			(_("Question"), request.description),
			(_("Answer"), request.answer),
			(_("Reason for Declining"), request.decline_reason),
		],
		[get_work(request)],
		[
			{"party": ngo or request.requester_name, "person": request.requester_name},
			{"party": _("Adviser of the hub"), "person": adviser},
		],
	)


def get_work(request: "NGOSupportRequest") -> frappe._dict:
	rows = [
		(show_day(row.work_date), row.note or "", get_full_name(row.done_by), show_number(row.hours))
		for row in request.work
	]
	heads = [_("Date"), _("What Was Done"), _("Done By"), _("Hours")]
	return make_table(_("Work", context="NGO Support Request"), heads, rows, numbers="4")
