# SPDX-License-Identifier: GPL-3.0-only
"""Votes of members in the demo region: running, being prepared, secret, adopting a proposal, on a partner, decided by lot."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, get_datetime

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find
from planota_hub.demo.plans import day, mark_tasks
from planota_hub.planota_hub.votes import ties
from planota_hub.planota_hub.votes.casting import note
from planota_hub.planota_hub.votes.secrecy import VOTE, VOTER

# kind of record -> field by which it is found
TITLES = {
	"Local Network": "network_name",
	"Representative Body": "body_name",
	"Policy Proposal": "proposal_title",
	"Partnership Consortium": "consortium_name",
	"NGO": "ngo_name",
}
# what a form begins with
USUAL = {
	"vote_kind": "For or Against",
	"ballot_secrecy": "Open Vote",
	"voting_by": "Personal Link",
	"majority_rule": "Simple Majority",
	"tie_rule": "Nothing Decided",
	"allows_abstention": 1,
	"closes_early": 1,
}
# what says how the vote goes, and is no field of it
COURSE = ("days", "closed_days", "choices", "stays", "lot_number", "decision")
# so many days each vote runs that is over
DAYS = 5
# link -> field with the kind of record that it names
LINKS = {"vote_of": "vote_of_doctype", "subject": "subject_doctype", "candidate": "candidate_type"}


def load_votes() -> None:
	"""Load the votes that are missing, each as far as it has come."""
	for values in read("votes.json")["votes"]:
		load_vote(values)


def load_vote(values: dict) -> None:
	"""Create a vote and let members vote; what it is of and on must be on the site."""
	links = {
		fieldname: find(values[kind], TITLES[values[kind]], values[fieldname])
		for fieldname, kind in LINKS.items()
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
	opened = f"{day(values.get('closed_days', 0) - DAYS)} 09:00:00"
	vote.db_set("opened_on", opened, update_modified=False)
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
	if "lot_number" in values:
		vote = decide_by_lot(vote.name, values["lot_number"])
		drawn = {"tie_decided_on": add_to_date(closed_on, minutes=10), "tie_entered_by": vote.responsible}
		vote.db_set(drawn, update_modified=False)
	vote.db_set(
		{
			"voting_days": DAYS,
			"closed_on": closed_on,
			"voting_until": closed_on,
			"closed_because": "Last Moment",
		},
		update_modified=False,
	)
	voted_on = {"voted_on": add_to_date(closed_on, days=-1)}
	frappe.db.set_value(VOTER, {"parent": vote.name, "status": "Voted"}, voted_on, update_modified=False)
	if "decision" in values:
		decide_without_meeting(vote.name, values["decision"])
	move_to_past(VOTE, vote.name, opened, closed_on)


def decide_by_lot(name: str, number: str):
	"""Let the lot fall as it fell in the demo region, whenever it is loaded."""
	vote = ties.lock_tied(name, ties.BY_LOT)
	tied = vote.tied_options.split("\n")
	ties.break_tie(vote, tied[int(number) % len(tied)], "Lot", lot_number=number)
	return frappe.get_doc(VOTE, name)


def decide_without_meeting(name: str, values: dict) -> None:
	"""Make a decision of a vote that was taken between meetings."""
	vote = frappe.get_doc(VOTE, name)
	row = {key: value for key, value in values.items() if key != "due_days"}
	vote.append("decisions", {**row, "due_date": day(values["due_days"])})
	vote.save(ignore_permissions=True)
	mark_tasks(VOTE, name)
