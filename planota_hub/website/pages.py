# SPDX-License-Identifier: GPL-3.0-only
"""The pages about the hub, its privacy notice and its accessibility: Web Pages, which staff edit."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.mail.wording import LANGUAGES
from planota_hub.public_forms.website import redirect

# page -> language -> its address; an installation brings them with a text to begin with
ROUTES = {
	"about": {"sl": "o-sticiscu", "en": "about-the-hub"},
	"privacy": {"sl": "zasebnost", "en": "privacy-notice"},
	"accessibility": {"sl": "dostopnost", "en": "accessibility-statement"},
}


def get_addresses() -> dict[str, str]:
	"""Return the address of each of these pages in the visitor's language, else in another one that it has.

	A page that the hub's staff have taken off the website is left out.
	"""
	published = get_published_routes()
	languages = sorted(LANGUAGES, key=lambda code: code != frappe.local.lang)
	found = {
		page: next((routes[code] for code in languages if routes[code] in published), None)
		for page, routes in ROUTES.items()
	}
	return {page: f"/{route}" for page, route in found.items() if route}


def get_addresses_of(route: str) -> dict[str, str]:
	"""Return the addresses of the same page about the hub in each language that it has; none for any other page."""
	routes = next((routes for routes in ROUTES.values() if route in routes.values()), {})
	published = get_published_routes() if routes else ()
	return {code: f"/{address}" for code, address in routes.items() if address in published}


def speak_language_of(route: str) -> None:
	"""Let what stands around a page about the hub be in the language of its text, which its address has.

	Who has asked for another language, by the switch or by the account, is led to the page in that one.
	"""
	addresses = get_addresses_of(route)
	own = next((code for code, address in addresses.items() if address == f"/{route}"), None)
	user = frappe.session.user
	is_reader = user != "Guest" and frappe.get_cached_value("User", user, "user_type") == "Website User"
	if (
		own
		and (frappe.request.args.get("_lang") or is_reader)
		and frappe.local.lang in addresses.keys() - {own}
	):
		redirect(addresses[frappe.local.lang])
	frappe.local.lang = own or frappe.local.lang


def get_published_routes() -> set[str]:
	"""Return the addresses of these pages that visitors can open."""
	routes = [route for languages in ROUTES.values() for route in languages.values()]
	filters = {"route": ("in", routes), "published": 1}
	return set(frappe.get_all("Web Page", filters, pluck="route", order_by="route asc"))


def describe_hub() -> frappe._dict:
	"""Return what texts of the website say of the hub: `name`, `operator`, how to reach it, its `hours`, and the months of `retention`.

	A method of templates, for the pages that staff write. What Hub Settings keep in several lines is one line here.
	"""
	settings = frappe.get_cached_doc("Hub Settings")
	facts = {
		"name": settings.hub_name or _("NGO Hub"),
		"operator": settings.operator_organisation,
		"address": ", ".join((settings.address or "").splitlines()),
		"phone": settings.phone,
		"email": settings.email,
		"hours": "; ".join((settings.opening_hours or "").splitlines()),
		"retention": settings.retention_months,
	}
	return frappe._dict({key: escape_html(str(value or "")) for key, value in facts.items()})
