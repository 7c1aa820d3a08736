# SPDX-License-Identifier: GPL-3.0-only
"""The hub's records in the framework's global search."""

import frappe


def create_search_doctypes(*doctypes: str) -> None:
	"""Add DocTypes that `hooks.py` names to the site's list, without names all; what is there stays as it is.

	What an app that is gone has left in the list goes: the framework refuses to save it.
	The framework reads that hook in its setup wizard only, which an app that comes later has missed. The rows
	go with the other traces of the app on removal.
	"""
	settings = frappe.get_single("Global Search Settings")
	listed = {row.document_type for row in settings.allowed_in_global_search}
	hooks = frappe.get_hooks("global_search_doctypes", app_name="planota_hub")
	wanted = [entry["doctype"] for entry in hooks["Default"] if not doctypes or entry["doctype"] in doctypes]
	missing = [doctype for doctype in wanted if doctype not in listed]
	if missing:
		settings.allowed_in_global_search = [
			row for row in settings.allowed_in_global_search if frappe.db.exists("DocType", row.document_type)
		]
		settings.extend("allowed_in_global_search", [{"document_type": doctype} for doctype in missing])
		settings.flags.ignore_permissions = True
		settings.save()
