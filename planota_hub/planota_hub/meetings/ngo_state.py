# SPDX-License-Identifier: GPL-3.0-only
"""What follows in meetings when an NGO becomes inactive or comes back."""

from frappe import _
from frappe.utils import now

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.meetings.rules import COMING_STAGES
from planota_hub.planota_hub.register.state import StateNews, find_documents_of_rows


def follow_state(ngo: str, is_active: bool) -> list[StateNews]:
	"""Hook `hub_ngo_states`: no invitation goes to its people meanwhile; who organises a meeting is told."""
	language = site_language()
	text = _("{0} is active again and on the list of this meeting.", language)
	if not is_active:
		text = _("{0} is on the list of this meeting and no longer active: it gets no invitation.", language)
	coming = {"stage": ("in", sorted(COMING_STAGES)), "starts_on": (">=", now())}
	return find_documents_of_rows(
		"Meeting Participant", {"ngo": ngo}, "Hub Meeting", coming, text, "organiser"
	)
