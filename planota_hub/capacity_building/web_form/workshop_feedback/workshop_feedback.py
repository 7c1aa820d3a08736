# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Workshop feedback": open to whoever comes with the link from the e-mail."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import (
	HIGHEST,
	RATINGS,
	lock_registration,
	refuse_feedback,
)
from planota_hub.capacity_building.workshops.intake import get_registration
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE
from planota_hub.public_forms.web_forms import as_select, close_form, get_field, prepare_web_form
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Show the form for the workshop behind the link, or why there is no feedback to give."""
	token = get_parameter("token")
	title, closed = look_up(token)
	introduction = _(context.introduction_text)
	if title:
		introduction = f"<strong>{escape_html(title)}</strong><br>{introduction}"
	prepare_web_form(context, introduction)
	for fieldname in RATINGS:
		field = get_field(context, fieldname)
		field.fieldtype, field.options = "Select", get_rating_options()
	as_select(get_field(context, "would_recommend"), ["Yes", "No"])
	close_form(context, closed)
	context.hub |= {"token": token}


def look_up(token: str) -> tuple[str | None, str | None]:
	"""Return the title of the workshop, and why there is no feedback to give; one of them is None."""
	try:
		registration = lock_registration(get_registration(token, FEEDBACK_PURPOSE))
		refuse_feedback(registration)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return None, str(error)
	return frappe.db.get_value("Training Workshop", registration.workshop, "workshop_title"), None


def get_rating_options() -> list[dict]:
	"""Return the ratings with words for the two ends."""
	words = {1: _("1 (poor)"), HIGHEST: _("5 (excellent)")}
	return [{"value": "", "label": ""}] + [
		{"value": str(rating), "label": words.get(rating, str(rating))} for rating in range(1, HIGHEST + 1)
	]
