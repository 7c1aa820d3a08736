"""Web form "Ask for support": what a visitor sees. What is kept of it is decided in `support_intake`."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.capacity_building.support_intake import get_categories
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.web_forms import (
	as_select,
	consent_html,
	get_field,
	insert_fields,
	prepare_web_form,
)


def get_context(context) -> None:
	"""Offer the categories, and to a representative the own NGOs instead of asking for the organisation."""
	prepare_web_form(context, _(context.introduction_text))
	as_select(get_field(context, "category"), get_categories())
	own = get_own_ngos()
	insert_fields(context, "organisation", get_ngo_fields(own))
	for fieldname in ("organisation", "registration_number"):
		get_field(context, fieldname).hidden = int(bool(own))
	get_field(context, "organisation").reqd = int(not own)
	insert_fields(
		context, "consent", [{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html()}]
	)
	get_field(context, "consent").label = _(get_field(context, "consent").label)
	is_guest = frappe.session.user == "Guest"
	context.hub = {
		"trap": context.hub_trap,
		"closed": is_guest and not frappe.db.get_single_value("Hub Settings", "anonymous_intake_allowed"),
		"known": {} if is_guest else get_known_person(frappe.session.user),
		"texts": get_texts(),
	}


def get_ngo_fields(own: list[str]) -> list[dict]:
	"""Return the choice among the own NGOs; nothing for somebody who represents none."""
	if not own:
		return []
	ngos = frappe.get_all(
		"NGO", {"name": ("in", own)}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	return [
		{
			"fieldname": "ngo",
			"fieldtype": "Select",
			"label": _("Your NGO"),
			"reqd": 1,
			"default": own[0] if len(own) == 1 else None,
			"options": [{"value": "", "label": ""}]
			+ [{"value": ngo.name, "label": escape_html(ngo.ngo_name)} for ngo in ngos],
		}
	]


def get_known_person(user: str) -> dict:
	"""Return what the hub knows of the logged-in person and need not ask."""
	account = frappe.get_cached_doc("User", user)
	return {"requester_name": account.full_name, "requester_email": account.email}


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows a request."""
	return {
		"code": _("Your tracking code"),
		"keep": _("Keep the code: with it you can see at any time how far your request has come."),
		"mailed": _("We have also sent it to your e-mail address."),
		"track": _("See how far your request has come"),
		"closed": _("Please log in to ask for support, or contact the hub directly."),
		"copy": _("Copy the code"),
		"copied": _("Copied"),
	}
