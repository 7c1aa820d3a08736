# SPDX-License-Identifier: GPL-3.0-only
"""Segments of different people of the hub, and the briefings that went, or will go, to them."""

import frappe
from frappe.utils import add_days, get_datetime, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.outreach import BRIEFING, load_briefing
from planota_hub.demo.people import find, find_ngo
from planota_hub.planota_hub.segments.conditions import SEGMENT
from planota_hub.planota_hub.segments.uses import note_use


def load_segments() -> None:
	"""Load the segments, and the briefings to them with what was kept of their use."""
	data = read("segments.json")
	for values in data["segments"]:
		load_segment(values)
	for values in data["briefings"]:
		load_briefing_to_segment(values)


def load_segment(values: dict) -> None:
	"""Create a segment of somebody, with those who are always in it as far as the site has them."""
	if find(SEGMENT, "segment_title", values["segment_title"]):
		return
	added = [(find_ngo(row["ngo"]), row["reason"]) for row in values.get("additions", ())]
	additions = [{"member_type": "NGO", "member": ngo, "reason": reason} for ngo, reason in added if ngo]
	segment = frappe.get_doc({**values, "doctype": SEGMENT, "additions": additions})
	segment.insert(ignore_permissions=True)
	segment.db_set("owner", values["owner"], update_modified=False)
	mark(SEGMENT, segment.name)


def load_briefing_to_segment(values: dict) -> None:
	"""Create a briefing to a segment; of one that was sent, what the segment was on that day."""
	segment = find(SEGMENT, "segment_title", values["segment"])
	if not segment or find(BRIEFING, "briefing_title", values["title"]):
		return
	load_briefing({**values, "audience": [{"recipient_type": SEGMENT, "segment": segment}]})
	if "days" in values:
		briefing = find(BRIEFING, "briefing_title", values["title"])
		use = note_use(frappe.get_doc(SEGMENT, segment), BRIEFING, briefing)
		moment = get_datetime(f"{add_days(today(), values['days'])} 09:30:00")
		use.db_set("used_on", moment, update_modified=False)
