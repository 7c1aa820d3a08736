# SPDX-License-Identifier: GPL-3.0-only
"""The menus of the website: the main one for everybody, that of the portal for who is logged in."""

import frappe
from frappe import _
from frappe.website.utils import get_portal_sidebar_items

from planota_hub.website.pages import get_addresses

PORTAL = "/portal"
# page -> the one in the menu that it belongs to
BELONGS_TO = {"my-ngo": "my-ngos", "my-request": "my-support", "register-colleagues": "my-support"}


def get_main_menu(path: str) -> list[dict]:
	"""Return the main menu as it stands on the page `path`.

	Returns:
	        Entries with `label` and either `url` or `pages` (entries of their own); `is_current` marks the one
	        that leads to this page, or holds it.
	"""
	entries = [
		_entry(_("Organisations"), "/ngos"),
		_entry(_("Needs"), "/needs"),
		_entry(_("Workshops"), "/workshops"),
		_entry(_("Events"), "/events"),
		_entry(_("Calls"), "/calls"),
		{
			"label": _("Have your say"),
			"pages": [
				_entry(_("Report a need"), "/report-need/new"),
				_entry(_("Consultations"), "/consultations"),
				_entry(_("Campaigns"), "/campaigns"),
			],
		},
		{
			"label": _("Representation"),
			"pages": [
				_entry(_("Bodies and mandates"), "/representation"),
				_entry(_("Elections"), "/elections"),
				_entry(_("Meetings and minutes"), "/meetings"),
			],
		},
		{
			"label": _("Working together"),
			"pages": [
				_entry(_("Local networks"), "/networks"),
				_entry(_("Partnerships"), "/partnerships"),
				_entry(_("Joint plans"), "/joint-plans"),
				_entry(_("Projects"), "/projects"),
				_entry(_("Reports of the hub"), "/hub-reports"),
				_entry(_("Good practices"), "/good-practices"),
			],
		},
		_entry(_("News"), "/news"),
	]
	return [_mark(entry, path) for entry in entries]


def get_portal_menu(path: str, main_menu: list[dict]) -> list[dict]:
	"""Return what a person who is logged in can do in the portal: the entries of Portal Settings that they may see.

	Args:
	        path: of the page.
	        main_menu: as it stands on that page; what it has is not there a second time.
	"""
	if frappe.session.user == "Guest":
		return []
	items = [_entry(_(item.title), item.route) for item in get_portal_sidebar_items() if item.get("route")]
	known = {item["url"] for entry in main_menu for item in entry.get("pages", [entry])}
	# an update adds a new entry below those that the site has
	items.sort(key=lambda item: item["url"] != PORTAL)
	return [_mark(item, path) for item in items if item["url"] not in known]


def get_tasks() -> list[tuple[str, str, str]]:
	"""Return what people come for: title, address, and one sentence."""
	return [
		(_("Register your organisation"), "/register-ngo/new", _("Join the register of the region's NGOs.")),
		(_("Report a need"), "/report-need/new", _("Tell us what is missing where you live.")),
		(_("Ask for support"), "/ask-for-support/new", _("Advice, mentoring and help with applications.")),
		(
			_("Grow with the hub"),
			"/apply-with-potential/new",
			_("A plan and a mentor for NGOs with potential."),
		),
	]


def get_pages_about() -> list[dict]:
	"""Return what stands at the foot of each page: who runs the website, and what people may ask of it."""
	pages = {
		"about": _("About the hub"),
		"privacy": _("Privacy notice"),
		"accessibility": _("Accessibility statement"),
	}
	addresses = get_addresses()
	return [
		*(_entry(label, addresses[page]) for page, label in pages.items() if page in addresses),
		_entry(_("Newsletter"), "/newsletter"),
		_entry(_("Calendar and feeds"), "/calendar"),
		_entry(_("Open data"), "/open-data"),
		_entry(_("Follow what you sent"), "/track"),
		_entry(_("Your personal data"), "/my-personal-data/new"),
	]


def _entry(label: str, url: str) -> dict:
	return {"label": label, "url": url}


def _mark(entry: dict, path: str) -> dict:
	"""Return an entry that says whether it leads to the page `path` or to what that page is a part of."""
	if "pages" in entry:
		items = [_mark(item, path) for item in entry["pages"]]
		return {**entry, "pages": items, "is_current": any(item["is_current"] for item in items)}
	page, here = entry["url"].strip("/").split("/")[0], path.strip("/").split("/")[0]
	return {**entry, "is_current": BELONGS_TO.get(here, here) == page}
