# SPDX-License-Identifier: GPL-3.0-only
"""The public records and when each has changed, for search engines."""

from collections.abc import Iterator
from urllib.parse import quote

import frappe
from frappe.utils import get_url, getdate, today
from frappe.website.router import get_pages as get_website_pages
from frappe.www.sitemap import get_public_pages_from_doctypes

from planota_hub.advocacy.participation import pages as participation
from planota_hub.capacity_building.workshops import pages as workshops
from planota_hub.funding.calls import pages as calls
from planota_hub.local_networks.elections import rules as elections

MOST_LINKS = 50_000  # of a sitemap, by its protocol


def get_pages() -> list[dict]:
	"""Return `loc` and `lastmod` of the pages that ask for it, and of what staff have written."""
	pages = [(page.name, today()) for page in get_website_pages().values() if page.sitemap]
	written = [(route, data["modified"]) for route, data in get_public_pages_from_doctypes().items() if route]
	return [
		{"loc": get_url(f"/{quote(route)}"), "lastmod": getdate(modified)}
		for route, modified in [*pages, *written]
	]


def get_records() -> list[dict]:
	"""Return `loc` and `lastmod` of every record that has a public page of its own, the latest change first."""
	links = []
	for folder, doctype, filters in list_public():
		for name, modified in frappe.get_all(
			doctype,
			filters=filters,
			fields=["name", "modified"],
			order_by="modified desc",
			as_list=True,
			limit_page_length=MOST_LINKS,
		):
			links.append({"loc": get_url(f"/{folder}/{quote(name)}"), "lastmod": getdate(modified)})
	return sorted(links, key=lambda link: link["lastmod"], reverse=True)[:MOST_LINKS]


def list_public() -> Iterator[tuple[str, str, dict]]:
	"""Yield the folder of the address, the DocType and the filters of what its public page shows."""
	yield "workshops", "Training Workshop", {"stage": ("in", sorted(workshops.FEED_STAGES))}
	yield "calls", "Funding Call", {"status": ("in", calls.PUBLIC_STATUSES)}
	yield (
		"consultations",
		participation.PROPOSAL,
		{"stage": "In Consultation", "consultation_deadline": (">=", today())},
	)
	yield (
		"campaigns",
		participation.CAMPAIGN,
		{"is_public": 1, "stage": ("in", participation.PUBLIC_STAGES)},
	)
	yield "elections", "Representative Election", {"stage": ("in", elections.PUBLIC_STAGES)}
	yield "meetings", "Hub Meeting", {"published": 1}
	yield "good-practices", "Good Practice", {"stage": "Published"}
