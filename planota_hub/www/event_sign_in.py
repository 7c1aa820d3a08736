# SPDX-License-Identifier: GPL-3.0-only
"""Page `/event-sign-in?token=…`: opened with the QR code at the door, to sign in with the e-mail address."""

from planota_hub.planota_hub.events.attendance import SIGN_IN_PURPOSE
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.taking_part.sign_in_page import show_sign_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Ask for the e-mail address, or say why nobody can sign in now."""
	show_sign_in(context, KIND, SIGN_IN_PURPOSE, "planota_hub.planota_hub.events.attendance.sign_in")
