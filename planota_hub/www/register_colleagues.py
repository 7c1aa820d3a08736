# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/register-colleagues?workshop=…` or `?event=…`: several people of an NGO for one workshop or event."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops.pages import get_open_workshops
from planota_hub.planota_hub.events.pages import get_open_events
from planota_hub.planota_hub.taking_part.intake import MOST_COLLEAGUES
from planota_hub.public_forms.consent import get_text, show_text
from planota_hub.public_forms.website import add_page_context, get_parameter, require_log_in
from planota_hub.www.my_ngos import get_represented_ngos

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Offer what takes registrations, and the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Register colleagues")
	context.update(offer_events() if get_parameter("event") else offer_workshops())
	context.chosen = get_parameter(context.fieldname)
	context.ngos = get_represented_ngos(frappe.session.user)
	context.consent = show_text(get_text(context.purpose))
	context.numbers = range(1, MOST_COLLEAGUES + 1)


def offer_workshops() -> dict:
	"""Return the workshops, and what the form does with them."""
	return {
		"fieldname": "workshop",
		"label": _("Workshop"),
		"purpose": "Workshops",
		"method": "planota_hub.capacity_building.workshops.portal.register_colleagues",
		"offered": [(row.name, row.workshop_title, row.time) for row in get_open_workshops()],
		"nothing": _("No workshop takes registrations at the moment."),
		"all": "/workshops",
		"next": "/my-support",
		"agreement": _("They know of this and agree that the hub keeps these data for the workshop."),
	}


def offer_events() -> dict:
	"""Return the events, and what the form does with them."""
	return {
		"fieldname": "event",
		"label": _("Event"),
		"purpose": "Events",
		"method": "planota_hub.planota_hub.events.intake.register_colleagues",
		"offered": [(row.name, row.event_title, row.time) for row in get_open_events()],
		"nothing": _("No event takes registrations at the moment."),
		"all": "/events",
		"next": "/my-support",
		"agreement": _("They know of this and agree that the hub keeps these data for the event."),
	}
