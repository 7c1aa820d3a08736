# SPDX-License-Identifier: GPL-3.0-only
"""What a link field offers: on Frappe 15 a request could ask for all documents, whatever their conditions say."""

import inspect

import frappe
from frappe.desk import search

from planota_hub.guards.documents import is_own


@frappe.whitelist()
def search_link(doctype: str, txt: str, **arguments) -> list:
	"""In place of `frappe.desk.search.search_link`."""
	return frappe.call(search.search_link, doctype, txt, **keep_conditions(doctype, arguments))


@frappe.whitelist()
def search_widget(doctype: str, txt: str, **arguments) -> list:
	"""In place of `frappe.desk.search.search_widget`."""
	return frappe.call(search.search_widget, doctype, txt, **keep_conditions(doctype, arguments))


def keep_conditions(doctype: str, arguments: dict) -> dict:
	"""Return the arguments of a search that lists no documents of the app against their conditions.

	Frappe 15 takes `ignore_user_permissions` for leave to ignore every permission, as the first of Frappe 16 did; those
	that have `link_fieldname` ask the link field.
	"""
	has_conditions = is_own(doctype) and doctype in frappe.get_hooks("permission_query_conditions")
	if has_conditions and not asks_link_field():
		arguments.pop("ignore_user_permissions", None)
	return arguments


def asks_link_field() -> bool:
	"""Tell whether the framework asks the link field if permissions of users may be ignored."""
	return "link_fieldname" in inspect.signature(search.search_widget).parameters
