# SPDX-License-Identifier: GPL-3.0-only
"""What the public is told about a registration by its tracking code."""

import frappe
from frappe import _

from planota_hub.public_forms.tracking import get_tracked_status


def get_registration_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a registration; None for an unknown code."""
	status = get_tracked_status("NGO", code, describe_stage)
	if status:
		fields = ["listed_on", "consent_given_on"]
		ngo = frappe.db.get_value("NGO", {"tracking_code": code}, fields, as_dict=True)
		if ngo.listed_on:
			# its record was made when it was found in the business register, not when it was sent
			status["creation"] = ngo.consent_given_on or status["stage_changed_on"]
	return status


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of the register is called for the public, and what it means for the sender."""
	not_entered = (
		_("Not entered in the register"),
		_("The registration was not accepted. Please contact the hub if you want to know why."),
	)
	return {
		"Submitted": (
			_("Received"),
			_("The hub's staff will check the data. They may write to you if something is unclear."),
		),
		"Verified": (
			_("Entered in the register"),
			_("The organisation is in the register of non-governmental organisations."),
		),
		"Inactive": (
			_("No longer active"),
			_("The entry is kept, but the organisation is marked as no longer active."),
		),
		"Rejected": not_entered,
		# what was sent went, and the organisation is known from the business register again
		"Listed": not_entered,
	}[stage]
