# SPDX-License-Identifier: GPL-3.0-only
"""What the guards ask of a document: is it the app's, and what may a person see of it and do with it."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils.caching import request_cache

from planota_hub.permissions import DESK_ROLES, STAFF_ROLES, get_roles

APP = "planota_hub"
# may like, comment and follow what they may read; an auditor changes nothing, not even these
WORKING_ROLES = (DESK_ROLES - {"Hub Auditor"}) | {"System Manager"}


@request_cache
def get_own_doctypes() -> frozenset[str]:
	"""Return the names of the app's DocTypes on this site."""
	modules = frappe.get_all("Module Def", {"app_name": APP}, pluck="name", order_by="name asc")
	return frozenset(
		frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name", order_by="name asc")
	)


def is_own(doctype: str | None) -> bool:
	"""Tell whether a DocType is the app's."""
	return doctype in get_own_doctypes()


def is_desk_user(user: str) -> bool:
	"""Tell whether a log-in opens the Desk: whoever holds a role that does."""
	return frappe.db.get_value("User", user, "user_type", cache=True) == "System User"


def is_staff(user: str) -> bool:
	"""Tell whether a user is of the hub's staff, or manages the system."""
	return user == "Administrator" or bool(get_roles(user) & (STAFF_ROLES | {"System Manager"}))


def may(action: str, doctype: str, name: str, user: str | None = None) -> bool:
	"""Tell whether a user may do something (`read`, `write` …) with a stored document."""
	if not (doctype and name and frappe.db.exists("DocType", doctype)):
		return False
	if not frappe.get_meta(doctype).issingle and not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, action, doc=name, user=user))


def may_mark(doctype: str, name: str) -> bool:
	"""Tell whether the current user may like, comment and follow a document: who reads it and changes something."""
	if not may("read", doctype, name):
		return False
	if not is_own(doctype) or frappe.session.user == "Administrator":
		return True
	return bool(get_roles(frappe.session.user) & WORKING_ROLES) or may("write", doctype, name)


def sees_conversation(doctype: str, name: str) -> bool:
	"""Tell whether the current user sees what others wrote about a document: the staff, and who works on it."""
	return is_staff(frappe.session.user) or may("write", doctype, name)


def require(allowed: bool, doctype: str, name: str) -> None:
	"""Refuse what a document does not allow.

	Raises:
	        frappe.PermissionError: naming the document by its number alone, for its title may be hidden.
	"""
	if not allowed:
		frappe.throw(
			_("You are not permitted to do this with {0} {1}.").format(_(doctype), frappe.utils.cstr(name)),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def get_readable(doctype: str, names: Iterable[str]) -> set[str]:
	"""Return those of the names whose documents the current user may read."""
	wanted = sorted({name for name in names if name})
	if frappe.session.user == "Administrator":
		return set(wanted)
	if not wanted or not has_any_reading(doctype):
		return set()
	filters = {"name": ("in", wanted)}
	return set(
		frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0, order_by="name asc")
	)


def has_any_reading(doctype: str, user: str | None = None) -> bool:
	"""Tell whether a user may read some documents of a DocType, or choose them in a link."""
	return any(frappe.has_permission(doctype, action, user=user) for action in ("read", "select"))


def get_hidden_fields(doctype: str, user: str | None = None, parenttype: str | None = None) -> set[str]:
	"""Return the fields of a DocType whose permission level a user may not read.

	Args:
	        parenttype: for the rows of a table the DocType of their document, which has the permissions.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return set()
	meta = frappe.get_meta(doctype)
	levels = {0, *meta.get_permlevel_access("read", parenttype, user=user)}
	return {df.fieldname for df in meta.fields if df.permlevel not in levels}


def hides_something(doctype: str, user: str) -> bool:
	"""Tell whether a document of this DocType, its tables included, has fields that a user may not read."""
	if get_hidden_fields(doctype, user):
		return True
	tables = frappe.get_meta(doctype).get_table_fields()
	return any(get_hidden_fields(df.options, user, doctype) for df in tables)
