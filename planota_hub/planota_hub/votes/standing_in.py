# SPDX-License-Identifier: GPL-3.0-only
"""A deputy, or the successor in a seat, who votes instead of somebody while the vote runs."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.planota_hub.votes.mail import send_link
from planota_hub.planota_hub.votes.members import describe_voter
from planota_hub.planota_hub.votes.secrecy import VOTE
from planota_hub.rules.refusals import refuse, refuse_missing


def replace_voter(name: str, row: str, person_name: str, email: str) -> bool:
	"""Let somebody vote instead of a member who has not; the former link is void at once.

	Returns:
	        whether a new link was sent.

	Raises:
	        frappe.ValidationError: for a vote that was cast, or that does not run.
	"""
	vote = frappe.get_doc(VOTE, name, for_update=True)
	voter = next((voter for voter in vote.voters if voter.name == cstr(row)), None)
	if vote.stage != "Voting" or not voter:
		refuse(vote, "voters", _("somebody stands in only while the vote runs."))
	if voter.status == "Voted":
		refuse(voter, "person_name", _("this vote was cast already; it stays."), _("Vote Cast"))
	former = voter.stands_in_for or describe_voter(voter)
	voter.update({"person_name": person_name, "email": email, "contact": None})
	for fieldname in ("person_name", "email"):
		refuse_missing(voter, fieldname, _("please enter who votes instead, and the address for the link."))
	voter.flags.set_by_hub = {
		"stands_in_for": former,
		"status": "Not Voted",
		"sent_on": None,
		"reminded_on": None,
		# the link that was sent before depends on it
		"link_number": cint(voter.link_number) + 1,
	}
	vote.flags.replaced_row = voter.name
	vote.save()
	return vote.voting_by == "Personal Link" and send_link(vote, voter)
