# SPDX-License-Identifier: GPL-3.0-only
"""Permission rows that the hub's staff need on DocTypes of the framework.

Given once, at installation: what the site's administrator does to them afterwards stays.
"""

import frappe
from frappe.permissions import add_permission, update_permission_property

CREATE_AND_CHANGE = ("write", "create", "report", "export", "print", "email", "share")

# DocType -> role -> rights besides reading
FOREIGN_PERMISSIONS: dict[str, dict[str, tuple[str, ...]]] = {
	"Contact": {"Hub Manager": (*CREATE_AND_CHANGE, "delete"), "Hub Officer": CREATE_AND_CHANGE},
	"Address": {"Hub Manager": (*CREATE_AND_CHANGE, "delete"), "Hub Officer": CREATE_AND_CHANGE},
	# the pages about the hub
	"Web Page": {"Hub Manager": ("write", "create", "delete")},
	"Data Import": {
		"Hub Manager": ("write", "create", "delete"),
		"Hub Officer": ("write", "create", "delete"),
	},
	# the form of an import counts the lines of its log; which ones, `sheets/permissions.py` says
	"Data Import Log": {"Hub Manager": (), "Hub Officer": ()},
	# whoever writes an e-mail: the form of the framework reads the signature and the address of the account
	"Email Account": {
		"Hub Manager": (),
		"Hub Officer": (),
		"Hub Mentor": (),
		"Network Coordinator": (),
	},
	# Frappe 16.0 to 16.4 ask the Workflow itself before every step, which only a System Manager may read
	"Workflow": {"Hub Manager": (), "Hub Officer": ()},
}

RIGHTS = (
	"role permlevel if_owner select read write create delete submit cancel amend report export import share "
	"print email"
).split()


def add_foreign_permissions(*doctypes: str) -> None:
	"""Add the rows that are missing, of these DocTypes or of all."""
	for doctype in doctypes or FOREIGN_PERMISSIONS:
		for role, rights in FOREIGN_PERMISSIONS[doctype].items():
			if frappe.db.exists("Custom DocPerm", {"parent": doctype, "role": role}):
				continue
			add_permission(doctype, role, 0)
			for right in rights:
				update_permission_property(doctype, role, 0, right, 1, validate=False)
			if "export" not in rights:  # which the framework gives with every new row
				update_permission_property(doctype, role, 0, "export", 0, validate=False)


def remove_foreign_permissions() -> None:
	"""Remove the rows; a DocType whose other rows are still the framework's goes back to these."""
	for doctype, roles in FOREIGN_PERMISSIONS.items():
		frappe.db.delete("Custom DocPerm", {"parent": doctype, "role": ("in", list(roles))})
		if get_rows("Custom DocPerm", doctype) == get_rows("DocPerm", doctype):
			frappe.db.delete("Custom DocPerm", {"parent": doctype})
		frappe.clear_cache(doctype=doctype)


def get_rows(table: str, doctype: str) -> list[tuple]:
	rows = frappe.get_all(table, filters={"parent": doctype}, fields=RIGHTS, order_by="name asc")
	return sorted(tuple(str(row[right] or 0) for right in RIGHTS) for row in rows)
