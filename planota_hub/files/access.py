# SPDX-License-Identifier: GPL-3.0-only
"""Who may read a file, and who may hang one on a document.

A private file is read by its owner and by whoever may read what it hangs on: the document, and the field of it.
Nobody comes to a file by making another one of it, and nobody hangs one on what they may not change.
"""

import frappe
from frappe.core.doctype.file import file as framework
from frappe.core.doctype.file.file import has_permission as has_framework_permission
from frappe.model.db_query import DatabaseQuery
from frappe.model.document import Document
from frappe.utils import cint

from planota_hub.files.paths import PRIVATE

FILE = "File"
CHANGES = ("create", "write")
ATTACH_TYPES = ("Attach", "Attach Image")


def has_file_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Tell whether a user may do something with a file; the framework's own answer is a part of this one."""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	if not has_framework_permission(doc, ptype, user):
		return False
	if ptype == "delete":
		return True
	return may_hang(doc, user) if ptype in CHANGES else may_read(doc, user)


def may_read(file: Document, user: str | None = None) -> bool:
	"""Tell whether a user may read a file: its field, where it fills one, included."""
	user = user or frappe.session.user
	if not has_framework_permission(file, "read", user) or is_fenced(file, user):
		return False
	is_own = user != "Guest" and file.owner == user
	return user == "Administrator" or is_own or not cint(file.is_private) or may_read_field(file, user)


def is_fenced(file: Document, user: str) -> bool:
	"""Tell whether a file is read by fewer people than what it hangs on, and this user is none of them (`hub_file_fences`)."""
	fences = (frappe.get_hooks("hub_file_fences") or {}).get(file.attached_to_doctype, ())
	return not all(frappe.call(path, file=file, user=user) for path in fences)


def may_read_field(file: Document, user: str) -> bool:
	if not (file.attached_to_doctype and file.attached_to_field):
		return True
	meta = frappe.get_meta(file.attached_to_doctype)
	field = meta.get_field(file.attached_to_field)
	return not field or not field.permlevel or field.permlevel in meta.get_permlevel_access("read", user=user)


def may_hang(file: Document, user: str) -> bool:
	"""Tell whether a file hangs where it hung before, or on something that the user may change."""
	doctype, name = file.attached_to_doctype, file.attached_to_name
	before = (
		None
		if file.is_new()
		else frappe.db.get_value(FILE, file.name, ["attached_to_doctype", "attached_to_name"])
	)
	if not doctype or tuple(before or ()) == (doctype, name):
		return True
	if name and frappe.db.exists(doctype, name):
		return bool(frappe.has_permission(doctype, "write", doc=name, user=user))
	# a form that is not saved yet
	return bool(frappe.has_permission(doctype, "create", user=user))


def may_use(address: str) -> bool:
	"""Tell whether the current user may make a file of the one at an address: one that they may read, or have just sent."""
	if not address.startswith(PRIVATE) or frappe.session.user == "Administrator":
		return True
	if address in (frappe.flags.files_of_request or ()):
		return True
	rows = frappe.get_all(FILE, {"file_url": address}, ["name", "file_url"], order_by="creation asc")
	# the database may take Plan.pdf for plan.pdf; the disk does not
	return any(row.file_url == address and may_read(frappe.get_doc(FILE, row.name)) for row in rows)


def may_change_for_all(file: Document) -> bool:
	"""Tell whether the current user may change every other file that has the same content on the disk."""
	same = {"content_hash": file.content_hash} if file.content_hash else {"file_url": file.file_url}
	others = frappe.get_all(FILE, {**same, "name": ("!=", file.name)}, pluck="name", order_by="creation asc")
	return all(frappe.has_permission(FILE, "write", doc=name) for name in others)


# Lists

framework_query_conditions = framework.get_permission_query_conditions


def bracket_framework_condition() -> None:
	"""Hook `before_request` and `before_job`: let the framework's own condition of files stand in brackets.

	It is a chain of "or". Frappe 15 joins it to the app's by a bare "and", so that what is public would be listed
	whatever it hangs on. No hook takes the place of a condition, so its function is replaced.
	"""
	framework.get_permission_query_conditions = bracketed_framework_conditions


def bracketed_framework_conditions(user: str | None = None) -> str:
	"""Return the framework's SQL condition of the files that a user sees in lists, as one term."""
	condition = framework_query_conditions(user)
	return f"({condition})" if condition else ""


def file_query_conditions(user: str | None = None) -> str:
	"""Return the SQL condition of the files that a user sees in lists: own ones, and those of readable documents."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	conditions = [
		"`tabFile`.`is_folder` = 1",
		f"`tabFile`.`owner` = {frappe.db.escape(user)}",
		"(`tabFile`.`is_private` = 0 and ifnull(`tabFile`.`attached_to_doctype`, '') = '')",
		*(get_condition_of(doctype, user) for doctype in get_readable_doctypes(user)),
	]
	return f"({' or '.join(conditions)})"


def get_readable_doctypes(user: str) -> list[str]:
	"""Return the DocTypes on which files hang and of which a user may read some document."""
	file = frappe.qb.DocType(FILE)
	found = frappe.qb.from_(file).select(file.attached_to_doctype).distinct()
	doctypes = found.where(file.attached_to_doctype != "").run(pluck=True)
	return sorted(
		doctype
		for doctype in doctypes
		if frappe.db.exists("DocType", doctype) and frappe.has_permission(doctype, "read", user=user)
	)


def get_condition_of(doctype: str, user: str) -> str:
	"""Return the SQL condition of the files that hang on the documents of a DocType that a user may read."""
	meta = frappe.get_meta(doctype)
	parts = [f"`tabFile`.`attached_to_doctype` = {frappe.db.escape(doctype)}"]
	if hidden := get_hidden_fields(meta, user):
		parts.append(f"ifnull(`tabFile`.`attached_to_field`, '') not in ({', '.join(hidden)})")
	if not meta.issingle:
		table = f"tab{doctype}"
		readable = DatabaseQuery(doctype, user=user).build_match_conditions() or "1 = 1"
		parts.append(
			f"`tabFile`.`attached_to_name` in (select `{table}`.`name` from `{table}` where {readable})"
		)
	return f"({' and '.join(parts)})"


def get_hidden_fields(meta, user: str) -> list[str]:
	"""Return the fields for files, as SQL texts, that lie above the user's permission levels."""
	levels = meta.get_permlevel_access("read", user=user)
	fields = meta.get("fields", {"fieldtype": ("in", ATTACH_TYPES)})
	return [frappe.db.escape(df.fieldname) for df in fields if df.permlevel and df.permlevel not in levels]


# Methods of the framework that ask for less than they should


@frappe.whitelist(methods=["POST"])
def add_attachments(doctype: str, name: str, attachments: str | list) -> list:
	"""Hang files on a document, which the framework does on any document; see `frappe.utils.file_manager`.

	Raises:
	        frappe.PermissionError: for a document that the user may not change.
	"""
	from frappe.utils.file_manager import add_attachments as add

	frappe.has_permission(doctype, "write", doc=name, throw=True)
	return add(doctype, name, attachments)


@frappe.whitelist()
def zip_files(files: str | list) -> None:
	"""Answer with an archive of those of the files that the user may read; see `frappe.core.api.file`."""
	from frappe.core.api.file import zip_files as zip_

	names = [name for name in frappe.parse_json(files) if may_read(frappe.get_doc(FILE, name))]
	zip_(frappe.as_json(names))
