# SPDX-License-Identifier: GPL-3.0-only
"""Which needs proposals and campaigns answer: the part of advocacy in the chain from a need to a changed rule.

See `planota_hub.local_networks.needs.traceability`.
"""

import frappe

from planota_hub.advocacy.proposals.results import WON
from planota_hub.local_networks.needs.traceability import get_table_answers

PROPOSAL, CAMPAIGN = "Policy Proposal", "Advocacy Campaign"
# stage -> what it is for the needs; whether something that was closed has helped follows from its result
PROPOSAL_STATES = {
	"Draft": "Planned",
	"In Consultation": "Planned",
	"Consulted": "Planned",
	"Adopted": "In Action",
	"Submitted": "In Action",
	"Replied": "In Action",
	"Closed": "Addressed",
	"Withdrawn": "Dropped",
}
CAMPAIGN_STATES = {
	"Draft": "Planned",
	"Approved": "Planned",
	"Active": "In Action",
	"Suspended": "In Action",
	"Evaluated": "In Action",
	"Closed": "Addressed",
}
HELPED = ("Fully", "Partly")


def get_answers(needs: list[str] | None = None) -> list[dict]:
	"""Return what proposals and campaigns do about needs; see hook `hub_need_answers`.

	A closed proposal addresses its needs when something of it was adopted, a closed campaign when its goal was
	reached at least partly; otherwise they have dropped them.
	"""
	return [
		*mark_dropped(get_table_answers(PROPOSAL, needs, PROPOSAL_STATES), PROPOSAL, "result", sorted(WON)),
		*mark_dropped(get_table_answers(CAMPAIGN, needs, CAMPAIGN_STATES), CAMPAIGN, "outcome_level", HELPED),
	]


def mark_dropped(answers: list[dict], doctype: str, fieldname: str, helped: tuple | list) -> list[dict]:
	"""Mark those answers as dropped that are closed without any of the results that help."""
	closed = sorted({answer["name"] for answer in answers if answer["state"] == "Addressed"})
	if closed:
		filters = {"name": ("in", closed), fieldname: ("in", list(helped))}
		successful = set(frappe.get_all(doctype, filters, pluck="name", order_by="name asc"))
		for answer in answers:
			if answer["state"] == "Addressed" and answer["name"] not in successful:
				answer["state"] = "Dropped"
	return answers
