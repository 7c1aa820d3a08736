# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.planota_hub.segments.conditions import (
	PEOPLE,
	check_conditions,
	describe_or_say_why,
	get_organisations,
)
from planota_hub.planota_hub.segments.uses import recount
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown, validate_plain_text

MOST_FIXED = 1_000


class AudienceSegment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.segment_condition.segment_condition import SegmentCondition
		from planota_hub.planota_hub.doctype.segment_member.segment_member import SegmentMember

		additions: DF.Table[SegmentMember]
		conditions: DF.Table[SegmentCondition]
		counted_on: DF.Datetime | None
		disabled: DF.Check
		exclusions: DF.Table[SegmentMember]
		holds: DF.Literal["NGOs", "People of NGOs", "Stakeholders", "People of Stakeholders"]
		is_shared: DF.Check
		members_count: DF.Int
		purpose: DF.SmallText | None
		role: DF.Literal[
			"",
			"President",
			"Director",
			"Legal Representative",
			"Secretary",
			"Treasurer",
			"Project Manager",
			"Contact Person",
			"Mayor",
			"Other",
		]
		segment_title: DF.Data
	# end: auto-generated types

	def onload(self):
		doctype = get_organisations(self)
		for row in self.conditions:
			row.sentence = describe_or_say_why(row, doctype)[0]

	def validate(self):
		validate_plain_text(self)
		if self.holds not in PEOPLE:
			self.role = None
		self.check_conditions()
		self.check_fixed_members()

	def on_update(self):
		recount(self)

	def check_conditions(self):
		check_conditions(self)

	def check_fixed_members(self):
		"""Nobody is fixed twice, and everybody with a reason."""
		seen: set[tuple[str, str]] = set()
		for table in ("additions", "exclusions"):
			if len(self.get(table)) > MOST_FIXED:
				refuse(self, table, _("at most {0} are possible.").format(MOST_FIXED))
			for row in self.get(table):
				key = row.member_type, row.member
				if key in seen:
					title = frappe.db.get_value(
						row.member_type, row.member, f"{row.member_type.lower()}_name"
					)
					refuse(row, "member", _("{0} stands among the fixed members twice.").format(shown(title)))
				seen.add(key)
