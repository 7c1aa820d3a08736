# SPDX-License-Identifier: GPL-3.0-only
"""Secret votes: what each voter chose is sealed like a ballot of an election, and opened only as a sum (`rules.seal`)."""

from collections import Counter
from typing import TYPE_CHECKING

import frappe

from planota_hub.rules import seal

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

VOTE, VOTER = "Member Vote", "Member Vote Voter"
SECRET = "Secret Ballot"
# from fewer papers one could tell who voted how
FEWEST_SECRET_VOTES = 3


def get_running_keys() -> list[tuple[str, str]]:
	"""Hook `hub_sealed`: return the secret votes that are running, with their public keys."""
	running = frappe.get_all(VOTE, {"stage": "Voting"}, ["name", "seal_key"], order_by="name asc")
	return [(row.name, row.seal_key) for row in running if row.seal_key]


def open_choices(vote: "MemberVote") -> Counter:
	"""Return the votes by option, and nothing else: what was sealed is deleted, and what opens it destroyed.

	Of fewer votes than can hide each other nothing is said at all.
	"""
	sealed = [row.sealed_choice for row in vote.voters if row.sealed_choice]
	is_enough = len(sealed) >= FEWEST_SECRET_VOTES
	choices = seal.unseal(vote.name, vote.seal_key, sealed) if is_enough else []
	forget_choices(vote)
	return Counter(choice for choice in choices if choice)


def forget_choices(vote: "MemberVote") -> None:
	"""Delete what was chosen, sealed or not, and destroy the keys of the vote."""
	before = vote.get_doc_before_save()
	# in both, so that the history of the vote does not keep what was sealed either
	for row in (*vote.voters, *(before.voters if before else ())):
		row.sealed_choice = None
	frappe.db.set_value(VOTER, {"parent": vote.name}, "sealed_choice", None, update_modified=False)
	vote.seal_key = None
	seal.destroy_keys(vote.name)
