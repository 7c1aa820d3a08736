# SPDX-License-Identifier: GPL-3.0-only
"""What follows in applications when an NGO becomes inactive or comes back; calls are only offered to active ones."""

from frappe import _

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.state import StateNews, find_records

RUNNING_APPLICATIONS = ("In Preparation", "Submitted", "Approved")


def follow_state(ngo: str, is_active: bool) -> list[StateNews]:
	"""Hook `hub_ngo_states`: who helps with an application is told."""
	language = site_language()
	text = _("{0} is active again.", language)
	if not is_active:
		text = _("{0} is no longer active. Please decide what becomes of this.", language)
	running = {"ngo": ngo, "stage": ("in", RUNNING_APPLICATIONS)}
	return find_records("Call Application", running, text, "responsible")
