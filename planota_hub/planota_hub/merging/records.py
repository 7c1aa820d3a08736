# SPDX-License-Identifier: GPL-3.0-only
"""Merging as the staff do it: look at what it would do, propose it, do it or decline it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.utils import cstr, get_datetime, now
from frappe.utils.user import get_users_with_role

from planota_hub.mail.hub_mail import notify, site_language
from planota_hub.planota_hub.merging.course import check, forget_course, lock
from planota_hub.planota_hub.merging.declarations import Kind, get_kinds
from planota_hub.planota_hub.merging.log import DECLINED, LOG, PROPOSED, get_proposal, new_log
from planota_hub.planota_hub.merging.plan import Plan, get_part_label, make_plan
from planota_hub.rules.text import shown

PROPOSING_ROLES = ("Hub Officer", "Hub Manager")


def get_kind(doctype: str) -> Kind:
	"""Return the declaration of a kind of record.

	Raises:
	        frappe.ValidationError: when records of this kind can't be merged.
	"""
	kind = get_kinds().get(cstr(doctype))
	if not kind:
		frappe.throw(_("{0}: records of this kind can't be merged.").format(shown(_(cstr(doctype)))))
	return kind


@frappe.whitelist()
def preview_merge(doctype: str, keep: str, merge: str) -> dict:
	"""Return what a merge would do, without doing anything.

	Returns:
	        `kept` and `merged` with `name`, `title` and `modified`, `parts` by DocType, and `differences`.

	Raises:
	        frappe.PermissionError: for whoever may not change both records.
	        frappe.ValidationError: when the two can't be merged.
	"""
	kind = get_kind(doctype)
	frappe.only_for((kind.role, *PROPOSING_ROLES))
	if keep == merge:
		lock(doctype, keep, merge)
	kept, merged = frappe.get_doc(doctype, keep), frappe.get_doc(doctype, merge)
	for doc in (kept, merged):
		doc.check_permission("write")
	check(kept, merged)
	return describe(make_plan(kept, merged))


def describe(plan: Plan) -> dict:
	return {
		"kept": describe_record(plan.kept),
		"merged": describe_record(plan.merged),
		"may_merge": plan.kind.role in frappe.get_roles(),
		"parts": [{**vars(part), "label": get_part_label(part.doctype)} for part in plan.parts],
		"differences": [vars(difference) for difference in plan.differences],
	}


def describe_record(doc: Document) -> dict:
	title = cstr(doc.get(doc.meta.get_title_field()))
	return {"name": doc.name, "title": title, "modified": cstr(doc.modified)}


@frappe.whitelist(methods=["POST"])
def merge_records(
	doctype: str, keep: str, merge: str, choices: str | list | None = None, seen: str | dict | None = None
) -> str:
	"""Merge one record into another: all that hangs on it moves, empty fields are filled, the other goes.

	Args:
	        doctype: of both records.
	        keep: name of the record that stays.
	        merge: name of the record that disappears.
	        choices: fields in which the other's value stays.
	        seen: when each of the two was last changed when the preview was read, by name.

	Returns:
	        the name of the record that stays.

	Raises:
	        frappe.PermissionError: for whoever may not merge records of this kind.
	        frappe.ValidationError: when the two are the same record, one was changed since the preview, or the result
	        would break a rule; then nothing is changed.
	"""
	frappe.only_for(get_kind(doctype).role)
	kept, merged = lock(doctype, keep, merge)
	kept.check_permission("write")
	merged.check_permission("delete")
	refuse_changed((kept, merged), frappe.parse_json(seen) or {})
	frappe.db.savepoint("merge_records")
	frappe.flags.hub_merge_choices = frappe.parse_json(choices) or []
	try:
		rename_doc(doctype, merge, keep, merge=True, force=True, show_alert=False, rebuild_search=False)
	except Exception:
		frappe.db.rollback(save_point="merge_records")
		frappe.clear_document_cache(doctype, keep)
		raise
	finally:
		forget_course()
	return keep


def refuse_changed(docs: tuple[Document, ...], seen: dict) -> None:
	"""Refuse to merge what somebody has changed since the preview was read."""
	for doc in docs:
		if doc.name in seen and get_datetime(seen[doc.name]) != get_datetime(doc.modified):
			frappe.throw(
				_("{0} was changed since you read the preview. Please read it again.").format(
					shown(doc.name)
				),
				frappe.TimestampMismatchError,
				title=_("Changed Meanwhile"),
			)


# Proposals


@frappe.whitelist(methods=["POST"])
def propose_merge(doctype: str, keep: str, merge: str, note: str | None = None) -> str:
	"""Hand a pair of records to those who may merge them; return the name of the proposal.

	Raises:
	        frappe.PermissionError: for whoever may not change both records.
	        frappe.ValidationError: when the two can't be merged.
	"""
	kind = get_kind(doctype)
	frappe.only_for(PROPOSING_ROLES)
	kept, merged = lock(doctype, keep, merge)
	for doc in (kept, merged):
		doc.check_permission("write")
	check(kept, merged)
	if known := get_proposal(doctype, keep, merge):
		return known.name
	log = new_log(kept, merged)
	log.update({"status": PROPOSED, "proposed_by": frappe.session.user, "proposed_on": now(), "note": note})
	log.flags.from_merge = True
	log.insert(ignore_permissions=True)
	subject = _("Please decide: are {0} and {1} the same?", site_language())
	notify(get_users_with_role(kind.role), LOG, log.name, subject.format(log.kept_title, log.merged_title))
	return log.name


@frappe.whitelist(methods=["POST"])
def decline_merge(log: str, reason: str | None = None) -> None:
	"""Write down that two records are not merged, and tell who proposed it.

	Raises:
	        frappe.PermissionError: for whoever may not merge records of this kind.
	        frappe.ValidationError: when it was decided already.
	"""
	doc = frappe.get_doc(LOG, log, for_update=True)
	frappe.only_for(get_kind(doc.record_type).role)
	if doc.status != PROPOSED:
		frappe.throw(_("This was decided on already."), title=_("Already Decided"))
	doc.update({"status": DECLINED, "decided_by": frappe.session.user, "decided_on": now(), "reason": reason})
	doc.flags.from_merge = True
	doc.save(ignore_permissions=True)
	subject = _("Not merged: {0} and {1}", site_language())
	notify([doc.proposed_by], LOG, doc.name, subject.format(doc.kept_title, doc.merged_title))


def refuse_by_hand(doc: Document) -> None:
	"""A merge is written down by the hub alone.

	Raises:
	        frappe.PermissionError: for a change by hand.
	"""
	if not doc.flags.from_merge:
		frappe.throw(
			_("What a merge did is written down by the hub and never changed."), frappe.PermissionError
		)
