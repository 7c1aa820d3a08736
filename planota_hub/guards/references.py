# SPDX-License-Identifier: GPL-3.0-only
"""Records that speak of a document (tags, tasks, comments, versions, messages …) are seen with it, and made by its right.

One condition serves them all: the record is listed when the document it refers to would be listed. Records about
other apps' documents stay as the framework has them, tags excepted.
"""

from collections.abc import Iterator

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.model.document import Document

from planota_hub.guards.documents import (
	get_own_doctypes,
	has_any_reading,
	hides_something,
	is_desk_user,
	is_own,
	is_staff,
	may,
)

# DocType of the framework -> the fields that name the document it speaks of
REFERENCES = {
	"Tag Link": ("document_type", "document_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"Communication": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
}
# what others wrote about a document is for the staff and for who works on it: lists show the own entries
CONVERSATIONS = ("Comment", "Communication")
# every log-in lists tags, with the titles of what wears them: contacts, tasks and users of the site as well
GUARDED_FOR_ALL = frozenset({"Tag Link"})


def query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the records in REFERENCES."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	type_field, _name_field = REFERENCES[doctype]
	kinds = get_referred(doctype)
	column = f"`tab{doctype}`.`{type_field}`"
	reasons = [f"{column} is null", f"{column} not in ({', '.join(map(frappe.db.escape, kinds))})"]
	if doctype in CONVERSATIONS:
		reasons.append(f"`tab{doctype}`.`owner` = {frappe.db.escape(user)}")
	if doctype not in CONVERSATIONS or is_staff(user):
		reasons += get_visible(doctype, kinds, user)
	return f"({' or '.join(reasons)})" if kinds else ""


def row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the links of a Communication: they are seen with it."""
	seen = query_conditions(user, "Communication")
	return f"`tab{doctype}`.`parent` in (select `name` from `tabCommunication` where {seen})" if seen else ""


def get_referred(doctype: str) -> list[str]:
	"""Return the DocTypes that the records of a DocType speak of: the app's, in tags all of them."""
	type_field, _name_field = REFERENCES[doctype]
	table = frappe.qb.DocType(doctype)
	kinds = set(frappe.qb.from_(table).select(table[type_field]).distinct().run(pluck=True))
	if doctype not in GUARDED_FOR_ALL:
		return sorted(kinds & get_own_doctypes())
	filters = {"name": ("in", sorted(filter(None, kinds))), "issingle": 0, "is_virtual": 0}
	return frappe.get_all("DocType", filters, pluck="name", order_by="name asc")


def get_visible(doctype: str, kinds: list[str], user: str) -> Iterator[str]:
	"""Yield for each DocType that records speak of the condition under which a user sees them."""
	type_field, name_field = REFERENCES[doctype]
	for kind in kinds:
		if not may_list(doctype, kind, user):
			continue
		is_kind = f"`tab{doctype}`.`{type_field}` = {frappe.db.escape(kind)}"
		match = build_match_conditions(kind, user=user).replace("%%", "%")
		seen = f" and `tab{doctype}`.`{name_field}` in (select `name` from `tab{kind}` where {match})"
		yield f"({is_kind}{seen if match else ''})"


def may_list(doctype: str, kind: str, user: str) -> bool:
	"""Tell whether a user sees some records about a DocType; no versions where a level is hidden, they hold all."""
	if not has_any_reading(kind, user):
		return False
	return doctype != "Version" or not hides_something(kind, user)


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one record in REFERENCES: read with its document, made and changed by who may change that."""
	user = user or frappe.session.user
	if not others_allow(doc, ptype, user):
		return False
	kind, name = (doc.get(field) for field in REFERENCES[doc.doctype])
	if user == "Administrator" or not (is_own(kind) or doc.doctype in GUARDED_FOR_ALL):
		return True
	return (
		may_read_about(doc, kind, name, user) if ptype in READING else may_write_about(doc, kind, name, user)
	)


READING = (None, "read", "select", "print", "email", "export", "report")


def may_read_about(doc: Document, kind: str, name: str, user: str) -> bool:
	if user in (doc.owner, doc.get("allocated_to"), doc.get("sender")):
		return True
	if doc.doctype == "Version" and hides_something(kind, user):
		return False
	return may("read", kind, name, user) and (doc.doctype not in CONVERSATIONS or is_staff(user))


def may_write_about(doc: Document, kind: str, name: str, user: str) -> bool:
	"""Tell whether a user makes or changes a record about a document; the own task is always closed by oneself."""
	if doc.doctype == "ToDo" and is_own_task(doc, user):
		return True
	if doc.doctype == "Document Follow":
		return doc.user == user and may("read", kind, name, user)
	if doc.doctype == "Notification Log":
		return doc.for_user == user
	return is_desk_user(user) and may("write", kind, name, user)


def is_own_task(task: Document, user: str) -> bool:
	"""Tell whether a stored task is a user's own and still speaks of the same document."""
	stored = frappe.db.get_value(
		"ToDo", task.name, ["allocated_to", *REFERENCES["ToDo"]], as_dict=True, order_by=None
	)
	if not stored or stored.allocated_to != user:
		return False
	return all(stored[field] == task.get(field) for field in ("allocated_to", *REFERENCES["ToDo"]))


def has_task_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one task: who has no Desk gives none to others, with or without a document."""
	user = user or frappe.session.user
	if ptype not in READING and not is_desk_user(user) and not is_own_task(doc, user):
		return False
	return has_permission(doc, ptype, user)


def has_desk_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one tag or event: made and changed in the Desk."""
	user = user or frappe.session.user
	return others_allow(doc, ptype, user) and (ptype in READING or is_desk_user(user))


def has_party_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one Contact or Address: it is linked to documents of the app by who may change them in the Desk."""
	user = user or frappe.session.user
	if not others_allow(doc, ptype, user):
		return False
	if ptype in READING or user == "Administrator":
		return True
	links = [(row.link_doctype, row.link_name) for row in doc.get("links") or [] if is_own(row.link_doctype)]
	stored = get_stored_links(doc)
	return all(link in stored or (is_desk_user(user) and may("write", *link, user=user)) for link in links)


def get_stored_links(doc: Document) -> set[tuple[str, str]]:
	if not doc.name:
		return set()  # Frappe 15 may find the links of all where the name is none
	filters = {"parenttype": doc.doctype, "parent": doc.name}
	fields = ["link_doctype", "link_name"]
	return set(frappe.get_all("Dynamic Link", filters, fields, as_list=True, order_by="idx asc"))


def others_allow(doc: Document, ptype: str | None, user: str) -> bool:
	"""Tell whether the hooks of the framework and of other apps allow it too: Frappe 15 asks the last one only."""
	hooks = frappe.get_hooks("has_permission").get(doc.doctype, [])
	answers = (
		frappe.call(hook, doc=doc, ptype=ptype, user=user)
		for hook in hooks
		if not hook.startswith("planota_hub.guards.")
	)
	return all(answer is None or answer for answer in answers)
