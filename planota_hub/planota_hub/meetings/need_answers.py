# SPDX-License-Identifier: GPL-3.0-only
"""Which needs the decisions of meetings answer; see `planota_hub.local_networks.needs.traceability`."""

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from planota_hub.planota_hub.meetings.rules import COMING_STAGES, HELD_STAGES
from planota_hub.rules.many import narrow

MEETING, DECISION = "Hub Meeting", "Meeting Decision"
# status of a decision of a held meeting -> what it is for the need
STATES = {"Open": "In Action", "Done": "Addressed", "Dropped": "Dropped"}


def get_answers(needs: list[str] | None = None) -> list[dict]:
	"""Return what meetings decided about needs; see hook `hub_need_answers`.

	What a meeting that is still to be held may decide is planned; a cancelled meeting answers nothing.
	"""
	if needs is not None and not needs:
		return []
	meeting, row = DocType(MEETING), DocType(DECISION)
	query = (
		frappe.qb.from_(row)
		.join(meeting)
		.on((row.parent == meeting.name) & (row.parenttype == MEETING))
		.select(row.need, row.decision, row.status, row.done_on)
		.select(meeting.name, meeting.stage, meeting.starts_on, meeting.creation)
		.where(meeting.stage.isin(sorted(HELD_STAGES | COMING_STAGES)))
		.where(row.need.isnotnull() & (row.need != ""))
		.orderby(meeting.name, row.idx)
	)
	named = narrow(needs)
	if named is not None:
		query = query.where(row.need.isin(named))
	wanted = None if needs is None else set(needs)
	decisions = query.run(as_dict=True)
	return [describe(decision) for decision in decisions if wanted is None or decision.need in wanted]


def describe(decision: frappe._dict) -> dict:
	"""Return a decision as an answer: its own text and status, at the meeting that made it."""
	was_held = decision.stage in HELD_STAGES
	since = decision.done_on or (decision.starts_on if was_held else decision.creation)
	return {
		"need": decision.need,
		"doctype": MEETING,
		"name": decision.name,
		"title": decision.decision,
		"stage": decision.status,
		"state": STATES[decision.status] if was_held else "Planned",
		"since": getdate(since),
	}
