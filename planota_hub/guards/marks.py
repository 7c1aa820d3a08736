# SPDX-License-Identifier: GPL-3.0-only
"""Marks on a document (likes, comments, assignments, follows) need a right to the document, in the own name.

Comments, likes and follows are for those who read the document and change something in the hub; to assign a task one
must be able to change the document. What the framework takes from a request and must not
(who comments, who assigns, that permissions be ignored) is not passed on.
"""

import json

import frappe
from frappe import _
from frappe.automation.doctype.assignment_rule import assignment_rule
from frappe.desk import like
from frappe.desk.doctype.tag import tag as framework_tags
from frappe.desk.form import assign_to as assignments
from frappe.desk.form import document_follow
from frappe.desk.form import utils as form
from frappe.model.document import Document
from frappe.rate_limiter import rate_limit
from frappe.templates.includes.comments import comments
from frappe.utils import get_fullname, sbool

from planota_hub.guards.documents import (
	hides_something,
	is_desk_user,
	is_own,
	may,
	may_mark,
	require,
	sees_conversation,
)

# what `frappe.desk.form.assign_to.add` reads of its arguments, save in whose name and with whose rights
ASSIGNMENT = ("doctype", "name", "assign_to", "description", "priority", "date", "re_assign")


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	"""In place of `frappe.desk.like.toggle_like`, which asks no permission."""
	require(may_mark(doctype, name), doctype, name)
	like.toggle_like(doctype, name, add)


@frappe.whitelist(methods=["POST", "PUT"])
def add_comment(
	reference_doctype: str,
	reference_name: str,
	content: str,
	comment_email: str | None = None,
	comment_by: str | None = None,
) -> Document:
	"""In place of `frappe.desk.form.utils.add_comment`: the author is who is logged in, whatever is sent."""
	require(may_mark(reference_doctype, reference_name), reference_doctype, reference_name)
	user = frappe.session.user
	return form.add_comment(reference_doctype, reference_name, content, user, get_fullname(user))


@frappe.whitelist(allow_guest=True)
@rate_limit(limit=60, seconds=60 * 60)
def add_page_comment(
	comment: str,
	comment_email: str,
	comment_by: str,
	reference_doctype: str,
	reference_name: str,
	route: str,
) -> str | bool | None:
	"""In place of `frappe.templates.includes.comments.comments.add_comment`: for pages, and open to every log-in."""
	if is_own(reference_doctype):
		allowed = is_desk_user(frappe.session.user) and may_mark(reference_doctype, reference_name)
		require(allowed, reference_doctype, reference_name)
	return comments.add_comment(comment, comment_email, comment_by, reference_doctype, reference_name, route)


@frappe.whitelist()
def update_comment(name: str, content: str) -> None:
	"""In place of `frappe.desk.form.utils.update_comment`: comments alone, no entry that the system wrote."""
	comment = frappe.get_doc("Comment", name)
	if is_own(comment.reference_doctype):
		allowed = comment.comment_type == "Comment" and may_mark(
			comment.reference_doctype, comment.reference_name
		)
		require(allowed, comment.reference_doctype, comment.reference_name)
	form.update_comment(name, content)


@frappe.whitelist()
def add_assignment(args: str | dict | None = None) -> list | None:
	"""In place of `frappe.desk.form.assign_to.add`."""
	sent = frappe.parse_json(args) or frappe.form_dict
	wanted = frappe._dict({key: sent[key] for key in ASSIGNMENT if key in sent})
	require_change(wanted.doctype, wanted.name)
	return assignments.add(wanted)


@frappe.whitelist()
def add_assignments(args: str | dict | None = None) -> None:
	"""In place of `frappe.desk.form.assign_to.add_multiple`: `name` is a list of names."""
	sent = frappe.parse_json(args) or frappe.form_dict
	for name in frappe.parse_json(sent["name"]):
		add_assignment({**sent, "name": name})


@frappe.whitelist()
def remove_assignment(doctype: str, name: str, assign_to: str) -> list | None:
	"""In place of `frappe.desk.form.assign_to.remove`."""
	require_change(doctype, name)
	return assignments.remove(doctype, name, assign_to)


@frappe.whitelist()
def remove_assignments(doctype: str, names: str | list) -> None:
	"""In place of `frappe.desk.form.assign_to.remove_multiple`."""
	for name in frappe.parse_json(names):
		require_change(doctype, name)
	assignments.remove_multiple(doctype, names if isinstance(names, str) else json.dumps(names))


@frappe.whitelist()
def close_assignment(doctype: str, name: str, assign_to: str) -> list | None:
	"""In place of `frappe.desk.form.assign_to.close`: by who was assigned, for a document that they may read."""
	return assignments.close(doctype, name, assign_to)


@frappe.whitelist()
def apply_assignment_rules(doctype: str, docnames: str | list) -> None:
	"""In place of `frappe.automation.doctype.assignment_rule.assignment_rule.bulk_apply`."""
	for name in frappe.parse_json(docnames):
		require_change(doctype, name)
	assignment_rule.bulk_apply(doctype, docnames)


def require_change(doctype: str, name: str) -> None:
	"""Refuse who may not change a document of the app, or not read one of the framework's."""
	require(may("write" if is_own(doctype) else "read", doctype, name), doctype, name)


@frappe.whitelist()
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""In place of `frappe.desk.doctype.tag.tag.add_tag`, which writes first and stumbles over its own refusal."""
	require_change(dt, dn)
	return framework_tags.add_tag(tag, dt, dn, color)


@frappe.whitelist()
def add_tags(tags: str | list, dt: str, docs: str | list, color: str | None = None) -> None:
	"""In place of `frappe.desk.doctype.tag.tag.add_tags`, for the same reason."""
	for tag in frappe.parse_json(tags):
		for name in frappe.parse_json(docs):
			add_tag(tag, dt, name, color)


@frappe.whitelist()
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""In place of `frappe.desk.doctype.tag.tag.remove_tag`, for the same reason."""
	require_change(dt, dn)
	framework_tags.remove_tag(tag, dt, dn)


@frappe.whitelist()
def update_follow(doctype: str, doc_name: str, following: str | bool) -> bool:
	"""In place of `frappe.desk.form.document_follow.update_follow`."""
	return bool(
		follow_document(doctype, doc_name) if sbool(following) else unfollow_document(doctype, doc_name)
	)


@frappe.whitelist()
def follow_document(doctype: str, doc_name: str) -> Document | bool:
	"""In place of `frappe.desk.form.document_follow.follow_document`: for oneself."""
	require(may_mark(doctype, doc_name), doctype, doc_name)
	return document_follow.follow_document(doctype, doc_name, frappe.session.user)


@frappe.whitelist()
def unfollow_document(doctype: str, doc_name: str) -> bool:
	"""In place of `frappe.desk.form.document_follow.unfollow_document`: for oneself."""
	return document_follow.unfollow_document(doctype, doc_name, frappe.session.user)


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> list[dict]:
	"""In place of `frappe.desk.form.document_follow.get_follow_users`."""
	require(may("read", doctype, doc_name), doctype, doc_name)
	return document_follow.get_follow_users(doctype, doc_name)


def drop_unfit_follow(follow: Document, method: str | None = None) -> None:
	"""Hook: nobody follows what they don't see whole, for the e-mails tell every change and every comment."""
	if not is_own(follow.ref_doctype):
		return
	if hides_something(follow.ref_doctype, follow.user) or not sees_conversation(
		follow.ref_doctype, follow.ref_docname
	):
		frappe.db.delete("Document Follow", {"name": follow.name})
		frappe.msgprint(_("This document can't be followed: parts of it are hidden from you."), alert=True)


def keep_author(comment: Document, method: str | None = None) -> None:
	"""Hook on every Comment: on a document of the app the author is who writes it, and stays so."""
	if not is_own(comment.reference_doctype) or frappe.session.user in ("Guest", "Administrator"):
		return
	before = comment.get_doc_before_save()
	author = before.comment_email if before else frappe.session.user
	if comment.comment_email != author:
		comment.comment_email, comment.comment_by = author, get_fullname(author)


def keep_texts_apart(entry: Document, method: str | None = None) -> None:
	"""Hook on every Comment and Communication: the list column `_comments` of a document holds no text, no author.

	The framework copies them there for everybody who reads the document; lists count the entries only.
	"""
	if is_own(entry.reference_doctype):
		strip_comments(entry.reference_doctype, entry.reference_name)


def strip_comments(doctype: str, name: str) -> None:
	"""Keep in the column `_comments` of a document the names of the comments alone."""
	if frappe.get_meta(doctype).issingle or not frappe.db.has_column(doctype, "_comments"):
		return
	entries = frappe.parse_json(frappe.db.get_value(doctype, name, "_comments") or "[]")
	kept = [{"name": entry.get("name")} for entry in entries]
	if kept != entries:
		frappe.db.set_value(doctype, name, "_comments", json.dumps(kept), update_modified=False)
