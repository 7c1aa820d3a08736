# SPDX-License-Identifier: GPL-3.0-only
"""A vote of members that adopts a proposal, in the place of a meeting."""

from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

PROPOSAL = "Policy Proposal"


def adopt(proposal: str, vote: "MemberVote") -> None:
	"""Hook `hub_vote_subjects`: adopt a proposal by the step of its own workflow, with the rights of whoever does it."""
	doc = frappe.get_doc(PROPOSAL, proposal)
	doc.check_permission("write")
	# the step asks for what adopted it; when it is refused, this goes with it
	doc.db_set("adopted_by_vote", vote.name, update_modified=False)
	apply_workflow(doc, "Adopt")
