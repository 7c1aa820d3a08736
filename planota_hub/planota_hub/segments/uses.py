# SPDX-License-Identifier: GPL-3.0-only
"""Where a segment was used: its conditions and members as they were then, whatever becomes of it later."""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import now

from planota_hub.planota_hub.segments.conditions import (
	CONDITION,
	PEOPLE,
	describe_or_say_why,
	get_organisations,
)
from planota_hub.planota_hub.segments.members import Member, count_members, get_members
from planota_hub.rules.printed_records import get_title_of

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment
	from planota_hub.planota_hub.doctype.segment_use.segment_use import SegmentUse

USE = "Segment Use"
# what a person is called is not kept: who was written to stands in the log of the briefing, as long as that is kept
KEPT = ("doctype", "name", "title", "reasons")


def note_use(segment: "AudienceSegment", doctype: str, name: str) -> "SegmentUse":
	"""Keep the conditions of a segment and its members, as the user sees them now, for the record that uses them.

	Args:
	        doctype, name: of the record.
	"""
	members = get_members(segment, None)
	use: SegmentUse = frappe.get_doc(
		{
			"doctype": USE,
			"segment": segment.name,
			"segment_title": segment.segment_title,
			"used_on": now(),
			"used_by": frappe.session.user,
			"used_in_doctype": doctype,
			"used_in": name,
			"members_count": len(members),
			"conditions": "\n".join(describe_lines(segment)),
			"definition": json.dumps(get_definition(segment), default=str),
			"members": json.dumps(keep(members)),
		}
	)
	use.insert(ignore_permissions=True)
	keep_count(segment, len(members))
	return use


def keep_count(segment: "AudienceSegment", number: int) -> None:
	"""Note how many are in a segment, and when they were counted."""
	segment.db_set({"members_count": number, "counted_on": now()}, update_modified=False)


def keep(members: list[Member]) -> list[dict]:
	"""Return each organisation once, as it is kept."""
	organisations = {(member.doctype, member.name): member for member in members}
	return [{key: getattr(member, key) for key in KEPT} for member in organisations.values()]


def describe_lines(segment: "AudienceSegment") -> list[str]:
	"""Return all that makes a segment, in words: one condition in a line, then who always and never is in it."""
	doctype = get_organisations(segment)
	lines = []
	for row in segment.conditions:
		text, _is_whole = describe_or_say_why(row, doctype)
		lines.append(_("Group {0}: {1}").format(row.any_group, text) if row.any_group else text)
	if segment.holds in PEOPLE:
		lines.append(_("{0}: {1}").format(_("In the Role"), _(segment.role or "Anybody Named")))
	for table, label in (("additions", _("Always In")), ("exclusions", _("Never In"))):
		lines += [
			_("{0}: {1}").format(label, f"{get_title_of(row.member_type, row.member)} ({row.reason})")
			for row in segment.get(table)
		]
	return lines


def get_definition(segment: "AudienceSegment") -> dict:
	"""Return what makes a segment, as data."""
	tables = ("conditions", "additions", "exclusions")
	fields = [df.fieldname for df in frappe.get_meta(CONDITION).fields]
	return {
		"holds": segment.holds,
		"role": segment.role,
		**{
			table: [
				{
					name: row.get(name)
					for name in (*fields, "member_type", "member", "reason")
					if row.get(name)
				}
				for row in segment.get(table)
			]
			for table in tables
		},
	}


def recount(segment: "AudienceSegment") -> None:
	"""Count the members of a segment as the user sees them and keep the number."""
	keep_count(segment, count_members(segment))
