# SPDX-License-Identifier: GPL-3.0-only
"""What follows in development plans, mentoring and support when an NGO becomes inactive or comes back."""

from frappe import _
from frappe.utils import today

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.state import StateNews, find_records

RUNNING_PLANS = ("Applied", "Under Assessment", "Selected", "Active")


def follow_state(ngo: str, is_active: bool) -> list[StateNews]:
	"""Hook `hub_ngo_states`: what has begun is finished or called off by whoever is responsible."""
	language = site_language()
	text = _("{0} is active again.", language)
	if not is_active:
		text = _("{0} is no longer active. Please decide what becomes of this.", language)
	coming = {"ngo": ngo, "status": "Planned", "starts_on": (">=", today())}
	return [
		*find_records("Development Plan", {"ngo": ngo, "stage": ("in", RUNNING_PLANS)}, text, "responsible"),
		*find_records("Mentoring Session", coming, text, "mentor"),
		*find_records(
			"NGO Support Request",
			{"ngo": ngo, "stage": ("in", ("Received", "In Progress"))},
			text,
			"responsible",
		),
	]
