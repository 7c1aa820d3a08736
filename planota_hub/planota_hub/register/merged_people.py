# SPDX-License-Identifier: GPL-3.0-only
"""Two Contacts that are one person: what only names the one is tied to them, and one address stays the first."""

from frappe.model.document import Document

from planota_hub.personal_data.person_links import CONTACT, get_linking_doctypes, get_links
from planota_hub.planota_hub.register.people import find_records, tie

PRIMARY = {"email_ids": ("is_primary",), "phone_nos": ("is_primary_phone", "is_primary_mobile_no")}


def link_records(doctype: str, kept: str, merged: str) -> None:
	"""Tie to a person what names them by name and address: afterwards another name or address may be theirs."""
	if doctype != CONTACT:
		return
	for linking in get_linking_doctypes():
		for contact in (kept, merged):
			for link in get_links(linking):
				tie(linking, find_records(linking, contact, link), link, contact)


def leave_one_primary(kept: Document, merged: Document) -> None:
	"""Of each kind of address and number the kept person's first one stays the first."""
	for table, marks in PRIMARY.items():
		for mark in marks:
			if any(row.get(mark) for row in kept.get(table)):
				for row in merged.get(table):
					row.set(mark, 0)
