# SPDX-License-Identifier: GPL-3.0-only
"""The public records and when each has changed, for search engines."""

from urllib.parse import quote

import frappe
from frappe.utils import get_url, getdate, today
from frappe.website.router import get_pages as get_website_pages
from frappe.www.sitemap import get_public_pages_from_doctypes

from planota_hub.public_forms.public_areas import get_areas

MOST_LINKS = 50_000  # of a sitemap, by its protocol


def get_pages() -> list[dict]:
	"""Return `loc` and `lastmod` of the pages that ask for it, and of what staff have written."""
	pages = [(page.name, today()) for page in get_website_pages().values() if page.sitemap]
	lists = [(area.folder, today()) for area in get_areas()]
	written = [(route, data["modified"]) for route, data in get_public_pages_from_doctypes().items() if route]
	days = dict([*lists, *pages, *written])
	return [{"loc": get_url(f"/{quote(route)}"), "lastmod": getdate(day)} for route, day in days.items()]


def get_records() -> list[dict]:
	"""Return `loc` and `lastmod` of every record that has a public page of its own, the latest change first."""
	days: dict[str, str] = {}
	for area in get_areas():
		for filters in area.filters:
			for name, modified in frappe.get_all(
				area.doctype,
				filters=filters,
				fields=["name", "modified"],
				order_by="modified desc",
				as_list=True,
				limit_page_length=MOST_LINKS,
			):
				days[get_url(f"/{area.folder}/{quote(name)}")] = getdate(modified)
	links = [{"loc": url, "lastmod": day} for url, day in days.items()]
	return sorted(links, key=lambda link: link["lastmod"], reverse=True)[:MOST_LINKS]
