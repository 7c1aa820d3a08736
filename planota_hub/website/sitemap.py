# SPDX-License-Identifier: GPL-3.0-only
"""The public records and when each has changed, for search engines."""

from datetime import date
from inspect import unwrap
from urllib.parse import quote

import frappe
from frappe.utils import get_url, getdate
from frappe.website.router import get_pages as get_website_pages
from frappe.www.sitemap import get_public_pages_from_doctypes

from planota_hub.public_forms.public_areas import get_areas

MOST_LINKS = 50_000  # of a sitemap, by its protocol


def get_pages(records: list[dict]) -> list[dict]:
	"""Return `loc` and `lastmod` of the pages that ask for it, of lists, and of what staff have written.

	A list has changed with its latest record; of a page that shows something of everything nobody knows the day.

	Args:
	        records: what `get_records` returns.
	"""
	pages = (page.name for page in get_website_pages().values() if page.sitemap)
	days: dict[str, date | None] = {"" if name == "home" else name: None for name in pages}
	days |= {area.folder: get_latest(records, get_url(f"/{area.folder}/")) for area in get_areas()}
	# past the cache of the framework, which would list a page for hours that was taken off
	written = unwrap(get_public_pages_from_doctypes)()
	days |= {route: getdate(data["modified"]) for route, data in written.items() if route}
	return [{"loc": get_url(f"/{quote(route)}"), "lastmod": day} for route, day in days.items()]


def get_latest(records: list[dict], folder: str) -> date | None:
	"""Return when the record of a folder that has changed last has done so."""
	return next((record["lastmod"] for record in records if record["loc"].startswith(folder)), None)


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
