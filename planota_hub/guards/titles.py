# SPDX-License-Identifier: GPL-3.0-only
"""The title of a document, a person's name perhaps, is told to who may read the document."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.desk import search
from frappe.model.document import Document

from planota_hub.guards.documents import get_readable, is_own, may
from planota_hub.rules.titles import get_titles

Record = tuple[str, str]  # DocType and name


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""In place of `frappe.desk.search.get_link_title`: the number alone of what the reader may not read."""
	if is_own(doctype) and not may("read", doctype, docname):
		return docname
	return search.get_link_title(doctype, docname)


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: str | list | None = None) -> dict:
	"""In place of `frappe.client.validate_link` of Frappe 15: what can neither be read nor chosen is not there."""
	if is_own(doctype) and not any(may(action, doctype, docname) for action in ("read", "select")):
		return frappe._dict(name=None)
	# Frappe 16 asks a search instead, which knows the permissions
	return frappe.call("frappe.client.validate_link", doctype=doctype, docname=docname, fields=fields)


def read_titles(links: Iterable[Record]) -> dict[Record, str]:
	"""Return what the records are called that the reader may read; the name of one without a title."""
	linked = defaultdict(set)
	for doctype, name in links:
		linked[doctype].add(name)
	return {
		(doctype, name): title or name
		for doctype, names in linked.items()
		if (readable := get_readable(doctype, names))
		for name, title in get_titles(doctype, readable).items()
	}


def hide_link_titles(titles: dict[str, str] | None) -> None:
	"""Replace titles in an answer, keyed `DocType::name`, by the names of the documents that can't be read."""
	links = defaultdict(set)
	for key in titles or {}:
		doctype, _separator, name = key.partition("::")
		if is_own(doctype):
			links[doctype].add(name)
	for doctype, names in links.items():
		for name in names - get_readable(doctype, names):
			titles[f"{doctype}::{name}"] = name


def hide_printed_titles(doc: Document, method: str | None = None, settings: dict | None = None) -> None:
	"""Hook on every document before it is printed by somebody: its links show what their reader may see."""
	is_asked = getattr(frappe.local, "request", None) and frappe.session.user != "Guest"
	if is_asked and not frappe.flags.ignore_print_permissions:
		hide_link_titles(doc.get("__link_titles"))
