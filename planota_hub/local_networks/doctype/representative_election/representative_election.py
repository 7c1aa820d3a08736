# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.local_networks.elections import departures, rounds
from planota_hub.local_networks.elections import papers as election_papers
from planota_hub.local_networks.elections import people as election_people
from planota_hub.local_networks.elections import rules as election_rules
from planota_hub.local_networks.elections.announcements import tell_dates, tell_step
from planota_hub.local_networks.elections.commission import validate_commission
from planota_hub.local_networks.elections.mandates import create_mandates
from planota_hub.local_networks.elections.result import describe, render_result
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.arguments import read_moment
from planota_hub.rules.refusals import refuse
from planota_hub.rules.stages import is_step
from planota_hub.rules.text import validate_plain_text


class RepresentativeElection(AnnouncedEvent, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
		from planota_hub.local_networks.doctype.election_commission_member.election_commission_member import (
			ElectionCommissionMember,
		)
		from planota_hub.local_networks.doctype.election_elector.election_elector import ElectionElector
		from planota_hub.local_networks.doctype.election_unit.election_unit import ElectionUnit

		acclamation_allowed: DF.Check
		announced_on: DF.Datetime | None
		ballot_secrecy: DF.Literal["", "Secret Ballot", "Open Vote"]
		body: DF.Link
		call_closes_on: DF.Date | None
		call_published_on: DF.Date | None
		call_text: DF.Text | None
		cancellation_reason: DF.SmallText | None
		candidates: DF.Table[ElectionCandidate]
		commission_members: DF.Table[ElectionCommissionMember]
		consensus_note: DF.SmallText | None
		counted_on: DF.Datetime | None
		decided_on: DF.Date | None
		election_title: DF.Data
		elector_rule: DF.Literal["NGOs That Register", "All NGOs of the Unit"]
		electors: DF.Table[ElectionElector]
		electors_count: DF.Int
		first_round: DF.Link | None
		invalid_count: DF.Int
		late_count: DF.Int
		legal_basis: DF.Data | None
		majority_rule: DF.Literal["", "Relative Majority", "Absolute Majority"]
		mandate_from: DF.Date
		mandate_to: DF.Date
		next_order: DF.Int
		online_voting: DF.Check
		opened_count: DF.Int
		opens_by_itself: DF.Check
		paper_count: DF.Int
		reminded_on: DF.Datetime | None
		seal_key: DF.SmallText | None
		sealed_count: DF.Int
		sealed_papers: DF.LongText | None
		second_round: DF.Link | None
		stage: DF.Literal["Draft", "Call Open", "Consensus", "Voting", "Counted", "Decided", "Cancelled"]
		stage_changed_on: DF.Date | None
		tie_decided_by: DF.Literal["", "Lot", "Repeated Vote", "Agreement"]
		tie_note: DF.SmallText | None
		tie_rule: DF.Literal["", "Commission Decides", "Lot", "Second Round"]
		turnout: DF.Percent
		units: DF.Table[ElectionUnit]
		valid_count: DF.Int
		voting_from: DF.Datetime | None
		voting_until: DF.Datetime | None
	# end: auto-generated types

	announced_stages = election_rules.ANNOUNCED_STAGES
	announced_fields = election_rules.ANNOUNCED_DATES
	announced_end = "voting_until"

	def onload(self):
		self.set_onload("result", render_result(self))

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		election_rules.set_way_of_voting(self)
		election_rules.validate_dates(self)
		election_people.validate_units(self)
		self.validate_people()
		validate_commission(self)
		election_rules.refuse_frozen_changes(self)
		election_rules.validate_stage(self)

	def on_update(self):
		if self.tells_change():
			tell_dates(self)
		if not is_step(self):
			return
		if self.stage == "Decided":
			create_mandates(self)
		if self.stage == "Cancelled" and self.first_round:
			rounds.give_back(self)
		self.tell_step()

	def validate_people(self):
		election_people.validate_candidates(self)
		election_people.validate_electors(self)

	def keep_server_fields(self):
		before = self.get_doc_before_save()
		for table, fieldnames in election_rules.SERVER_FIELDS.items():
			known = {row.name: row for row in (before.get(table) if table else [before])} if before else {}
			for row in self.get(table) if table else [self]:
				old = known.get(row.name)
				row.update({fieldname: old.get(fieldname) if old else None for fieldname in fieldnames})
				row.update(row.flags.set_by_hub or {})

	def is_secret(self) -> bool:
		"""Tell whether nobody may learn for whom an NGO voted."""
		return self.ballot_secrecy == election_people.SECRET

	def tell_step(self):
		tell_step(self)

	def describe(self) -> frappe._dict:
		"""Return what the print says of this election; see `election_result.describe`."""
		return describe(self)

	@frappe.whitelist(methods=["POST"])
	def add_electors(self) -> int:
		"""Enter all verified NGOs of the units as electors; return how many came in."""
		self.check_permission("write")
		if self.stage not in election_people.OPEN_STAGES:
			refuse(self, "electors", _("the register of electors is frozen."), _("Frozen"))
		number = election_people.add_all_electors(self)
		if number:
			self.save()
		return number

	@frappe.whitelist()
	def get_paper_forms(self) -> list[dict]:
		"""Return what is to be entered of the ballots on paper; see `election_papers.get_forms`."""
		self.check_permission("write")
		return election_papers.get_forms(self)

	@frappe.whitelist(methods=["POST"])
	def enter_papers(self, figures: dict) -> None:
		"""Seal the count of the ballots on paper until the election is counted; see `election_papers`."""
		self.check_permission("write")
		election_papers.enter_papers(self, figures)

	@frappe.whitelist(methods=["POST"])
	def open_second_round(self, voting_from: str, voting_until: str) -> str:
		"""Make the second round of this election; return its name. See `rounds.open_second_round`."""
		self.check_permission("write")
		frappe.has_permission(self.doctype, "create", throw=True)
		moments = read_moment(_("Voting From"), voting_from), read_moment(_("Voting Until"), voting_until)
		return rounds.open_second_round(self.name, *moments)

	@frappe.whitelist(methods=["POST"])
	def note_departure(
		self, candidate: str, left_on: str, reason: str, note: str, is_told: int | str = 0
	) -> int:
		"""Write down that a candidate can't be elected any more. See `departures.note_departure`."""
		self.check_permission("write")
		return departures.note_departure(self.name, candidate, left_on, reason, note, bool(cint(is_told)))

	@frappe.whitelist(methods=["POST"])
	def take_back_departure(self, candidate: str, is_told: int | str = 0) -> int:
		"""Let a candidate stand again about whom it was noted wrongly. See `departures.take_back`."""
		self.check_permission("write")
		return departures.take_back(self.name, candidate, bool(cint(is_told)))
