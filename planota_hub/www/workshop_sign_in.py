# SPDX-License-Identifier: GPL-3.0-only
"""Page `/workshop-sign-in?token=…`: opened with the QR code at the door, to sign in with the e-mail address."""

from planota_hub.capacity_building.workshops.attendance import SIGN_IN_PURPOSE
from planota_hub.capacity_building.workshops.seats import KIND
from planota_hub.planota_hub.taking_part.sign_in_page import show_sign_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Ask for the e-mail address, or say why nobody can sign in now."""
	show_sign_in(context, KIND, SIGN_IN_PURPOSE, "planota_hub.capacity_building.workshops.attendance.sign_in")
