# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Workshop feedback": open to whoever comes with the link from the e-mail."""

from planota_hub.capacity_building.doctype.workshop_feedback.workshop_feedback import RATINGS
from planota_hub.capacity_building.workshops.intake import INTAKE
from planota_hub.capacity_building.workshops.mail import FEEDBACK_PURPOSE
from planota_hub.planota_hub.taking_part.feedback import prepare_feedback_form


def get_context(context) -> None:
	"""Show the form for the workshop behind the link, or why there is no feedback to give."""
	prepare_feedback_form(context, INTAKE, RATINGS, FEEDBACK_PURPOSE)
