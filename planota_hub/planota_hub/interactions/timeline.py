# SPDX-License-Identifier: GPL-3.0-only
"""Noted contacts in the timeline of the form of an organisation or a person (hook `additional_timeline_content`)."""

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, get_link_to_form

from planota_hub.planota_hub.interactions.rules import CONTACT, INTERACTION

LIMIT = 20


def get_contacts(doctype: str, docname: str) -> list[dict]:
	"""Return the newest contacts that the reader may see; what was made of a message stands there as the message."""
	if not frappe.has_permission(INTERACTION, "read"):
		return []
	of_subject: dict[str, str | tuple] = {"organisation_doctype": doctype, "organisation": docname}
	if doctype == CONTACT:
		entries = frappe.get_all(
			"Interaction Person",
			{"contact": docname},
			pluck="parent",
			order_by="parent asc",
			limit_page_length=0,
		)
		of_subject = {"name": ("in", entries or [""])}
	rows = frappe.get_list(
		INTERACTION,
		filters={**of_subject, "communication": ("is", "not set")},
		fields=["name", "topic", "channel", "note", "happened_on"],
		order_by="happened_on desc, name desc",
		limit_page_length=LIMIT,
	)
	return [
		{
			"icon": "call" if row.channel == "Phone Call" else "message",
			"is_card": bool(row.note),
			"creation": row.happened_on,
			"content": write_entry(row),
		}
		for row in rows
	]


def write_entry(row: frappe._dict) -> str:
	"""Return channel, topic and what was said as HTML; all that somebody typed is text."""
	title = escape_html(row.topic)
	head = f"{escape_html(_(row.channel, context=INTERACTION))}: {get_link_to_form(INTERACTION, row.name, title)}"
	return f"{head}<div>{escape_html(cstr(row.note))}</div>" if row.note else head
