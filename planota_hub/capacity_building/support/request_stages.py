# SPDX-License-Identifier: GPL-3.0-only
"""The course of a support request: where it begins, what each step needs, and what it stamps."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import now

from planota_hub.capacity_building.support.targets import CLOSED_STAGES
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.stages import begin, is_step

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

FIRST_STAGE = "Received"


def validate_stage(request: "NGOSupportRequest") -> None:
	"""The workflow decides on the steps; here are the conditions and the stamps of a step."""
	begin(request, FIRST_STAGE, _("{0}: a new request begins as {1}."))
	if request.stage == "Declined":
		validate_declined(request)
	if not is_step(request):
		return
	request.first_responded_on = request.first_responded_on or now()
	request.resolved_on = now() if request.stage in CLOSED_STAGES else None
	if request.stage == "Resolved":
		refuse_missing(request, "work", _("please enter the hours before you resolve the request."))


def validate_declined(request: "NGOSupportRequest") -> None:
	"""Refuse to decline without a reason, or when hours were worked."""
	refuse_missing(request, "decline_reason", _("please give the reason before you decline the request."))
	if request.work:
		refuse(request, "work", _("hours are entered; please resolve the request instead of declining it."))
