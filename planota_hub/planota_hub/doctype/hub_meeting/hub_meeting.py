# SPDX-License-Identifier: GPL-3.0-only
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.planota_hub.meetings import decisions as meeting_decisions
from planota_hub.planota_hub.meetings import mail as meeting_mail
from planota_hub.planota_hub.meetings import rules as meeting_rules
from planota_hub.planota_hub.meetings import texts as meeting_texts
from planota_hub.planota_hub.meetings.members import add_members
from planota_hub.planota_hub.meetings.segments import add_segment
from planota_hub.planota_hub.register.places import set_places
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.meeting_decision.meeting_decision import MeetingDecision

SERVER_FIELDS = ("stage_changed_on", "calendar_sequence")


class HubMeeting(AnnouncedEvent, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.meeting_agenda_item.meeting_agenda_item import MeetingAgendaItem
		from planota_hub.planota_hub.doctype.meeting_decision.meeting_decision import MeetingDecision
		from planota_hub.planota_hub.doctype.meeting_participant.meeting_participant import MeetingParticipant

		administrative_unit: DF.Link | None
		agenda: DF.Table[MeetingAgendaItem]
		announced: DF.Check
		calendar_sequence: DF.Int
		cancellation_reason: DF.SmallText | None
		chaired_by: DF.Data | None
		decisions: DF.Table[MeetingDecision]
		delivery: DF.Literal["In Person", "Online", "Hybrid"]
		ends_on: DF.Datetime
		meeting_of: DF.DynamicLink | None
		meeting_of_doctype: DF.Link | None
		members_count: DF.Int
		minutes: DF.Text | None
		minutes_by: DF.Data | None
		municipality: DF.Link | None
		next_due_date: DF.Date | None
		next_order: DF.Int
		online_link: DF.Data | None
		open_decisions: DF.Int
		organiser: DF.Link | None
		others_present: DF.Int
		participants: DF.Table[MeetingParticipant]
		present_count: DF.Int
		published: DF.Check
		quorum_needed: DF.Int
		quorum_status: DF.Literal["Not Needed", "Not Recorded", "Reached", "Not Reached"]
		stage: DF.Literal["Planned", "Called", "Held", "Minutes Adopted", "Cancelled"]
		stage_changed_on: DF.Date | None
		starts_on: DF.Datetime
		statistical_region: DF.Link | None
		subject: DF.Data
		venue: DF.Data | None
		voters_present: DF.Int
	# end: auto-generated types

	announced_stages = ("Called",)

	def onload(self):
		self.set_onload("public_url", meeting_rules.get_public_url(self))

	def before_insert(self):
		self.organiser = self.organiser or frappe.session.user

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		meeting_rules.validate_times(self)
		meeting_rules.validate_place(self)
		set_places(self)
		meeting_rules.validate_whose_meeting(self)
		meeting_rules.validate_participants(self)
		meeting_rules.set_quorum(self)
		meeting_decisions.validate_decisions(self)
		meeting_decisions.set_open_decisions(self)
		meeting_rules.validate_stage(self)
		meeting_rules.refuse_changed_minutes(self)
		meeting_rules.validate_publication(self)
		self.set_calendar_sequence()

	def on_update(self):
		meeting_decisions.update_tasks(self)
		if is_step_to(self, "Called"):
			meeting_mail.invite(self)
		elif is_step_to(self, "Cancelled"):
			meeting_mail.call_off(self)
		elif is_step_to(self, "Minutes Adopted"):
			meeting_mail.tell_minutes(self)
		elif self.tells_change():
			meeting_mail.tell_change(self)
		if self.stage == "Called":
			meeting_mail.tell_removed(self)

	def keep_server_fields(self):
		"""Stamps, answers and links to tasks stay as they are stored, whatever a form or an import sends."""
		before = self.get_doc_before_save()
		for fieldname in SERVER_FIELDS:
			self.set(fieldname, before.get(fieldname) if before else None)
		known = {row.name: row for row in before.participants} if before else {}
		for row in self.participants:
			stored = known.get(row.name)
			keeps = stored and not self.is_reinstated()
			row.invited_on, row.answer = (stored.invited_on, stored.answer) if keeps else (None, None)
		meeting_decisions.TASKS[self.doctype].keep(self)

	@frappe.whitelist(methods=["POST"])
	def send_invitations(self) -> int:
		"""Invite those who were added after the first invitations went out; return how many got one."""
		self.check_permission("write")
		meeting_mail.renew_entry(self)
		return meeting_mail.invite(self)

	@frappe.whitelist(methods=["POST"])
	def add_members(self) -> int:
		"""Put the members of the network, body or consortium on the list of the invited; return how many came."""
		self.check_permission("write")
		return add_members(self)

	@frappe.whitelist(methods=["POST"])
	def add_segment(self, segment: str, has_vote: int | str = 0) -> dict:
		"""Put the members of a segment on the list of the invited; return how many came, and who is left out why."""
		self.check_permission("write")
		return add_segment(self, segment, bool(cint(has_vote)))

	# For prints and pages

	def describe(self) -> frappe._dict:
		"""Return when, where, whose and with which quorum, in words."""
		return meeting_texts.describe(self)

	def list_people(self) -> dict[str, list[str]]:
		"""Return who was present, excused and absent."""
		return meeting_texts.list_people(self)

	def get_invited(self) -> list[frappe._dict]:
		"""Return who is invited, for the sign-in sheet."""
		return meeting_texts.get_invited(self)

	def describe_votes(self, row: "MeetingDecision") -> str:
		"""Return how one of the decisions was voted on."""
		return meeting_texts.describe_votes(row)

	def get_responsible_names(self) -> dict[str, str]:
		"""Return the full names of those who answer for the decisions."""
		return meeting_texts.get_names_of_users([row.responsible for row in self.decisions])
