# SPDX-License-Identifier: GPL-3.0-only
"""Texts of mails that are written again and again, in English and Slovene: offered in *New Email*, filled in from the record.

A hub changes them, deletes them and adds its own; the app leaves them then as they are.
"""

import json
from pathlib import Path

import frappe

from planota_hub.setup.fixtures import get_brought

DOCTYPE = "Email Template"
FILE = Path(__file__).parent / "data" / "email_templates.json"


def build_email_templates() -> list[dict]:
	"""Return the templates, the paragraphs of each as HTML."""
	return [
		{
			"doctype": DOCTYPE,
			"docstatus": 0,
			"name": template["name"],
			"subject": template["subject"],
			"use_html": 0,
			"response": "".join(f"<p>{paragraph}</p>" for paragraph in template["response"]),
		}
		for template in json.loads(FILE.read_text(encoding="utf-8"))
	]


def remove_email_templates() -> None:
	"""Remove the templates that the app brought."""
	for name in get_brought(DOCTYPE):
		frappe.delete_doc(DOCTYPE, name, ignore_permissions=True, force=True, ignore_missing=True)
