# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Event feedback": open to whoever comes with the link from the e-mail."""

from planota_hub.planota_hub.events.kind import RATINGS
from planota_hub.planota_hub.events.mail import FEEDBACK_PURPOSE
from planota_hub.planota_hub.events.registering import INTAKE
from planota_hub.planota_hub.taking_part.feedback import prepare_feedback_form


def get_context(context) -> None:
	"""Show the form for the event behind the link, or why there is no feedback to give."""
	prepare_feedback_form(context, INTAKE, RATINGS, FEEDBACK_PURPOSE)
