"""What the public is told about a registration by its tracking code."""

import frappe
from frappe import _


def get_registration_status(code: str) -> dict | None:
	"""Return what the page `/track` shows of a registration; None for an unknown code."""
	status = frappe.db.get_value(
		"NGO", {"tracking_code": code}, ["stage", "creation", "stage_changed_on"], as_dict=True
	)
	if not status:
		return None
	label, explanation = describe_stage(status.stage)
	return {**status, "label": label, "explanation": explanation}


def describe_stage(stage: str) -> tuple[str, str]:
	"""Return what a stage of the register is called for the public, and what it means for the sender."""
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
		"Rejected": (
			_("Not entered in the register"),
			_("The registration was not accepted. Please contact the hub if you want to know why."),
		),
	}[stage]
