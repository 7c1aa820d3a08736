# SPDX-License-Identifier: GPL-3.0-only
"""What a log-in learns of other people's rights, and of what happens to a document while it looks on."""

import frappe
from frappe.core.doctype.user_permission import user_permission

from planota_hub.guards.documents import is_desk_user, is_own, is_staff, may, require, sees_conversation


@frappe.whitelist()
def get_user_permissions(user: str | None = None) -> dict:
	"""In place of the framework's function of this name: one's own limits; those of others for the staff."""
	own = frappe.session.user
	return user_permission.get_user_permissions(user if user and is_staff(own) else own)


@frappe.whitelist()
def may_watch(doctype: str, name: str) -> bool:
	"""In place of `frappe.realtime.has_permission`: live news of a document bring comments along.

	Raises:
	        frappe.PermissionError: for who may not read it, and for who may not see what others write about it.
	"""
	allowed = may("read", doctype, name)
	if allowed and is_own(doctype):
		allowed = is_desk_user(frappe.session.user) and sees_conversation(doctype, name)
	require(allowed, doctype, name)
	return True


@frappe.whitelist()
def can_subscribe_doc(doctype: str, docname: str) -> bool:
	"""In place of `frappe.realtime.can_subscribe_doc` of Frappe 15, the same question."""
	return may_watch(doctype, docname)
