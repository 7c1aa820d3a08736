# SPDX-License-Identifier: GPL-3.0-only
"""Votes of members in the demo region: one that runs, one that is being prepared, a secret one, one that adopts a proposal."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, get_datetime

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find
from planota_hub.demo.plans import day
from planota_hub.planota_hub.votes.casting import note
from planota_hub.planota_hub.votes.secrecy import VOTE, VOTER

# kind of record -> field by which it is found
TITLES = {
	"Local Network": "network_name",
	"Representative Body": "body_name",
	"Policy Proposal": "proposal_title",
}
# what a form begins with
USUAL = {
	"vote_kind": "For or Against",
	"ballot_secrecy": "Open Vote",
	"voting_by": "Personal Link",
	"majority_rule": "Simple Majority",
	"allows_abstention": 1,
	"closes_early": 1,
}
# what says how the vote goes, and is no field of it
COURSE = ("days", "closed_days", "choices", "stays")


def load_votes() -> None:
	"""Load the votes that are missing, each as far as it has come."""
	for values in read("votes.json")["votes"]:
		load_vote(values)


def load_vote(values: dict) -> None:
	"""Create a vote and let members vote; what it is of and on must be on the site."""
	links = {
		fieldname: find(
			values[f"{fieldname}_doctype"], TITLES[values[f"{fieldname}_doctype"]], values[fieldname]
		)
		for fieldname in ("vote_of", "subject")
		if fieldname in values
	}
	if not all(links.values()) or find(VOTE, "question", values["question"]):
		return
	fields = {key: value for key, value in values.items() if key not in COURSE}
	until = f"{day(values['days'])} 20:00:00"
	vote = frappe.get_doc({"doctype": VOTE, "voting_until": until, **USUAL, **fields, **links})
	vote.insert(ignore_permissions=True)
	mark(VOTE, vote.name)
	if vote.add_voters() and values.get("stays") != "Draft":
		hold(frappe.get_doc(VOTE, vote.name), values)


def hold(vote, values: dict) -> None:
	"""Open a vote, enter who voted, and close it where it is over."""
	apply_workflow(vote, "Open Voting")
	closed = "closed_days" in values
	opened = f"{day(values.get('closed_days', 0) - 5)} 09:00:00"
	frappe.db.set_value(
		VOTER, {"parent": vote.name, "email": ("is", "set")}, "sent_on", opened, update_modified=False
	)
	vote = frappe.get_doc(VOTE, vote.name)
	for row, choice in zip(vote.voters, values.get("choices", ()), strict=False):
		note(vote, row, choice, "Online")
	if not closed:
		return
	closed_on = get_datetime(f"{day(values['closed_days'])} 20:00:00")
	vote = apply_workflow(frappe.get_doc(VOTE, vote.name), "Close Voting")
	vote.db_set(
		{"closed_on": closed_on, "voting_until": closed_on, "closed_because": "Last Moment"},
		update_modified=False,
	)
	voted_on = {"voted_on": add_to_date(closed_on, days=-1)}
	frappe.db.set_value(VOTER, {"parent": vote.name, "status": "Voted"}, voted_on, update_modified=False)
	move_to_past(VOTE, vote.name, opened, closed_on)
