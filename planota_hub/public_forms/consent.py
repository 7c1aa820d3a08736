# SPDX-License-Identifier: GPL-3.0-only
"""Proof of consent: who agreed, when, and to which version of the text. Stamped here, never typed."""

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, now

CONSENT_FIELDS = ("consent_register", "consent_news")


def stamp_consent(doc: Document) -> None:
	"""Stamp a consent that is new in this save, and one that was taken back; clear the proof when none is left."""
	before = doc.get_doc_before_save()
	given = [fieldname for fieldname in CONSENT_FIELDS if doc.get(fieldname)]
	if before and any(before.get(fieldname) and fieldname not in given for fieldname in CONSENT_FIELDS):
		doc.consent_withdrawn_on = now()
	if not given:
		doc.consent_given_on = doc.consent_text_version = doc.consent_given_by = None
	elif any(not before or not before.get(fieldname) for fieldname in given):
		doc.consent_given_on = now()
		doc.consent_text_version = frappe.get_cached_doc("Hub Settings").consent_text_version
		doc.consent_given_by = get_consenting_person(doc)


def get_consenting_person(doc: Document) -> str:
	"""Return the name of the logged-in person, or the one that a guest gave in the form."""
	if frappe.session.user == "Guest":
		return doc.submitter_name or doc.submitter_email or frappe.session.user
	return get_fullname(frappe.session.user)
