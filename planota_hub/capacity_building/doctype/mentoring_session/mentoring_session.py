# SPDX-License-Identifier: GPL-3.0-only
from datetime import date as Date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from planota_hub.capacity_building.plans.progress import RUNNING_STAGES
from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.support.rules import (
	is_mentor_only,
	validate_hours,
	validate_participants,
	validate_supported_ngo,
	validate_supporter,
)
from planota_hub.capacity_building.support.session_times import set_end, validate_overlap, validate_time
from planota_hub.mail.wording import describe_time
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, validate_plain_text


class MentoringSession(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agreed_steps: DF.Text | None
		capacity_area: DF.Link | None
		delivery: DF.Literal["In Person", "Online", "Phone"]
		development_plan: DF.Link | None
		ends_on: DF.Datetime | None
		funded_project: DF.Link | None
		hours: DF.Float
		mentor: DF.Link
		next_order: DF.Int
		ngo: DF.Link
		participant_names: DF.SmallText | None
		participants: DF.Int
		place: DF.Data | None
		starts_on: DF.Datetime
		status: DF.Literal["Held", "Planned", "Cancelled"]
		summary: DF.Text | None
		topic: DF.Data
	# end: auto-generated types

	def before_validate(self):
		self.mentor = self.mentor or frappe.session.user

	def validate(self):
		validate_plain_text(self)
		self.validate_own()
		validate_supported_ngo(self)
		validate_supporter(self, "mentor")
		validate_hours(self)
		validate_participants(self)
		set_end(self)
		validate_time(self)
		validate_overlap(self)
		self.set_plan()
		set_funded_project(self)
		self.clear_place()

	def on_update(self):
		post_support(self, self.get_support_rows())

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return the one row that a held session has in the ledger of support."""
		if self.status != "Held":
			return []
		return [
			SupportRow(
				date=getdate(self.starts_on),
				ngo=self.ngo,
				kind="Mentoring",
				hours=self.hours,
				participants=self.participants,
			)
		]

	def validate_own(self):
		"""A mentor enters the own sessions, the hub's staff those of everybody."""
		user = frappe.session.user
		if self.mentor != user and is_mentor_only(user):
			frappe.throw(
				_("{0}: you can only enter sessions that you lead yourself.").format(
					field_label(self, "mentor")
				),
				frappe.PermissionError,
			)

	def set_plan(self):
		"""Belong to the plan of the NGO that ran on this day, unless another plan of the NGO is chosen."""
		if not self.development_plan:
			self.development_plan = find_running_plan(self.ngo, getdate(self.starts_on))
		elif frappe.db.get_value("Development Plan", self.development_plan, "ngo") != self.ngo:
			refuse(self, "development_plan", _("this plan belongs to another NGO."))

	def clear_place(self):
		if self.delivery != "In Person":
			self.place = None

	def describe(self) -> dict:
		"""Return what the printed record says: `facts` and `texts` with their headings, `ngo` and `mentor`."""
		ngo = frappe.db.get_value("NGO", self.ngo, ["ngo_name", "municipality"], as_dict=True)
		mentor = frappe.db.get_value("User", self.mentor, "full_name")
		place = self.place or _(self.delivery)
		facts = [
			(_("NGO"), f"{ngo.ngo_name}, {ngo.municipality}"),
			(_("Mentor"), mentor),
			(_("When"), describe_time(self)),
			(_("Where"), place),
			(_("Hours"), show_number(self.hours)),
			(_("Participants"), show_number(self.participants)),
			(_("Who Took Part"), self.participant_names),
			(_("Capacity Area"), self.capacity_area and _(self.capacity_area)),
			(_("Development Plan"), self.development_plan),
		]
		texts = [(_("What Was Done"), self.summary), (_("Agreed Next Steps"), self.agreed_steps)]
		return {
			"facts": [fact for fact in facts if fact[1]],
			"texts": [text for text in texts if text[1]],
			"ngo": ngo.ngo_name,
			"mentor": mentor,
		}


def find_running_plan(ngo: str, day: Date) -> str | None:
	"""Return the development plan of an NGO that ran on a day; None when there was none."""
	plans = frappe.get_all(
		"Development Plan",
		filters={"ngo": ngo, "stage": ("in", RUNNING_STAGES), "starts_on": ("<=", day)},
		fields=["name", "ended_on"],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)
	return next((plan.name for plan in plans if not plan.ended_on or getdate(plan.ended_on) >= day), None)


def on_doctype_update() -> None:
	"""Index when somebody is in a session, so that no two are at once."""
	frappe.db.add_index("Mentoring Session", ["mentor", "starts_on"], "mentoring_session_mentor_start")
	frappe.db.add_index("Mentoring Session", ["ngo", "starts_on"], "mentoring_session_ngo_start")
