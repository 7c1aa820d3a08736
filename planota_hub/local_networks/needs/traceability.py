# SPDX-License-Identifier: GPL-3.0-only
"""Which documents answer which needs, and what follows for the needs.

Areas register what answers needs by the hook `hub_need_answers`: functions that take a list of needs (None for
all) and return one dict per answer with `need`, `doctype`, `name`, `title`, `stage`, `state` (Planned, In
Action, Addressed or Dropped) and `since`, the date since which it is in this state. A document that answers
needs carries the table `addressed_needs` (Addressed Need) and has `follow_answer` in its `doc_events`.
"""

from collections import defaultdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, cstr, date_diff, getdate, today

from planota_hub.guards.documents import get_readable
from planota_hub.local_networks.needs.stages import (
	ANSWERED_STAGES,
	LIVE_STATES,
	NEED,
	OPEN_STAGES,
	derive_stage,
	move_to_stage,
)
from planota_hub.operation.portions import take_portion
from planota_hub.rules.many import narrow

ROW = "Addressed Need"
# so many are looked at in an hour
NEEDS_AT_ONCE = 300


# What answers a need


def get_answers(needs: list[str] | None = None) -> list[dict]:
	"""Return what answers the given needs, all needs without them, the oldest first."""
	answers = []
	for path in frappe.get_hooks("hub_need_answers"):
		answers += frappe.get_attr(path)(needs)
	return sorted(answers, key=lambda answer: (getdate(answer["since"]), answer["doctype"], answer["name"]))


def get_answers_by_need(needs: list[str] | None = None) -> dict[str, list[dict]]:
	"""Return the answers of `get_answers` by need; a need without answers has an empty list."""
	by_need = defaultdict(list)
	for answer in get_answers(needs):
		by_need[answer["need"]].append(answer)
	return by_need


def get_table_answers(doctype: str, needs: list[str] | None, states: dict[str, str]) -> list[dict]:
	"""Return the answers that documents give in their table of addressed needs, read in one query.

	Args:
	        doctype: has the fields `stage` and `addressed_needs`.
	        needs: None for all.
	        states: what a stage of the document is for the need; a stage that is missing is no answer.
	"""
	if needs is not None and not needs:
		return []
	meta = frappe.get_meta(doctype)
	document, row = DocType(doctype), DocType(ROW)
	changed = document.stage_changed_on if meta.has_field("stage_changed_on") else document.creation
	query = (
		frappe.qb.from_(row)
		.join(document)
		.on((row.parent == document.name) & (row.parenttype == doctype))
		.select(
			row.need,
			document.name,
			document[meta.get_title_field()].as_("title"),
			document.stage,
			changed.as_("changed_on"),
			document.creation,
		)
		.where(document.stage.isin(list(states)))
		.orderby(document.name, row.idx)
	)
	named = narrow(needs)
	if named is not None:
		query = query.where(row.need.isin(named))
	wanted = None if needs is None else set(needs)
	return [
		{
			"need": answer.need,
			"doctype": doctype,
			"name": answer.name,
			"title": answer.title,
			"stage": answer.stage,
			"state": states[answer.stage],
			"since": getdate(answer.changed_on or answer.creation),
		}
		for answer in query.run(as_dict=True)
		if wanted is None or answer.need in wanted
	]


# Needs that wait


def get_orphans(days: int | None = None) -> list[dict]:
	"""Return the needs accepted longer ago than `days` that nothing answers, the oldest first.

	Args:
	        days: those of Hub Settings if not given.

	Returns:
	        `name` and `days` of waiting.
	"""
	days = cint(frappe.get_cached_doc("Hub Settings").orphan_need_days) if days is None else days
	waiting = frappe.get_all(
		NEED,
		{"stage": "Accepted", "accepted_on": ("<", add_days(today(), -days))},
		["name", "accepted_on"],
		order_by="accepted_on asc, name asc",
	)
	answered = get_answers_by_need([need.name for need in waiting])
	return [
		{"name": need.name, "days": date_diff(today(), need.accepted_on)}
		for need in waiting
		if not get_live(answered[need.name])
	]


def get_stalled(days: int | None = None) -> list[dict]:
	"""Return the open needs with answers none of which has moved for `days`, the longest first.

	Args:
	        days: those of Hub Settings if not given.

	Returns:
	        `name` and `days` since the last move.
	"""
	days = cint(frappe.get_cached_doc("Hub Settings").stalled_need_days) if days is None else days
	names = frappe.get_all(NEED, {"stage": ("in", OPEN_STAGES)}, pluck="name", order_by="name asc")
	stalled = []
	for name, answers in get_answers_by_need(names).items():
		if live := get_live(answers):
			idle = date_diff(today(), max(getdate(answer["since"]) for answer in live))
			stalled += [{"name": name, "days": idle}] if idle > days else []
	return sorted(stalled, key=lambda need: (-need["days"], need["name"]))


def get_live(answers: list[dict]) -> list[dict]:
	"""Return the answers that were not dropped."""
	return [answer for answer in answers if answer["state"] in LIVE_STATES]


# What follows for the needs


def follow_answer(doc: Document, method: str | None = None) -> None:
	"""Hook `on_update` and `after_delete` of what answers needs: derive the stage of its needs anew.

	What an answer is for a need follows from the choices of a document and from the rows that name the need.
	"""
	before = doc.get_doc_before_save()
	# what is written past a save may have changed the rows before
	is_saved = (doc.doctype, doc.name) in frappe.flags.currently_saving
	if is_saved and before and answers_as_before(doc, before):
		return
	follow_answers(get_named_needs(doc) | get_named_needs(before))


def answers_as_before(doc: Document, before: Document) -> bool:
	"""Tell whether a document names the same needs in the same rows as before, and nothing else is chosen in it."""
	rows, known = (
		[
			[cstr(row.get(column)) for column in row.meta.get_valid_columns()]
			for row in get_answering_rows(part)
		]
		for part in (doc, before)
	)
	return rows == known and not any(
		doc.get(df.fieldname) != before.get(df.fieldname)
		for df in doc.meta.fields
		if df.fieldtype == "Select"
	)


def get_answering_rows(doc: Document | None) -> list[Document]:
	rows = doc.get_all_children() if doc else []
	return [row for row in rows if row.get("need") and row.meta.get_field("need").options == NEED]


def get_named_needs(doc: Document | None) -> set[str]:
	"""Return the needs that the rows of a document name in a field `need`."""
	return {row.need for row in get_answering_rows(doc)}


def follow_answers(needs: set[str] | list[str] | None = None) -> None:
	"""Derive the stage of accepted needs from what answers them; of all of them without `needs`."""
	filters = {"stage": ("in", ANSWERED_STAGES)}
	if needs is not None:
		filters["name"] = ("in", sorted(needs) or [""])
	# whoever changes another answer of the same need waits until this one is counted
	stages = dict(
		frappe.db.get_values(NEED, filters, ["name", "stage"], order_by="name asc", for_update=True)
	)
	answers = get_answers_by_need(sorted(stages))
	for name, stage in stages.items():
		derived = derive_stage([answer["state"] for answer in answers[name]])
		if derived != stage:
			move_to_stage(name, derived)


def refresh_stages() -> None:
	"""Scheduler, hourly: bring accepted needs to the stage that follows from their answers, each once a day.

	A stage follows its answers at once; what is mended here are answers that were changed past their documents.
	"""
	accepted = {"stage": ("in", ANSWERED_STAGES)}
	if names := take_portion("stages_of_needs", NEED, NEEDS_AT_ONCE, days=1, filters=accepted):
		follow_answers(names)


# In the form


@frappe.whitelist()
def get_chain(need: str) -> list[dict]:
	"""Return the answers of a need for its form; of those that the reader may not open only kind and state.

	Raises:
	        frappe.PermissionError: when the reader may not see the need.
	"""
	frappe.has_permission(NEED, "read", need, throw=True)
	return [label(answer) for answer in hide_unreadable(get_answers([need]))]


def label(answer: dict) -> dict:
	doctype, state, stage = answer["doctype"], answer["state"], answer["stage"]
	return {**answer, "label": _(doctype), "state_label": _(state), "stage_label": stage and _(stage)}


def hide_unreadable(answers: list[dict]) -> list[dict]:
	"""Return answers to needs with their kind and state alone where the current user may not open them."""
	readable = {
		doctype: get_readable(doctype, (answer["name"] for answer in answers if answer["doctype"] == doctype))
		for doctype in {answer["doctype"] for answer in answers}
	}
	hidden = {"name": None, "title": None, "stage": None}
	return [
		answer if answer["name"] in readable[answer["doctype"]] else {**answer, **hidden}
		for answer in answers
	]
