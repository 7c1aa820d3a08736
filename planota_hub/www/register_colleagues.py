# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/register-colleagues?workshop=…` or `?event=…`: several people of an NGO for one workshop or event."""

import frappe
from frappe import _

from planota_hub.capacity_building.workshops import waiting_list
from planota_hub.capacity_building.workshops.pages import get_open_workshops
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.pages import get_open_events
from planota_hub.planota_hub.taking_part.intake import MOST_COLLEAGUES, describe_for_people
from planota_hub.planota_hub.taking_part.questions import get_questions
from planota_hub.public_forms.consent import get_text, show_text
from planota_hub.public_forms.website import add_page_context, get_parameter, require_log_in
from planota_hub.www.my_ngos import get_represented_ngos

PEOPLE = range(1, MOST_COLLEAGUES + 1)
no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Offer what takes registrations, and the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("Register colleagues")
	context.update(offer_events() if get_parameter("event") else offer_workshops())
	chosen = get_parameter(context.fieldname)
	offered = {name: (title, time) for name, title, time in context.offered}
	# what is asked depends on what they register for, so that is chosen first
	context.chosen = chosen if chosen in offered else next(iter(offered)) if len(offered) == 1 else None
	context.occasion = offered.get(context.chosen)
	if context.chosen:
		asked = get_questions(context.kind, [context.chosen])[context.chosen]
		context.asked_once = describe_for_people(asked, None)
		context.asked_of = {number: describe_for_people(asked, number) for number in PEOPLE}
	context.ngos = get_represented_ngos(frappe.session.user)
	context.consent = show_text(get_text(context.purpose))
	context.numbers = PEOPLE


def offer_workshops() -> dict:
	"""Return the workshops, and what the form does with them."""
	return {
		"kind": waiting_list.KIND,
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
		"kind": KIND,
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
