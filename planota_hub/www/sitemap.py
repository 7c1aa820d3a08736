# SPDX-License-Identifier: GPL-3.0-only
"""`/sitemap.xml`: what the framework knows of, and every public record of the hub."""

from planota_hub.rules.remembering import keep
from planota_hub.website.sitemap import get_pages, get_records

no_cache = 1
KEPT = 15 * 60  # seconds
base_template_path = "www/sitemap.xml"


def get_context(context) -> dict:
	"""List the pages and the records."""
	return {"links": keep("hub_sitemap", list_links, KEPT)}


def list_links() -> list[dict]:
	records = get_records()
	return [*get_pages(records), *records]
