"""Web form "Join a local network": what a visitor sees. What is kept of it is decided in `joining`."""

import frappe
from frappe import _

from planota_hub.capacity_building.web_form.ask_for_support.ask_for_support import get_ngo_fields
from planota_hub.local_networks.joining import get_open_networks
from planota_hub.local_networks.web_form.endorse_need.endorse_need import choose
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.web_forms import consent_html, get_field, insert_fields, prepare_web_form


def get_context(context) -> None:
	"""Offer the open networks; a representative chooses among the own NGOs, others give the number."""
	prepare_web_form(context, _(context.introduction_text))
	choose(get_field(context, "local_network"), get_open_networks(), frappe.form_dict.get("network"))
	own = get_own_ngos()
	insert_fields(context, "registration_number", get_ngo_fields(own))
	get_field(context, "registration_number").update({"hidden": int(bool(own)), "reqd": int(not own)})
	insert_fields(
		context,
		"consent",
		[{"fieldname": "consent_text", "fieldtype": "HTML", "options": consent_html(get_consent_text())}],
	)
	get_field(context, "consent").label = _(get_field(context, "consent").label)
	is_guest = frappe.session.user == "Guest"
	context.hub = {
		"trap": context.hub_trap,
		"closed": is_guest and not frappe.db.get_single_value("Hub Settings", "anonymous_intake_allowed"),
		"known": {} if is_guest else get_known_person(frappe.session.user),
		"texts": get_texts(),
	}


def get_consent_text() -> str:
	"""Return what people agree to who let their organisation join."""
	return _(
		"The hub and the coordinator of the network keep your name and contact data in order to invite your "
		"organisation to the meetings of the network. They are not published."
	)


def get_known_person(user: str) -> dict:
	"""Return what the hub knows of the logged-in person and need not ask."""
	account = frappe.get_cached_doc("User", user)
	return {"contact_person": account.full_name, "email": account.email}


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows."""
	return {
		"joined": _("Welcome! Your organisation is now a member of the network."),
		"received": _("We have received your wish to join. The coordinator of the network will answer you."),
		"closed": _("Please log in to join a network, or contact the hub directly."),
	}
