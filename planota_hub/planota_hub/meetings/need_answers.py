# SPDX-License-Identifier: GPL-3.0-only
"""Which needs the decisions of meetings and votes answer; see `planota_hub.local_networks.needs.traceability`."""

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from planota_hub.planota_hub.meetings.decisions import DECISION, MEETING, SOURCES
from planota_hub.planota_hub.meetings.rules import COMING_STAGES
from planota_hub.rules.many import narrow

# status of a decision that was made -> what it is for the need
STATES = {"Open": "In Action", "Done": "Addressed", "Dropped": "Dropped"}


def get_answers(needs: list[str] | None = None) -> list[dict]:
	"""Return what meetings and votes decided about needs; see hook `hub_need_answers`.

	What a meeting that is still to be held may decide is planned; a cancelled meeting answers nothing.
	"""
	if needs is not None and not needs:
		return []
	decisions = [row for doctype in SOURCES for row in find_decisions(doctype, narrow(needs))]
	wanted = None if needs is None else set(needs)
	return [describe(decision) for decision in decisions if wanted is None or decision.need in wanted]


def find_decisions(doctype: str, named: list[str] | None) -> list[frappe._dict]:
	"""Return the decisions about needs of meetings or of votes, with the `doctype`, `name`, `stage`, `day` of theirs."""
	source = SOURCES[doctype]
	stages = source.stages | (COMING_STAGES if doctype == MEETING else frozenset())
	doc, row = DocType(doctype), DocType(DECISION)
	query = (
		frappe.qb.from_(row)
		.join(doc)
		.on((row.parent == doc.name) & (row.parenttype == doctype))
		.select(row.need, row.decision, row.status, row.done_on)
		.select(doc.name, doc.stage, doc[source.day].as_("day"), doc.creation)
		.where(doc.stage.isin(sorted(stages)))
		.where(row.need.isnotnull() & (row.need != ""))
		.orderby(doc.name, row.idx)
	)
	if named is not None:
		query = query.where(row.need.isin(named))
	return [row.update(doctype=doctype) for row in query.run(as_dict=True)]


def describe(decision: frappe._dict) -> dict:
	"""Return a decision as an answer: its own text and status, at the meeting or vote that made it."""
	was_held = decision.stage in SOURCES[decision.doctype].stages
	since = decision.done_on or (decision.day if was_held else decision.creation)
	return {
		"need": decision.need,
		"doctype": decision.doctype,
		"name": decision.name,
		"title": decision.decision,
		"stage": decision.status,
		"state": STATES[decision.status] if was_held else "Planned",
		"since": getdate(since),
	}
