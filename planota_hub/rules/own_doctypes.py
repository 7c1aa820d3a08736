# SPDX-License-Identifier: GPL-3.0-only
"""Which DocTypes are the app's own."""

import json
from pathlib import Path

import frappe
from frappe.model.document import Document

APP_PATH = Path(__file__).resolve().parents[1]


def list_own_doctypes() -> tuple[str, ...]:
	"""Return the names of the app's DocTypes as its files have them, without asking a site (for `hooks.py`)."""
	files = sorted(APP_PATH.glob("*/doctype/*/*.json"))
	return tuple(json.loads(file.read_text(encoding="utf-8"))["name"] for file in files)


def is_hub_document(doc: Document) -> bool:
	"""Tell whether a document is one of the hub's own, and not of another app."""
	return is_hub_doctype(doc.doctype)


def is_hub_doctype(doctype: str) -> bool:
	"""Tell whether a DocType is one of the hub's own."""
	return frappe.local.module_app.get(frappe.scrub(frappe.get_meta(doctype).module)) == "planota_hub"
