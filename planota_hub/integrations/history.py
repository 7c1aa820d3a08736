# SPDX-License-Identifier: GPL-3.0-only
"""What is known of one record carried over to another: people, messages, comments, tasks and events.

People, messages and events come to belong to both; comments and notes are copied with their author and time;
open tasks move, since a task is done once. Doing it again adds nothing twice.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.integrations.adapter import NGO_FIELD, STAKEHOLDER_FIELD
from planota_hub.integrations.sharing import SHARED, get_linked, link, save

LINK_FIELDS = {"NGO": NGO_FIELD, "Stakeholder": STAKEHOLDER_FIELD}


def carry_over(source: Document, target: Document, notes: list[tuple[str, str]] = ()) -> None:
	"""Carry everything over from `source` to `target`.

	Args:
	        notes: (author, text) of what the source keeps in tables of its own.
	"""
	carry_people(source, target)
	carry_communications(source, target)
	carry_comments(source, target)
	carry_notes(notes, target)
	move_open_tasks(source, target)
	carry_events(source, target)


def carry_people(source: Document, target: Document) -> None:
	for parenttype in SHARED:
		for name in sorted(get_linked(parenttype, source.doctype, source.name)):
			doc = frappe.get_doc(parenttype, name)
			if not doc.has_link(target.doctype, target.name):
				link(doc, target.doctype, target.name)
				save(doc)


def carry_communications(source: Document, target: Document) -> None:
	about = {"reference_doctype": source.doctype, "reference_name": source.name}
	names = set(frappe.get_all("Communication", about, pluck="name", order_by="creation asc"))
	links = {"link_doctype": source.doctype, "link_name": source.name}
	names |= set(frappe.get_all("Communication Link", links, pluck="parent", order_by="parent asc"))
	linked = {"link_doctype": target.doctype, "link_name": target.name}
	names -= set(frappe.get_all("Communication Link", linked, pluck="parent", order_by="parent asc"))
	for name in sorted(names):
		doc = frappe.get_doc("Communication", name)
		doc.add_link(target.doctype, target.name)
		doc.save(ignore_permissions=True)


def carry_comments(source: Document, target: Document) -> None:
	fields = ["content", "comment_email", "comment_by", "owner", "creation"]
	about = {"comment_type": "Comment", "reference_doctype": source.doctype, "reference_name": source.name}
	for row in frappe.get_all("Comment", about, fields, order_by="creation asc"):
		copy_comment(target, row.content, row)


def carry_notes(notes: list[tuple[str, str]], target: Document) -> None:
	for author, text in notes:
		if cstr(text).strip():
			copy_comment(target, text, {"owner": author, "comment_email": author, "comment_by": author})


def copy_comment(target: Document, content: str, said: dict) -> None:
	"""Add a comment in the words, the name and at the time of whoever said it."""
	about = {"reference_doctype": target.doctype, "reference_name": target.name, "comment_type": "Comment"}
	known = frappe.get_all("Comment", about, pluck="content", order_by="creation asc")
	if content in known:
		return
	comment = frappe.get_doc({"doctype": "Comment", **about, "content": content})
	comment.comment_email, comment.comment_by = said.get("comment_email"), said.get("comment_by")
	comment.insert(ignore_permissions=True)
	stamp = {key: said[key] for key in ("owner", "creation") if said.get(key)}
	if stamp:
		comment.db_set(stamp, update_modified=False)


def move_open_tasks(source: Document, target: Document) -> None:
	about = {"reference_type": source.doctype, "reference_name": source.name, "status": "Open"}
	names = frappe.get_all("ToDo", about, pluck="name", order_by="creation asc")
	for name in names:
		todo = frappe.get_doc("ToDo", name)
		todo.update({"reference_type": target.doctype, "reference_name": target.name})
		todo.save(ignore_permissions=True)
	if names:
		# the framework derives the assignment of the record that a task points at now, not of the former one
		frappe.db.set_value(source.doctype, source.name, "_assign", None, update_modified=False)


def carry_events(source: Document, target: Document) -> None:
	about = {"reference_doctype": source.doctype, "reference_docname": source.name}
	names = set(frappe.get_all("Event Participants", about, pluck="parent", order_by="parent asc"))
	for name in sorted(names):
		event = frappe.get_doc("Event", name)
		known = {(row.reference_doctype, row.reference_docname) for row in event.event_participants}
		if (target.doctype, target.name) in known:
			continue
		event.append(
			"event_participants", {"reference_doctype": target.doctype, "reference_docname": target.name}
		)
		if event.meta.has_field(LINK_FIELDS[target.doctype]):
			event.set(LINK_FIELDS[target.doctype], target.name)
		event.save(ignore_permissions=True)
