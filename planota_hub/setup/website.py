# SPDX-License-Identifier: GPL-3.0-only
"""The first page of the website, and the pages that staff go on writing."""

from pathlib import Path

import frappe

from planota_hub.website.pages import ROUTES

TEXTS = Path(__file__).parent / "data" / "web_pages"
TITLES = {
	"about": {"sl": "O stičišču", "en": "About the hub"},
	"privacy": {"sl": "Obvestilo o zasebnosti", "en": "Privacy notice"},
	"accessibility": {"sl": "Izjava o dostopnosti", "en": "Accessibility statement"},
}

HOME = "home"
# what the framework shows when nobody has chosen a first page
UNCHOSEN = ("", "login", "me")


def set_home_page() -> None:
	"""Make the hub's home page the first one, unless the site has chosen another."""
	chosen = frappe.db.get_single_value("Website Settings", "home_page") or ""
	if chosen.strip("/") in UNCHOSEN:
		_choose(HOME)


def create_pages() -> None:
	"""Write the pages about the hub, each with a text to begin with, where the site has none at their addresses."""
	for page, languages in ROUTES.items():
		for language, route in languages.items():
			if not frappe.db.exists("Web Page", {"route": route}):
				_write_page(
					route, TITLES[page][language], (TEXTS / f"{page}.{language}.md").read_text("utf-8")
				)


def _write_page(route: str, title: str, text: str) -> None:
	page = frappe.new_doc("Web Page")
	page.update(
		{
			"title": title,
			"route": route,
			"published": 1,
			"module": "Planota Hub",
			"content_type": "Markdown",
			"main_section_md": text,
			"dynamic_template": 1,
			"show_title": 1,
			"full_width": 0,
		}
	)
	page.insert(ignore_permissions=True)


def unset_home_page() -> None:
	"""Give the first page back when the app goes."""
	if frappe.db.get_single_value("Website Settings", "home_page") == HOME:
		_choose(None)


def _choose(page: str | None) -> None:
	frappe.db.set_single_value("Website Settings", "home_page", page)
	frappe.clear_document_cache("Website Settings", "Website Settings")
	frappe.cache.delete_value("home_page")
