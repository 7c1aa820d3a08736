# SPDX-License-Identifier: GPL-3.0-only
"""Languages of the public pages: switched on, so that a visitor's browser can ask for them.

Frappe 16 knows every language, but gives a guest only those that are enabled.
"""

import frappe

from planota_hub.mail.wording import LANGUAGES

# where the installation notes which languages were off before it
NOTE = "planota_hub_enabled_languages"


def enable_languages() -> None:
	"""Switch on the languages of the public pages, and note which ones were off."""
	switched_on = [code for code in LANGUAGES if frappe.db.exists("Language", {"name": code, "enabled": 0})]
	for code in switched_on:
		set_enabled(code, 1)
	if switched_on:
		frappe.db.set_global(NOTE, " ".join(switched_on))


def disable_languages() -> None:
	"""Switch off again what the installation switched on, unless the site works in that language now."""
	for code in (frappe.db.get_global(NOTE) or "").split():
		if not is_in_use(code):
			set_enabled(code, 0)
	frappe.defaults.clear_default(key=NOTE, parent="__global")


def is_in_use(code: str) -> bool:
	"""Tell whether the site or one of its users works in a language."""
	return frappe.db.get_single_value("System Settings", "language") == code or bool(
		frappe.db.exists("User", {"language": code})
	)


def set_enabled(code: str, enabled: int) -> None:
	language = frappe.get_doc("Language", code)
	language.enabled = enabled
	language.save(ignore_permissions=True)
