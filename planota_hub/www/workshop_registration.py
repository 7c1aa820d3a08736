# SPDX-License-Identifier: GPL-3.0-only
"""Page `/workshop-registration?token=…`: a participant's own registration, without a log-in."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.intake import get_registration
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE
from planota_hub.capacity_building.workshops.waiting_list import get_waiting_position
from planota_hub.planota_hub.taking_part.questions import describe_answers
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the registration behind the link with what can be done about it now."""
	add_page_context(context, is_private=True)
	context.title = _("Your registration")
	context.token = get_parameter("token")
	try:
		name = get_registration(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	registration = frappe.get_doc(seats.REGISTRATION, name)
	workshop = frappe.get_doc(seats.WORKSHOP, registration.workshop)
	context.registration, context.workshop = registration, workshop
	context.answers = describe_answers(registration)
	context.update(workshop.describe())
	context.update(get_possibilities(registration, workshop))


def get_possibilities(registration: "WorkshopRegistration", workshop: "TrainingWorkshop") -> dict:
	"""Return what the participant can do: cancel, give feedback, print a certificate, see the materials."""
	confirmed = registration.status == seats.CONFIRMED
	attended = registration.attendance == "Attended"
	held = workshop.stage in ("Held", "Evaluated")
	waits = registration.status == seats.WAITING
	return {
		"position": get_waiting_position(registration) if waits else None,
		"can_cancel": registration.status != seats.CANCELLED
		and workshop.stage in seats.MOVING_STAGES
		and get_datetime(workshop.starts_on) > now_datetime(),
		"feedback_token": make_token(FEEDBACK_PURPOSE, registration.name)
		if attended and workshop.stage == "Held" and not registration.feedback_given_on
		else None,
		"has_certificate": attended and held,
		"online_link": workshop.online_link if confirmed and not held else None,
		"materials": workshop.materials if confirmed else [],
	}
