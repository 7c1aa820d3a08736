# SPDX-License-Identifier: GPL-3.0-only
"""Pages about the hub whose contact still stands as the app brought it, all in one line: each way to reach the hub gets its own."""

import frappe

from planota_hub.setup.website import TEXTS
from planota_hub.website.pages import ROUTES

WORDS = {"sl": ("Telefon", "E-naslov", "Uradne ure"), "en": ("Phone", "E-mail", "Opening hours")}
BROUGHT = """{{% if hub.address %}}{{{{ hub.address }}}}{{% endif %}}
{{% if hub.phone %}}
{}: {{{{ hub.phone }}}}
{{% endif %}}{{% if hub.email %}}
{}: {{{{ hub.email }}}}
{{% endif %}}{{% if hub.hours %}}
{}: {{{{ hub.hours }}}}
{{% endif %}}"""


def execute() -> None:
	for language, route in ROUTES["about"].items():
		page, text = frappe.db.get_value("Web Page", {"route": route}, ["name", "main_section_md"]) or (
			"",
			"",
		)
		before = BROUGHT.format(*WORDS[language])
		if before in (text or ""):
			now = (TEXTS / f"about.{language}.md").read_text("utf-8").strip().splitlines()[-1]
			frappe.db.set_value("Web Page", page, "main_section_md", text.replace(before, now))
