# SPDX-License-Identifier: GPL-3.0-only
"""Proof of consent: who agreed, when, and to which version of the text. Stamped here, never typed.

Each purpose has a proof of its own: who agrees to news later has not agreed anew to the register.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, now

CONSENT_FIELDS = ("consent_register", "consent_news")
# of each consent: the fields with its proof, and that with the day on which it was taken back
PROOF_FIELDS = {
	"consent_register": ("consent_given_on", "consent_text_version", "consent_given_by"),
	"consent_news": ("news_consent_given_on", "news_consent_text_version", "news_consent_given_by"),
}
WITHDRAWN_FIELDS = {
	"consent_register": "consent_withdrawn_on",
	"consent_news": "news_consent_withdrawn_on",
}
# of all consents, set here alone
STAMPED = frozenset(WITHDRAWN_FIELDS.values()).union(*PROOF_FIELDS.values())


def stamp_consent(doc: Document) -> None:
	"""Stamp each consent that is new in this save, and each that was taken back; clear the proof of one not given."""
	before = doc.get_doc_before_save()
	for consent, fields in PROOF_FIELDS.items():
		had = bool(before and before.get(consent))
		if had and not doc.get(consent):
			doc.set(WITHDRAWN_FIELDS[consent], now())
		if not doc.get(consent):
			doc.update(dict.fromkeys(fields))
		elif not had:
			version = frappe.get_cached_doc("Hub Settings").consent_text_version
			doc.update(dict(zip(fields, (now(), version, get_consenting_person(doc)), strict=True)))


def get_consenting_person(doc: Document) -> str:
	"""Return the name of the logged-in person, or the one that a guest gave in the form."""
	if frappe.session.user == "Guest":
		return doc.submitter_name or doc.submitter_email or frappe.session.user
	return get_fullname(frappe.session.user)
