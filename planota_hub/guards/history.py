# SPDX-License-Identifier: GPL-3.0-only
"""A document's timeline shows no more than the document: in forms, after saving and when it is read anew.

Changes of a field are shown to who may read the field. What people wrote to each other about the document
(comments, messages, the texts of tasks) is shown to the staff and to who works on it; everybody else sees what they
wrote or received themselves. The framework builds the timeline without asking; it is cut here on its way out.
"""

import json

import frappe
from frappe.desk.form import load, save
from frappe.utils import cint, cstr

from planota_hub.files.access import ATTACH_TYPES
from planota_hub.guards.documents import (
	get_hidden_fields,
	get_readable,
	has_any_reading,
	is_own,
	sees_conversation,
)
from planota_hub.guards.titles import hide_link_titles

# parts of the timeline that others wrote, each entry with its author
CONVERSATIONS = ("comments", "communications", "automated_messages", "assignment_logs", "info_logs")


@frappe.whitelist()
def getdoc(doctype: str, name: str) -> list | None:
	"""In place of `frappe.desk.form.load.getdoc`: the form's document with what its reader may see around it."""
	answer = load.getdoc(doctype, name)
	show_what_is_seen()
	return answer


@frappe.whitelist()
def get_docinfo(doctype: str, name: str) -> None:
	"""In place of `frappe.desk.form.load.get_docinfo`."""
	load.get_docinfo(doctype=doctype, name=name)
	show_what_is_seen()


@frappe.whitelist()
def get_communications(doctype: str, name: str, start: int = 0, limit: int = 20) -> list[dict]:
	"""In place of `frappe.desk.form.load.get_communications`: older messages of a timeline."""
	messages = load.get_communications(doctype, name, cint(start), cint(limit))
	return messages if is_shown_whole(doctype, name) else [row for row in messages if took_part(row)]


@frappe.whitelist(methods=["POST", "PUT"])
def savedocs(doc: str, action: str) -> None:
	"""In place of `frappe.desk.form.save.savedocs`, which answers with the timeline."""
	save.savedocs(doc, action)
	show_what_is_seen()


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(
	doctype: str | None = None,
	name: str | None = None,
	workflow_state_fieldname: str | None = None,
	workflow_state: str | None = None,
) -> None:
	"""In place of `frappe.desk.form.save.cancel`, which answers with the timeline."""
	save.cancel(doctype, name, workflow_state_fieldname, workflow_state)
	show_what_is_seen()


@frappe.whitelist(methods=["POST", "PUT"])
def discard(doctype: str, name: str) -> None:
	"""In place of `frappe.desk.form.save.discard` of Frappe 16, which answers with the timeline."""
	save.discard(doctype, name)
	show_what_is_seen()


def show_what_is_seen() -> None:
	"""Cut the timeline and the titles of links in the answer to what the current user may see."""
	hide_link_titles(frappe.response.get("_link_titles"))
	docinfo = frappe.response.get("docinfo")
	if docinfo and is_own(docinfo.get("doctype")):
		cut_timeline(docinfo)


def cut_timeline(docinfo: frappe._dict) -> None:
	"""Take out of a timeline what the current user may not see in the document."""
	docinfo.versions = list(cut_versions(docinfo.get("versions") or [], docinfo.doctype))
	cut_files(docinfo)
	if is_shown_whole(docinfo.doctype, docinfo.name):
		return
	for part in CONVERSATIONS:
		docinfo[part] = [row for row in docinfo.get(part) or [] if took_part(row)]
	for assignment in docinfo.get("assignments") or []:
		if assignment.owner != frappe.session.user:
			assignment.description = None
	forget_unseen_people(docinfo)


def is_shown_whole(doctype: str, name: str) -> bool:
	return not is_own(doctype) or sees_conversation(doctype, name)


def took_part(entry: frappe._dict) -> bool:
	"""Tell whether the current user wrote an entry, received it or is mentioned in it."""
	user = frappe.session.user
	if user in (entry.get("owner"), entry.get("sender")):
		return True
	receivers = ",".join(cstr(entry.get(part)) for part in ("recipients", "cc", "bcc"))
	return user in receivers or f'data-id="{user}"' in cstr(entry.get("content"))


def forget_unseen_people(docinfo: frappe._dict) -> None:
	"""Keep the names of those people alone whom the timeline still shows."""
	people = docinfo.pop("user_info", None) or {}
	shown = frappe.as_json(docinfo)
	docinfo.user_info = {user: info for user, info in people.items() if json.dumps(user) in shown}


def cut_versions(versions: list[dict], doctype: str):
	"""Yield the versions with the changes that the current user may see; none that would be empty."""
	for version in versions:
		changes = cut_changes(json.loads(version["data"]), doctype)
		if changes:
			yield {**version, "data": json.dumps(changes)}


def cut_changes(changes: dict, doctype: str) -> dict | None:
	"""Return what a version says as far as the current user may read the fields; None when nothing is left."""
	hidden = get_hidden_fields(doctype)
	changes["changed"] = cut_fields(changes.get("changed") or [], doctype, hidden)
	for part in ("added", "removed"):
		rows = (row for row in changes.get(part) or [] if row[0] not in hidden)
		changes[part] = [[table, cut_row(values, doctype, table)] for table, values in rows]
	rows = (row for row in changes.get("row_changed") or [] if row[0] not in hidden)
	cut = [[*row[:3], cut_row_fields(row[3], doctype, row[0])] for row in rows]
	changes["row_changed"] = [row for row in cut if row[3]]
	said = ("changed", "added", "removed", "row_changed")
	return changes if any(changes[part] for part in said) or not set(changes) <= set(said) else None


def cut_files(docinfo: frappe._dict) -> None:
	"""Keep of the files, and of the entries about them, none of a field that the current user may not read.

	The entry of a file does not tell of which field it was: with a hidden field, only the own entries stay.
	"""
	types = {df.fieldname: df.fieldtype for df in frappe.get_meta(docinfo.doctype).fields}
	hidden = sorted(field for field in get_hidden_fields(docinfo.doctype) if types[field] in ATTACH_TYPES)
	if not hidden:
		return
	user = frappe.session.user
	place = {"attached_to_doctype": docinfo.doctype, "attached_to_name": docinfo.name}
	filters = {**place, "attached_to_field": ("in", hidden), "owner": ("!=", user)}
	unseen = set(frappe.get_all("File", filters, pluck="name", order_by="creation asc"))
	docinfo.attachments = [file for file in docinfo.get("attachments") or [] if file.name not in unseen]
	docinfo.attachment_logs = [log for log in docinfo.get("attachment_logs") or [] if log.owner == user]


def cut_row(values: dict, doctype: str, table: str) -> dict:
	hidden = get_hidden_columns(doctype, table)
	return {fieldname: value for fieldname, value in (values or {}).items() if fieldname not in hidden}


def cut_row_fields(fields: list, doctype: str, table: str) -> list:
	df = frappe.get_meta(doctype).get_field(table)
	return cut_fields(fields, df.options, get_hidden_columns(doctype, table)) if df else fields


def get_hidden_columns(doctype: str, table: str) -> set[str]:
	df = frappe.get_meta(doctype).get_field(table)
	return get_hidden_fields(df.options, parenttype=doctype) if df else set()


def cut_fields(fields: list, doctype: str, hidden: set[str]) -> list:
	"""Return the changes `[field, old, new]` of readable fields, with the titles of readable documents."""
	meta = frappe.get_meta(doctype)
	return [
		[change[0], *(cut_title(meta.get_field(change[0]), value) for value in change[1:])]
		for change in fields
		if change[0] not in hidden
	]


def cut_title(df, value: str | None) -> str | None:
	"""Return the value of a changed field; a link's title (Frappe 16 keeps it) only if its document is readable."""
	if not value or not df or df.fieldtype != "Link" or not is_own(df.options):
		return value
	meta = frappe.get_meta(df.options)
	if not (meta.title_field and meta.show_title_field_in_link) or get_readable(df.options, [value]):
		return value
	titled = {meta.title_field: value}
	seen = has_any_reading(df.options) and frappe.get_list(
		df.options, filters=titled, limit_page_length=1, order_by="name asc"
	)
	return value if seen else None
