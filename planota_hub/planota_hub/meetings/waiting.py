# SPDX-License-Identifier: GPL-3.0-only
"""What waits for somebody with a log-in about meetings: invitations without an answer, and own decisions."""

import frappe
from frappe import _
from frappe.utils import getdate

from planota_hub.planota_hub.meetings.portal import (
	add_invitations,
	get_meetings,
	get_open_decisions,
	is_coming,
)
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the unanswered invitations and the open decisions of the current user."""
	user = frappe.session.user
	coming = [row for row in get_meetings(user) if is_coming(row) and row.stage != "Cancelled"]
	add_invitations(coming, user)
	invitations = [
		Waiting(_("Say whether you are coming"), row.subject, invitation.url, getdate(row.starts_on))
		for row in coming
		for invitation in row.invitations
		if not invitation.answer
	]
	decisions = [
		Waiting(row.decision, row.subject, "/my-meetings", row.due_date and getdate(row.due_date))
		for row in get_open_decisions(user)
	]
	return invitations + decisions
