"""Public page `/track`: how far something that was sent has come, told by its tracking code."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from planota_hub.capacity_building.plan_application import get_application_status
from planota_hub.capacity_building.support_intake import get_request_status
from planota_hub.planota_hub.intake import normalise_tracking_code
from planota_hub.planota_hub.website import add_page_context

no_cache = 1
sitemap = 0

LOOKUPS_PER_TEN_MINUTES = 60


def get_context(context) -> None:
	"""Show the stage behind `?code=…`, and nothing of what was sent or who sent it."""
	add_page_context(context)
	context.title = _("See how far it has come")
	context.code = normalise_tracking_code(frappe.form_dict.get("code"))
	if not context.code:
		return
	try:
		context.status = get_status(context.code)
	except frappe.RateLimitExceededError:
		frappe.clear_messages()
		context.http_status_code = 429
		context.message = _("Too many codes were tried. Please wait ten minutes and try again.")
		return
	if not context.status:
		context.message = _("Nothing was sent with this code. Please check it and try again.")


@rate_limit(limit=LOOKUPS_PER_TEN_MINUTES, seconds=600)
def get_status(code: str) -> dict | None:
	"""Return `stage`, its `label` and `explanation` and the dates of a registration or an application.

	None for an unknown code.

	Raises:
	        frappe.RateLimitExceededError: when one address tries too many codes.
	"""
	status = frappe.db.get_value(
		"NGO", {"tracking_code": code}, ["stage", "creation", "stage_changed_on"], as_dict=True
	)
	if not status:
		return get_application_status(code) or get_request_status(code)
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
