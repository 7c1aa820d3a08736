# SPDX-License-Identifier: GPL-3.0-only
"""Consent: to which text somebody agreed, when, and who. Stamped here, never typed.

A hub has one text for each purpose and language at a time (Consent Text). The hook `hub_consent_texts` names the
purposes, each with the function that returns the text to begin with. What is recorded names the text that was shown.

Each consent of an NGO has a proof of its own: who agrees to news later has not agreed anew to the register.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, get_fullname, now, nowdate

from planota_hub.mail.wording import LANGUAGES, speaking

CONSENT_TEXT = "Consent Text"
REGISTER, NEWS = "Register of NGOs", "Information"
# of each consent of an NGO: its purpose, the fields with its proof, and that with the day on which it was taken back
PURPOSES = {"consent_register": REGISTER, "consent_news": NEWS}
CONSENT_FIELDS = tuple(PURPOSES)
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


def get_purposes() -> dict[str, str]:
	"""Return what people are asked to agree to, each with the function that returns its first text."""
	return {purpose: paths[-1] for purpose, paths in frappe.get_hooks("hub_consent_texts", {}).items()}


def get_text(purpose: str, language: str | None = None) -> frappe._dict:
	"""Return the text that is valid today: `name`, `text`, `version`.

	Args:
	        language: that of the reader; a text in another one of the hub's languages is better than none.
	"""
	language = language or frappe.local.lang
	valid = frappe.get_all(
		CONSENT_TEXT,
		{"purpose": purpose, "valid_from": ("<=", nowdate())},
		["name", "text", "version", "language"],
		order_by="valid_from desc, version desc",
	)
	fitting = [row for row in valid if row.language == language] or valid
	return fitting[0] if fitting else frappe._dict(text=get_first_text(purpose, language))


def get_first_text(purpose: str, language: str) -> str:
	"""Return the text that comes with the app, in a language of the hub."""
	with speaking(language):
		return frappe.get_attr(get_purposes()[purpose])()


def write_first_texts() -> None:
	"""Write the text of each purpose and language that has none yet. It is valid from the day of the installation."""
	for purpose in get_purposes():
		for language in LANGUAGES:
			if not frappe.db.exists(CONSENT_TEXT, {"purpose": purpose, "language": language}):
				text = get_first_text(purpose, language)
				frappe.get_doc(
					doctype=CONSENT_TEXT, purpose=purpose, language=language, text=text, valid_from=nowdate()
				).insert(ignore_permissions=True)


def show_text(text: frappe._dict) -> str:
	"""Return a consent text with its version and the controller, as HTML."""
	settings = frappe.get_cached_doc("Hub Settings")
	version = _("Version of this text: {0}").format(text.version or 1)
	return f'<div class="hub-consent">{escape_html(text.text)}<small>{describe_controller(settings)}{version}</small></div>'


def describe_controller(settings: Document) -> str:
	"""Return who answers for the personal data, as the GDPR (article 13) asks; empty when nobody is named."""
	if not settings.operator_organisation:
		return ""
	name = escape_html(settings.operator_organisation)
	return _("Controller of the personal data: {0}").format(name) + "<br>"


@contextmanager
def having_read(texts: Sequence[str]) -> Iterator[None]:
	"""Take a form whose sender has read these texts: one may be replaced by another while the form is filled in.

	Args:
	        texts: their names, as the form says.
	"""
	frappe.flags.consent_texts = texts
	try:
		yield
	finally:
		frappe.flags.consent_texts = None


def get_read_text(purpose: str) -> str | None:
	"""Return the name of the text that somebody agrees to now: the one that their form has shown, else the valid one."""
	if texts := frappe.flags.consent_texts:
		filters = {"name": ("in", texts), "purpose": purpose, "valid_from": ("<=", nowdate())}
		if found := frappe.get_all(CONSENT_TEXT, filters, pluck="name", order_by="version desc", limit=1):
			return found[0]
	return get_text(purpose).name


def get_consent(purpose: str) -> dict:
	"""Return what is kept of a consent that is given now: when, to which text and in which language."""
	return {
		"consent_given_on": now(),
		"consent_text_version": get_read_text(purpose),
		"preferred_language": frappe.local.lang,
	}


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
			text = get_read_text(PURPOSES[consent])
			doc.update(dict(zip(fields, (now(), text, get_consenting_person(doc)), strict=True)))


def get_consenting_person(doc: Document) -> str:
	"""Return who gave the consent: as the staff have written it down, the logged-in person, or who a guest said to be."""
	if frappe.session.user == "Guest":
		return cstr(doc.submitter_name or doc.submitter_email or frappe.session.user)
	return cstr(doc.flags.consent_source) or get_fullname(frappe.session.user)
