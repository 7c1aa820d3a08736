# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.planota_hub.meetings.decisions import TASKS, update_tasks
from planota_hub.planota_hub.votes import (
	casting,
	closing,
	decisions,
	mail,
	members,
	results,
	standing_in,
	texts,
	ties,
)
from planota_hub.planota_hub.votes import rules as vote_rules
from planota_hub.rules.seal import destroy_keys
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text


class MemberVote(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.meeting_decision.meeting_decision import MeetingDecision
		from planota_hub.planota_hub.doctype.member_vote_option.member_vote_option import MemberVoteOption
		from planota_hub.planota_hub.doctype.member_vote_voter.member_vote_voter import MemberVoteVoter

		allows_abstention: DF.Check
		ballot_secrecy: DF.Literal["Open Vote", "Secret Ballot"]
		candidate: DF.DynamicLink | None
		candidate_role: DF.Literal["Partner", "Associated Partner"]
		candidate_type: DF.Literal["", "NGO", "Stakeholder"]
		candidate_votes: DF.Int
		carried_out_by: DF.Link | None
		carried_out_on: DF.Datetime | None
		closed_because: DF.Literal["", "Last Moment", "Everybody Voted", "Decided Early", "Staff"]
		closed_on: DF.Datetime | None
		closes_early: DF.Check
		decisions: DF.Table[MeetingDecision]
		explanation: DF.SmallText | None
		lot_number: DF.Data | None
		majority_rule: DF.Literal["Simple Majority", "Absolute Majority", "Two Thirds", "Most Votes"]
		next_order: DF.Int
		opened_on: DF.Datetime | None
		options: DF.Table[MemberVoteOption]
		outcome: DF.Literal[
			"", "Accepted", "Rejected", "Option Chosen", "Tie", "No Majority", "No Quorum", "Too Few Votes"
		]
		question: DF.Data
		quorum_percent: DF.Percent
		responsible: DF.Link | None
		seal_key: DF.Data | None
		stage: DF.Literal["Draft", "Voting", "Closed", "Withdrawn"]
		stage_changed_on: DF.Date | None
		subject: DF.DynamicLink | None
		subject_doctype: DF.Link | None
		tie_decided_by: DF.Literal["", "Rule", "Chair", "Lot"]
		tie_decided_on: DF.Datetime | None
		tie_entered_by: DF.Link | None
		tie_rule: DF.Literal["Nothing Decided", "Rejected", "Chair Decides", "By Lot"]
		tied_options: DF.SmallText | None
		vote_kind: DF.Literal["For or Against", "Choice of Options"]
		vote_of: DF.DynamicLink
		vote_of_doctype: DF.Link
		voted_count: DF.Int
		voters: DF.Table[MemberVoteVoter]
		voters_count: DF.Int
		votes_abstained: DF.Int
		votes_against: DF.Int
		votes_for: DF.Int
		voting_by: DF.Literal["Personal Link", "Show of Hands"]
		voting_days: DF.Int
		voting_until: DF.Datetime | None
		winning_option: DF.Data | None
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def before_insert(self):
		self.responsible = self.responsible or frappe.session.user

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		vote_rules.validate_whose_vote(self)
		vote_rules.validate_rules(self)
		vote_rules.set_options(self)
		vote_rules.validate_voters(self)
		vote_rules.refuse_frozen_changes(self)
		vote_rules.validate_stage(self)
		vote_rules.set_counts(self)
		decisions.validate_decisions(self)

	def on_update(self):
		update_tasks(self)
		if is_step_to(self, "Voting") and self.voting_by != vote_rules.HANDS:
			mail.send_links(self)
		elif is_step_to(self, "Closed"):
			closing.tell_result(self)

	def on_trash(self):
		destroy_keys(self.name)

	def keep_server_fields(self):
		"""Votes, links and results stay as they are stored; a vote that comes in meanwhile waits for the commit."""
		before = self.get_doc_before_save()
		for table, fieldnames in vote_rules.SERVER_FIELDS.items():
			known = {row.name: row for row in (before.get(table) if table else [before])} if before else {}
			for row in self.get(table) if table else [self]:
				old = known.get(row.name)
				row.update({fieldname: old.get(fieldname) if old else None for fieldname in fieldnames})
				row.update(row.flags.set_by_hub or {})
		TASKS[self.doctype].keep(self)
		for voter in self.voters:
			voter.status = voter.status or "Not Voted"

	@frappe.whitelist(methods=["POST"])
	def add_voters(self) -> int:
		"""Put the members who are not on the list of voters on it; return how many came."""
		self.check_permission("write")
		number = members.add_voters(self)
		if number:
			self.save()
		return number

	@frappe.whitelist(methods=["POST"])
	def record_votes(self, choices: dict) -> int:
		"""Write down what members vote in the room; see `casting.record_votes`."""
		self.check_permission("write")
		return casting.record_votes(self.name, choices)

	@frappe.whitelist(methods=["POST"])
	def record_hands(self, figures: dict, abstained: int | str = 0) -> None:
		"""Write down a show of hands; see `casting.record_hands`."""
		self.check_permission("write")
		casting.record_hands(self.name, figures, cint(abstained))

	@frappe.whitelist(methods=["POST"])
	def replace_voter(self, row: str, person_name: str, email: str) -> bool:
		"""Let a deputy or a successor vote instead of somebody; see `standing_in.replace_voter`."""
		self.check_permission("write")
		return standing_in.replace_voter(self.name, row, person_name, email)

	@frappe.whitelist(methods=["POST"])
	def draw_lot(self) -> None:
		"""Draw the lot in a tie; see `ties.draw_lot`."""
		self.check_permission("write")
		ties.draw_lot(self.name)

	@frappe.whitelist(methods=["POST"])
	def enter_chair_decision(self, option: str) -> None:
		"""Enter what the chair decides in a tie; see `ties.enter_chair_decision`."""
		self.check_permission("write")
		ties.enter_chair_decision(self.name, option)

	@frappe.whitelist(methods=["POST"])
	def carry_out(self) -> None:
		"""Take the step that the vote decided on; see `results.carry_out`."""
		self.check_permission("write")
		results.carry_out(self)

	@frappe.whitelist(methods=["POST"])
	def make_decision(
		self, due_date: str, meeting: str | None = None, responsible: str | None = None
	) -> list[str]:
		"""Make a decision of the result, of a meeting or without one; see `results.make_decision`."""
		self.check_permission("write")
		return results.make_decision(self, due_date, meeting, responsible)

	# For the print

	def describe(self) -> dict:
		"""Return whose vote it was, its rules, its result and its record; see `texts.describe`."""
		return texts.describe(self)
