"""Web form "Submit a good practice": what a visitor sees. What is kept of it is decided in `practice_intake`."""

import frappe
from frappe import _
from frappe.utils import escape_html

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
	"""Offer fields and municipalities, and to a representative the own NGOs instead of asking for the name."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "field_of_work"), get_fields_of_work())
	as_select(get_field(context, "municipality"), get_municipalities())
	own = get_own_ngos()
	insert_fields(context, "organisation", get_ngo_fields(own))
	organisation = get_field(context, "organisation")
	organisation.hidden, organisation.reqd = int(bool(own)), int(not own)
	insert_fields(
		context,
		"consent",
		[{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())}],
	)
	for fieldname in ("contact_published", "consent"):
		get_field(context, fieldname).label = _(get_field(context, fieldname).label)
	is_guest = frappe.session.user == "Guest"
	context.hub = {
		"trap": context.hub_trap,
		"closed": is_guest and not frappe.db.get_single_value("Hub Settings", "anonymous_intake_allowed"),
		"known": {} if is_guest else get_known_person(frappe.session.user),
		"texts": get_texts(),
	}


def get_consent_text() -> str:
	return _(
		"The hub publishes the practice and the name of the organisation on its website and shares them with "
		"other hubs. Your name and contact data are used to write to you about the practice; they are shown "
		"in public only if you tick the box above. You may withdraw your consent at any time by writing to the "
		"hub."
	)


def get_ngo_fields(own: list[str]) -> list[dict]:
	"""Return the choice among the own NGOs; nothing for somebody who represents none."""
	if not own:
		return []
	ngos = frappe.get_all(
		"NGO", {"name": ("in", own)}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	options = [{"value": ngo.name, "label": escape_html(ngo.ngo_name)} for ngo in ngos]
	return [
		{
			"fieldname": "ngo",
			"fieldtype": "Select",
			"label": _("Your NGO"),
			"reqd": 1,
			"default": own[0] if len(own) == 1 else None,
			"options": [{"value": "", "label": ""}, *options],
		}
	]


def get_known_person(user: str) -> dict:
	"""Return what the hub knows of the logged-in person and need not ask."""
	account = frappe.get_cached_doc("User", user)
	return {"contact_name": account.full_name, "contact_email": account.email}


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a submission."""
	return {
		"code": _("Your tracking code"),
		"keep": _("Keep the code: with it you can see at any time how far it has come."),
		"mailed": _("We have also sent it to your e-mail address."),
		"track": _("See how far it has come"),
		"closed": _("Please log in to submit a good practice, or contact the hub directly."),
		"copy": _("Copy the code"),
		"copied": _("Copied"),
	}
