# SPDX-License-Identifier: GPL-3.0-only
"""The course of a call: where it begins, and what each step needs."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse_missing
from planota_hub.rules.stages import begin, is_step_to
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funding_call.funding_call import FundingCall

FIRST_STAGE = "Draft"
REQUIRED_TO_PUBLISH = ("funder", "description")


def validate_stage(call: "FundingCall") -> None:
	"""The workflow decides on the steps; here are the conditions of a step."""
	begin(call, FIRST_STAGE, _("{0}: a new call begins as {1}."))
	if call.stage == "Published":
		validate_published(call)
	elif is_step_to(call, "Withdrawn"):
		refuse_missing(call, "withdrawal_reason", _("please give the reason before you withdraw the call."))
	elif is_step_to(call, "Decided"):
		validate_decided(call)


def validate_published(call: "FundingCall") -> None:
	"""Refuse to publish a call that says too little."""
	for fieldname in REQUIRED_TO_PUBLISH:
		refuse_missing(call, fieldname, _("please fill it in; a published call needs it."))


def validate_decided(call: "FundingCall") -> None:
	"""Refuse to decide a call that is still open."""
	if call.closes_on and getdate(call.closes_on) >= getdate(today()):
		frappe.throw(
			_("{0}: the call is open until {1}; only then can it be decided.").format(
				field_label(call, "stage"), show_day(call.closes_on)
			)
		)
