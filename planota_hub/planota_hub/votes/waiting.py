# SPDX-License-Identifier: GPL-3.0-only
"""What waits for somebody with a log-in about votes: one that they can cast, by their personal link."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate, now_datetime

from planota_hub.planota_hub.votes.mail import get_vote_url
from planota_hub.planota_hub.votes.secrecy import VOTE, VOTER
from planota_hub.rules.waiting import Waiting


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the running votes whose link went to the address of the current user."""
	vote, row = DocType(VOTE), DocType(VOTER)
	email = frappe.db.get_value("User", frappe.session.user, "email")
	rows = (
		frappe.qb.from_(row)
		.join(vote)
		.on((row.parent == vote.name) & (row.parenttype == VOTE))
		.select(row.name, vote.question, vote.voting_until)
		.where((vote.stage == "Voting") & (vote.voting_by == "Personal Link"))
		.where((vote.voting_until > now_datetime()) & (row.status == "Not Voted") & (row.email == email))
		.orderby(vote.voting_until, row.name)
		.run(as_dict=True)
	)
	return [
		Waiting(_("Vote", context="Verb"), found.question, get_vote_url(found), getdate(found.voting_until))
		for found in rows
	]
