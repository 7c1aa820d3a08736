# SPDX-License-Identifier: GPL-3.0-only
"""Page `/event-registration?token=…`: a participant's own registration, without a log-in."""

import frappe
from frappe import _

from planota_hub.planota_hub.events.kind import EVENT, KIND, REGISTRATION
from planota_hub.planota_hub.events.mail import FEEDBACK_PURPOSE, LETTERS
from planota_hub.planota_hub.events.registering import INTAKE
from planota_hub.planota_hub.events.series import get_own_dates
from planota_hub.planota_hub.taking_part.kinds import CANCELLED, CONFIRMED, WAITING
from planota_hub.planota_hub.taking_part.questions import describe_answers
from planota_hub.planota_hub.taking_part.seats import is_moving
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.tokens import make_token

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the registration behind the link with what can be done about it now."""
	add_page_context(context, is_private=True)
	context.title = _("Your registration")
	context.token = get_parameter("token")
	try:
		name = INTAKE.get_registration(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	registration = frappe.get_doc(REGISTRATION, name)
	event = frappe.get_doc(EVENT, registration.event)
	context.registration, context.event = registration, event
	context.update(event.describe())
	context.answers = describe_answers(registration)
	context.others = [row for row in get_own_dates(registration) if row.name != name]
	for row in context.others:
		row.url = LETTERS.registration_url(row.name)
	context.can_cancel_all = any(row.can_cancel for row in context.others)
	is_held = event.stage == "Held"
	context.position = KIND.get_waiting_position(registration) if registration.status == WAITING else None
	context.can_cancel = registration.status != CANCELLED and is_moving(event)
	may_give = registration.attendance == "Attended" and is_held and not registration.feedback_given_on
	context.feedback_token = make_token(FEEDBACK_PURPOSE, name) if may_give and event.asks_feedback else None
	context.has_confirmation = registration.attendance == "Attended" and is_held
	context.online_link = event.online_link if registration.status == CONFIRMED and not is_held else None
