# SPDX-License-Identifier: GPL-3.0-only
"""Whose imports and logs somebody sees: those of DocTypes into which the same person may import."""

import frappe
from frappe.model.document import Document
from frappe.utils.caching import request_cache
from frappe.utils.user import UserPermissions

from planota_hub.permissions import get_roles

DATA_IMPORT, LOG = "Data Import", "Data Import Log"


@request_cache
def get_importable(user: str) -> tuple[str, ...]:
	"""Return the DocTypes into which a user may import."""
	permissions = UserPermissions(user)
	permissions.build_permissions()
	return tuple(sorted(permissions.can_import))


def sees_all(user: str) -> bool:
	return user == "Administrator" or "System Manager" in get_roles(user)


def query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of imports."""
	user = user or frappe.session.user
	if sees_all(user):
		return ""
	kinds = ", ".join(map(frappe.db.escape, get_importable(user))) or "''"
	return f"`tab{DATA_IMPORT}`.`reference_doctype` in ({kinds})"


def log_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists and counts of the lines of logs: they are seen with their import."""
	seen = query_conditions(user)
	return f"`tab{LOG}`.`data_import` in (select `name` from `tab{DATA_IMPORT}` where {seen})" if seen else ""


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one import: a new one without a DocType yet is anybody's who may make one."""
	user = user or frappe.session.user
	return sees_all(user) or not doc.reference_doctype or doc.reference_doctype in get_importable(user)


def has_log_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one line of a log."""
	user = user or frappe.session.user
	kind = frappe.db.get_value(DATA_IMPORT, doc.data_import, "reference_doctype")
	return sees_all(user) or kind in get_importable(user)
