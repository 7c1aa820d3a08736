# SPDX-License-Identifier: GPL-3.0-only
"""Consent texts become records: that of Hub Settings for the register, those of the app for all other purposes.

Consents from before keep the version that they name: a number alone. The text of Hub Settings goes on counting there.
"""

import frappe
from frappe import _
from frappe.utils import cint, today

from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.public_forms.consent import CONSENT_TEXT, REGISTER, write_first_texts

SETTINGS = "Hub Settings"
TEXT, VERSION = "consent_text", "consent_text_version"


def execute() -> None:
	text, version = get_setting(TEXT), cint(get_setting(VERSION)) or 1
	for language in LANGUAGES if text else ():
		write_text(text, language, version)
	write_first_texts()
	frappe.db.delete("Singles", {"doctype": SETTINGS, "field": ("in", (TEXT, VERSION))})


def get_setting(fieldname: str) -> str | None:
	"""Return what stands in a field that the settings have no more."""
	singles = frappe.qb.DocType("Singles")
	query = frappe.qb.from_(singles).select(singles.value)
	found = query.where((singles.doctype == SETTINGS) & (singles.field == fieldname)).run(pluck=True)
	return found[0] if found else None


def write_text(text: str, language: str, version: int) -> None:
	"""Write the hub's own text, as it was shown in a language, under the version that it had."""
	if frappe.db.exists(CONSENT_TEXT, {"purpose": REGISTER, "language": language}):
		return
	record = frappe.new_doc(CONSENT_TEXT)
	with speaking(language):
		record.update({"purpose": REGISTER, "language": language, "text": _(text), "valid_from": today()})
	record.flags.first_version = version
	record.insert(ignore_permissions=True)
