# SPDX-License-Identifier: GPL-3.0-only
"""Custom fields on the CRM's DocTypes: added when both sides are there, removed when one leaves.

Which of the two apps came first does not matter, and doing it again changes nothing.
"""

import frappe

from planota_hub.integrations.adapter import Adapter, get_adapters, has_doctype
from planota_hub.rules.custom_fields import add_fields, remove_field


def add_custom_fields(app: str | None = None) -> None:
	"""Add the fields that are missing on the DocTypes of every CRM that is on the site.

	Args:
	        app: the app that was just installed (hook `after_app_install`); None asks for all.
	"""
	for adapter in get_adapters():
		missing = get_missing_fields(adapter) if app in (None, adapter.app) else {}
		for doctype, fields in missing.items():
			add_fields(doctype, fields)


def get_missing_fields(adapter: Adapter) -> dict[str, list[dict]]:
	"""Return per DocType the fields of an adapter that the site lacks and both of whose ends are there."""
	if adapter.app not in frappe.get_installed_apps():
		return {}
	missing = {}
	for doctype, fields in adapter.custom_fields.items():
		if not has_doctype(doctype):
			continue
		known = set(
			frappe.get_all("Custom Field", {"dt": doctype}, pluck="fieldname", order_by="fieldname asc")
		)
		rows = [row for row in fields if row["fieldname"] not in known and has_doctype(row["options"])]
		if rows:
			missing[doctype] = rows
	return missing


def remove_custom_fields() -> None:
	"""Take every custom field of the hub out of the CRMs, and what stands in them (hook `before_uninstall`)."""
	for adapter in get_adapters():
		remove_fields(adapter)


def leave_app(app: str) -> None:
	"""Let go of a CRM that is about to be removed (hook `before_app_uninstall`).

	What the hub's contacts, messages and events say of the CRM's records would point nowhere afterwards, and
	the framework refuses to save a contact that points nowhere.
	"""
	for adapter in get_adapters():
		if adapter.app == app:
			doctypes = get_doctypes(app)
			for table in ("Dynamic Link", "Communication Link"):
				frappe.db.delete(table, {"link_doctype": ("in", doctypes)})
			frappe.db.delete("Event Participants", {"reference_doctype": ("in", doctypes)})
			remove_fields(adapter)


def remove_fields(adapter: Adapter) -> None:
	for doctype, fields in adapter.custom_fields.items():
		for row in fields:
			remove_field(doctype, row["fieldname"])
		if has_doctype(doctype):
			frappe.clear_cache(doctype=doctype)


def get_doctypes(app: str) -> list[str]:
	modules = frappe.get_all("Module Def", {"app_name": app}, pluck="name", order_by="name asc")
	return frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name", order_by="name asc")
