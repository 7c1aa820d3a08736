# SPDX-License-Identifier: GPL-3.0-only
"""What everybody finds on the desktop is arranged by who manages it; the framework lets every log-in of the Desk do it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.guards.references import READING
from planota_hub.permissions import get_roles
from planota_hub.rules.links import is_safe_link
from planota_hub.rules.text import shown

MANAGERS = frozenset({"Workspace Manager", "System Manager"})


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one icon or sidebar: changed and deleted by whose it is, those of all by who manages them."""
	user = user or frappe.session.user
	if ptype in READING or user == "Administrator" or get_roles(user) & MANAGERS:
		return True
	return frappe.db.get_value(doc.doctype, doc.name, "owner") in (user, None)


def refuse_unsafe_icon(icon: Document, method: str | None = None) -> None:
	"""Hook on every icon of the desktop: somebody else may click on it.

	Raises:
	        frappe.ValidationError: for a link that leads into a script.
	"""
	link = cstr(icon.get("link")).strip()
	if link and frappe.session.user != "Administrator" and not is_safe_link(link):
		frappe.throw(
			_("{0}: {1} is not a web address. Expected is one such as https://www.example.org.").format(
				_("Link"), shown(link)
			),
			title=_("Wrong Web Address"),
		)
