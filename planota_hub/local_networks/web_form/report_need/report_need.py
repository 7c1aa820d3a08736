"""Web form "Report a local need": what a visitor sees. What is kept of it is decided in `need_intake`."""

import frappe
from frappe import _

from planota_hub.capacity_building.web_form.ask_for_support.ask_for_support import get_ngo_fields
from planota_hub.local_networks.need_intake import may_be_anonymous
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.web_forms import (
	as_select,
	consent_html,
	get_field,
	get_fields_of_work,
	get_municipalities,
	insert_fields,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer places and fields, and let people stay anonymous where Hub Settings allow it."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "municipality"), get_municipalities())
	as_select(get_field(context, "field_of_work"), get_fields_of_work())
	for field in get_ngo_fields(get_own_ngos()):
		insert_fields(context, "reporter_name", [{**field, "reqd": 0}])
	get_field(context, "is_anonymous").hidden = int(not may_be_anonymous())
	insert_fields(
		context,
		"consent",
		[{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())}],
	)
	for fieldname in ("consent", "is_anonymous"):
		get_field(context, fieldname).label = _(get_field(context, fieldname).label)
	is_guest = frappe.session.user == "Guest"
	context.hub = {
		"trap": context.hub_trap,
		"closed": is_guest and not frappe.db.get_single_value("Hub Settings", "anonymous_intake_allowed"),
		"known": {} if is_guest else get_known_person(frappe.session.user),
		"texts": get_texts(),
	}


def get_consent_text() -> str:
	"""Return what people agree to who give their name."""
	return _(
		"The hub keeps your name and contact data in order to ask you back about the need and to tell you what "
		"becomes of it. They are never published. The title, place and description of an accepted need are."
	)


def get_known_person(user: str) -> dict:
	"""Return what the hub knows of the logged-in person and need not ask."""
	account = frappe.get_cached_doc("User", user)
	return {"reporter_name": account.full_name, "reporter_email": account.email}


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a report."""
	return {
		"code": _("Your tracking code"),
		"keep": _("Keep the code: with it you can see at any time what becomes of the need."),
		"mailed": _("We have also sent it to your e-mail address."),
		"track": _("See what becomes of it"),
		"closed": _("Please log in to report a need, or contact the hub directly."),
		"copy": _("Copy the code"),
		"copied": _("Copied"),
	}
