# SPDX-License-Identifier: GPL-3.0-only
"""Who the hub of the demo region is: what its website says above and below each page."""

import frappe

from planota_hub.demo.files import read

SETTINGS = "Hub Settings"


def introduce_hub() -> None:
	"""Say who the demo hub is where Hub Settings say nothing yet."""
	settings = frappe.get_doc(SETTINGS)
	missing = {fieldname: text for fieldname, text in read("hub.json").items() if not settings.get(fieldname)}
	_set(missing)


def forget_hub() -> None:
	"""Take back what the demo said and nobody has changed since."""
	settings = frappe.get_doc(SETTINGS)
	_set({fieldname: None for fieldname, text in read("hub.json").items() if settings.get(fieldname) == text})


def _set(values: dict[str, str | None]) -> None:
	if values:
		frappe.db.set_single_value(SETTINGS, values)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
