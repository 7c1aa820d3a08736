# SPDX-License-Identifier: GPL-3.0-only
"""The hours that were worked for a support request."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import flt, getdate, today

from planota_hub.capacity_building.support.ledger import HOURS_PRECISION
from planota_hub.capacity_building.support.rules import (
	validate_hours,
	validate_participants,
	validate_supporter,
)
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)
	from planota_hub.capacity_building.doctype.support_request_work.support_request_work import (
		SupportRequestWork,
	)


def validate_work(request: "NGOSupportRequest") -> None:
	"""Check each row of work, and add up the hours."""
	if request.work:
		refuse_missing(request, "ngo", _("please choose the NGO for which the hours count."))
	for row in request.work:
		validate_hours(row)
		validate_participants(row)
		validate_work_date(request, row)
		if row.is_new():
			validate_supporter(row, "done_by")
	request.total_hours = flt(sum(row.hours for row in request.work), HOURS_PRECISION)


def validate_work_date(request: "NGOSupportRequest", row: "SupportRequestWork") -> None:
	"""Refuse work on a day before the request came in, or after today."""
	day = getdate(row.work_date)
	if day > getdate(today()):
		refuse(row, "work_date", _("the date lies in the future."), _("Wrong Date"))
	if day < getdate(request.received_on):
		frappe.throw(
			_("{0}: the request came in on {1}; nothing can have been done before.").format(
				field_label(row, "work_date"), show_day(request.received_on)
			),
			title=_("Wrong Date"),
		)
