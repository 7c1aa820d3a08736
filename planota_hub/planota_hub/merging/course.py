# SPDX-License-Identifier: GPL-3.0-only
"""The course of a merge, in the events of the framework's own *Rename* with *Merge with existing*.

So both ways do the same: the hub's action and the framework's. Before the framework leads everything to the kept
record, rows are joined; afterwards the kept one is completed, keys are worked out again, the areas follow, and the merge
is written down. All of it is one transaction: what fails leaves nothing half done.
"""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document

from planota_hub.planota_hub.merging.declarations import Key, get_declarations, get_kinds
from planota_hub.planota_hub.merging.log import write_log
from planota_hub.planota_hub.merging.plan import Plan, get_own_fields, get_row_key, make_plan
from planota_hub.planota_hub.merging.pointers import (
	clear_empty_assignments,
	get_likes,
	get_tags_of_both,
	join_pointers,
	look_for_pointers_again,
)
from planota_hub.planota_hub.merging.rows import carry_out
from planota_hub.planota_hub.merging.undo_values import Before, keep, look_before, look_further
from planota_hub.rules.organisation_numbers import UNIQUE_NUMBERS
from planota_hub.rules.text import shown
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN
from planota_hub.rules.unknown_numbers import fill_in, get_said

STEPS = ("plan", "join", "move", "complete", "follow")


@dataclass
class Course:
	"""A merge that is on its way.

	Attributes:
	        plan: what it does.
	        tags: of the record made of two.
	        liked_by: users who liked the one that goes.
	        before: every row that leads to one of the two, so that the merge can be undone.
	"""

	plan: Plan
	before: Before
	tags: list[str] = field(default_factory=list)
	liked_by: list[str] = field(default_factory=list)


def before_rename(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook `before_rename`, for every kind that can be merged: join what doubles, while it can be told apart.

	Raises:
	        frappe.PermissionError: for whoever may not merge records of this kind.
	        frappe.ValidationError: when the two can't be merged.
	"""
	kind = get_kinds().get(doc.doctype)
	if kind:
		look_for_pointers_again()
	if not (kind and merge):
		return
	frappe.only_for(kind.role)
	kept, merged = lock(doc.doctype, new, old)
	check(kept, merged)
	show_progress("plan")
	frappe.flags.change_reason = get_reason(kept, merged)
	plan = make_plan(kept, merged)
	before = look_before(doc.doctype, new, old)
	frappe.flags.hub_merge = Course(plan, before, get_tags_of_both(kept, merged), get_likes(merged))
	clear_empty_assignments(kept, merged)
	show_progress("join")
	call_areas("prepare", doc.doctype, new, old)
	if kind.is_person:
		look_further(before, doc.doctype, new, old)
	carry_out(plan.absorptions)
	for held, row in plan.seconds:
		frappe.delete_doc(held.doctype, row.name, ignore_permissions=True)
	show_progress("move")


def after_rename(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook `after_rename` of every kind: complete the kept record, and let keys and areas follow."""
	if doc.doctype not in get_kinds():
		return
	if merge:
		show_progress("complete")
		course: Course = frappe.flags.hub_merge
		complete(course.plan)
		join_pointers(course.plan.kept, course.tags, course.liked_by)
		show_progress("follow")
	rework_keys(doc.doctype, new, old)
	if not merge:
		return
	call_areas("follow", doc.doctype, new, old)
	log = write_log(course.plan)
	keep(course.before, doc.doctype, new, old, log)
	forget_course()


def forget_course() -> None:
	"""End what holds while a merge is on its way, whether or not it came to its end."""
	frappe.flags.hub_merge = frappe.flags.hub_merge_choices = frappe.flags.change_reason = None


def get_reason(kept: Document, merged: Document) -> str:
	"""Return why records change that a locked report counted; the preview has shown which."""
	names = (doc.name for doc in (merged, kept))
	if get_kinds()[kept.doctype].is_person:
		return _("Two records of one person were merged.")
	return _("{0} was merged into {1}.").format(*names)


def lock(doctype: str, keep: str, merge: str) -> tuple[Document, Document]:
	"""Return both records, so that nobody else changes or merges them now; always in the same order.

	Raises:
	        frappe.ValidationError: when the two are the same, or one of them is gone already.
	"""
	if keep == merge:
		frappe.throw(_("Choose two different records to merge."), title=_("The Same Record"))
	for name in sorted((keep, merge)):
		if not frappe.db.get_value(doctype, name, "name", for_update=True):
			frappe.throw(_("{0} {1} is not there any more.").format(_(doctype), shown(name)))
	return frappe.get_doc(doctype, keep), frappe.get_doc(doctype, merge)


def check(kept: Document, merged: Document) -> None:
	"""Refuse what can't be merged, by the rule of its kind and those of the areas."""
	if path := get_kinds()[kept.doctype].check:
		frappe.get_attr(path)(kept, merged)
	call_areas("check", kept.doctype, kept.name, merged.name)


# The kept record


def complete(plan: Plan) -> None:
	"""Fill what only the merged record knows, take what was chosen of it, and save the kept one by its own rules."""
	free_unique_values(plan.merged)
	if plan.kind.join:
		frappe.get_attr(plan.kind.join)(plan.kept, plan.merged)
	kept = frappe.get_doc(plan.kept.doctype, plan.kept.name)
	fill_fields(kept, plan)
	for table, columns in plan.kind.tables.items():
		join_table(kept, plan.merged, table, columns)
	if plan.kind.complete:
		frappe.get_attr(plan.kind.complete)(kept, plan.merged)
	kept.flags.hub_merge = True
	kept.save(ignore_permissions=True)


def free_unique_values(merged: Document) -> None:
	"""What is unique, such as a number, goes over to the kept record before the framework deletes this one."""
	unique = [df.fieldname for df in merged.meta.fields if df.unique or df.fieldname in UNIQUE_NUMBERS]
	names = [fieldname for fieldname in unique if merged.get(fieldname)]
	if names and not any(merged.meta.autoname == f"field:{name}" for name in names):
		merged_values = dict.fromkeys(names)
		frappe.db.set_value(merged.doctype, merged.name, merged_values, update_modified=False)


def fill_fields(kept: Document, plan: Plan) -> None:
	choices = set(frappe.flags.hub_merge_choices or ())
	for df in get_own_fields(plan):
		value = get_said(plan.merged, df)
		if value is not None and (get_said(kept, df) is None or df.fieldname in choices):
			fill_in(kept, {df.fieldname: value})


def join_table(kept: Document, merged: Document, table: str, columns: tuple[str, ...]) -> None:
	"""Take over the rows that the kept record lacks, and of equal rows what only the other one says."""
	known = {get_row_key(row, columns): row for row in kept.get(table)}
	for row in merged.get(table):
		values = {
			df.fieldname: row.get(df.fieldname)
			for df in row.meta.fields
			if df.fieldtype not in no_value_fields
		}
		same = known.get(get_row_key(row, columns))
		if not same:
			kept.append(table, values)
			continue
		for df in row.meta.fields:
			if df.fieldtype in no_value_fields or df.fieldname == UNKNOWN:
				continue
			value = get_said(row, df)
			if value is not None and get_said(same, df) is None:
				fill_in(same, {df.fieldname: value})


def call_areas(step: str, doctype: str, kept: str, merged: str) -> None:
	"""Let every area do its part in a step of the merge."""
	for area in get_declarations():
		for path in getattr(area, step):
			frappe.get_attr(path)(doctype, kept, merged)


def rework_keys(doctype: str, new: str, old: str) -> None:
	"""Work out again what is stored of a record under another name than its own."""
	held = [held for area in get_declarations() for held in area.held]
	for path in dict.fromkeys(held.rework for held in held if isinstance(held, Key)):
		frappe.get_attr(path)(doctype, new, old)


def show_progress(step: str) -> None:
	"""Tell whoever waits how far a merge has come."""
	percent = 100 * STEPS.index(step) / len(STEPS)
	frappe.publish_progress(percent, title=_("Merging …"))
