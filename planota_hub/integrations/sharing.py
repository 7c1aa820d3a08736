# SPDX-License-Identifier: GPL-3.0-only
"""Contacts and addresses that an NGO and its party have in common: one record, linked to both.

Nothing is copied, so nothing can drift apart. A contact or address that gets or loses its link to the NGO
gets or loses the link to the party while it is being saved: no second save, so no loop.
"""

import frappe
from frappe.model.document import Document

from planota_hub.integrations.adapter import find_parties
from planota_hub.planota_hub.register.contacts import no_gravatar

SHARED = ("Contact", "Address")


def follow_links(doc: Document, method: str | None = None) -> None:
	"""Keep the links of a contact or address to parties in step with those to NGOs (hook `validate`)."""
	before = doc.get_doc_before_save()
	now_linked = get_ngos(doc)
	for ngo in sorted(get_ngos(before) - now_linked) if before else ():
		for kind, party in find_parties(ngo):
			unlink(doc, kind.doctype, party)
	for ngo in sorted(now_linked):
		for kind, party in find_parties(ngo):
			link(doc, kind.doctype, party)


def get_ngos(doc: Document) -> set[str]:
	return {row.link_name for row in doc.get("links") or () if row.link_doctype == "NGO" and row.link_name}


def link(doc: Document, doctype: str, name: str) -> None:
	if not doc.has_link(doctype, name):
		doc.append("links", {"link_doctype": doctype, "link_name": name})


def unlink(doc: Document, doctype: str, name: str) -> None:
	rows = [row for row in doc.links if (row.link_doctype, row.link_name) != (doctype, name)]
	if len(rows) != len(doc.links):
		doc.set("links", rows)


def share_with(ngo: str, doctype: str, name: str) -> None:
	"""Link the contacts and addresses of an NGO to its party, and those of the party to the NGO."""
	for parenttype in SHARED:
		for parent in get_linked(parenttype, "NGO", ngo) | get_linked(parenttype, doctype, name):
			doc = frappe.get_doc(parenttype, parent)
			if not (doc.has_link("NGO", ngo) and doc.has_link(doctype, name)):
				link(doc, "NGO", ngo)
				link(doc, doctype, name)
				save(doc)


def stop_sharing(ngo: str, doctype: str, name: str) -> None:
	"""Take the party out of the contacts and addresses of the NGO that it no longer belongs to."""
	for parenttype in SHARED:
		for parent in get_linked(parenttype, "NGO", ngo) & get_linked(parenttype, doctype, name):
			doc = frappe.get_doc(parenttype, parent)
			unlink(doc, doctype, name)
			save(doc)


def get_linked(parenttype: str, doctype: str, name: str) -> set[str]:
	filters = {"parenttype": parenttype, "link_doctype": doctype, "link_name": name}
	return set(frappe.get_all("Dynamic Link", filters, pluck="parent", order_by="parent asc"))


def save(doc: Document) -> None:
	"""Save a contact or address: the link follows from a right that was checked on the NGO and the party."""
	with no_gravatar():
		doc.save(ignore_permissions=True)
